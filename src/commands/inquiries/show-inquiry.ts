import type { Button, Reply } from "../../chat/reply.ts";
import { inquiryName, inquiryState } from "../../directory/inquiries/inquiry.ts";
import type { FoundInquiry } from "../../directory/inquiries/inquiry-search.port.ts";
import { mayFor } from "../announcing/named-announcement.ts";
import { inquiryCard } from "../cards/inquiry-card.ts";
import type { CommandContext } from "../command.ts";
import { pageButtons } from "../form-pages.ts";
import { knownInquiries } from "./known-inquiries.ts";

const positionsOffered = 2;

/** The card of an inquiry, with what the asker may do where nobody else sees it. */
export function showInquiry(
  context: CommandContext,
  inquiry: FoundInquiry,
  told: string | null = null,
): Reply {
  const { messages, clock } = context.needs;
  const now = clock.now();
  const buttons = [...privateButtons(context, inquiry, now), ...positionButtons(context, inquiry)];
  return inquiryCard({ inquiry, now, told, buttons }, messages);
}

/** The same as it is after something was done to it. */
export async function showAgain(context: CommandContext, before: FoundInquiry, told: string): Promise<Reply> {
  const now = (await knownInquiries(context)).find(({ id }) => id === before.id);
  return showInquiry(context, now ?? before, told);
}

/** The clusters that are asked and that the asker may answer for. */
export function answerableClusters(
  { asked }: FoundInquiry,
  context: Pick<CommandContext, "identity">,
): FoundInquiry["asked"] {
  return asked.filter(({ cluster, isActive }) => isActive && mayFor(context, "sign-positions", cluster));
}

function privateButtons(context: CommandContext, inquiry: FoundInquiry, now: Date): Button[] {
  const { request, identity } = context;
  if (request.visibility !== "private" || identity.account === null) return [];
  const state = inquiryState(inquiry, now);
  return [
    ...(state === "open" ? answeringButtons(context, inquiry) : []),
    ...(state === "withdrawn" ? [] : handlingButtons(context, inquiry)),
  ];
}

function answeringButtons(context: CommandContext, inquiry: FoundInquiry): Button[] {
  const { button } = context.needs.messages.inquiries;
  const theirs = answerableClusters(inquiry, context);
  if (theirs.length === 0) return [];
  const name = inquiryName(inquiry);
  const kinds = (["own", "joint", "none"] as const).filter(
    (kind) => kind !== "joint" || theirs.some(({ cluster }) => cluster !== inquiry.owner),
  );
  const hasOwn = theirs.length === 1 && theirs[0]?.answer?.kind === "own";
  return [
    ...kinds.map((kind): Button => {
      const style = kind === "own" ? "primary" : "normal";
      return { label: button[kind], command: "inquiries answer", text: `${name} ${kind}`, style };
    }),
    ...(hasOwn
      ? [
          {
            label: button.link,
            command: "inquiries answer",
            text: `${name} own link`,
            style: "normal" as const,
          },
        ]
      : []),
  ];
}

function handlingButtons(context: CommandContext, inquiry: FoundInquiry): Button[] {
  if (!mayFor(context, "propose-positions", inquiry.owner)) return [];
  const { button } = context.needs.messages.inquiries;
  const text = inquiryName(inquiry);
  const change = { command: "inquiries change", style: "normal" } as const;
  return [
    { ...change, label: button.change, text },
    ...pageButtons({ more: button.more }, { command: change.command, text }, context),
    { label: button.withdraw, command: "inquiries withdraw", text, style: "danger" },
  ];
}

function positionButtons({ needs }: CommandContext, { positions }: FoundInquiry): Button[] {
  const { button } = needs.messages.inquiries;
  return positions
    .filter(({ line }) => line !== null)
    .slice(0, positionsOffered)
    .map(({ number, topic }) => ({
      label: button.position(topic).slice(0, 75),
      command: "positions list",
      text: `P${number}`,
      style: "normal",
    }));
}
