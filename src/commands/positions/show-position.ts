import { ukZone } from "../../calendar/zones.ts";
import { isAccountReference } from "../../chat/reference.ts";
import type { Button, Reply } from "../../chat/reply.ts";
import { canMovePosition, positionName } from "../../directory/positions/position.ts";
import type { PositionRequest } from "../../directory/positions/position-request.ts";
import type { AskedCluster, Consultation } from "../../directory/positions/stance.ts";
import { mayFor } from "../announcing/named-announcement.ts";
import { momentText } from "../cards/announcement-card.ts";
import { inquiryClosing } from "../cards/inquiry-card.ts";
import { partsOf } from "../cards/position-parts.ts";
import { positionWorkCard } from "../cards/position-work-card.ts";
import type { CommandContext } from "../command.ts";
import { pageButtons } from "../form-pages.ts";
import { openInquiriesOn } from "../inquiries/known-inquiries.ts";
import { commentButtons } from "./comment-buttons.ts";
import { handles } from "./handles.ts";
import { holderNames } from "./holder-names.ts";
import { revisionWords, shownWords, versionWords } from "./position-words.ts";

/** Of a text a card shows so many characters at a time: Discord shows one message of 2,000. */
const pageCharacters = 1200;

interface HowShown {
  /** A sentence above it. */
  readonly told?: string;
  readonly part?: number;
  /** Of a dissent's reason that was not taken. */
  readonly mark?: string | null;
}

/** The card of a version as it is now, with what the asker may do. */
export async function showPosition(
  context: CommandContext,
  consultation: Consultation,
  { told, part = 1, mark = null }: HowShown = {},
): Promise<Reply> {
  const { messages, clusters } = context.needs;
  const { owner } = consultation.version.position;
  const all = await clusters.all();
  const pages = partsOf(consultation.version.text, pageCharacters);
  const at = Math.min(Math.max(part, 1), pages.length);
  const isWhole = at === pages.length;
  const requests = await requestsFor(consultation, context);
  return positionWorkCard(
    {
      consultation,
      ownerName: all.find(({ id }) => id === owner)?.name ?? owner,
      text: pages[at - 1] ?? "",
      part: at,
      parts: pages.length,
      told: told ?? null,
      requests: await Promise.all(requests.map((request) => requestText(request, consultation, context))),
      bearsOn: await bearingOn(consultation, context),
      buttons: isWhole
        ? [
            ...requestButtons(requests, consultation, context),
            ...positionButtons(consultation, context, mark),
            ...(await commentButtons(consultation, context)),
          ]
        : [readOnButton(consultation, context, at + 1), ...handlingButtons(consultation, context)],
    },
    messages,
  );
}

/** What is asked for, to whoever works for its owner. */
async function requestsFor(
  { version }: Consultation,
  context: CommandContext,
): Promise<readonly PositionRequest[]> {
  const isTheirs = mayFor(context, "follow-positions", version.position.owner);
  return isTheirs ? await context.needs.positionDesk.store.requests(version.id) : [];
}

async function requestText(
  { widening, by, at }: PositionRequest,
  { version }: Consultation,
  context: CommandContext,
): Promise<string> {
  const { asked } = context.needs.messages.positionRequests;
  const names = await holderNames(context, { account: by, cluster: version.position.owner });
  const when = momentText(at, ukZone.id);
  const { somebody } = context.needs.messages.positionWork.stance;
  const who = names ?? (isAccountReference(by) ? by : somebody);
  return widening === null ? asked.withdraw(who, when) : asked.widen(who, when, widening.audience);
}

/** Bound to what is asked for; whoever asked has no button to confirm with. */
function requestButtons(
  requests: readonly PositionRequest[],
  { version }: Consultation,
  context: CommandContext,
): Button[] {
  const { confirm, refuse } = context.needs.messages.positionRequests.button;
  return requests.flatMap(({ id, kind, by }): Button[] => {
    const text = `${versionWords(version)} ${id}`;
    const isSecond =
      by !== context.identity.account && mayFor(context, "approve-announcements", version.position.owner);
    return [
      ...(isSecond
        ? [{ label: confirm[kind], command: "positions confirm", text, style: "danger" as const }]
        : []),
      ...(handles(context, version)
        ? [{ label: refuse, command: "positions refuse", text, style: "normal" as const }]
        : []),
    ];
  });
}

/** What is asked from outside and open, on which the position bears; and what closes before the clusters have answered. */
async function bearingOn({ version }: Consultation, context: CommandContext): Promise<readonly string[]> {
  const { bearing } = context.needs.messages.inquiries;
  const { closes, status } = version;
  const inquiries = await openInquiriesOn(version.position.id, context);
  return inquiries.flatMap((inquiry) => {
    const when = inquiryClosing(inquiry);
    const isAsked = status === "draft" || status === "consulting";
    const isLate = isAsked && closes !== null && closes.instant > inquiry.closes.instant;
    return [
      bearing.open(inquiry.title, inquiry.asker, when),
      ...(isLate ? [bearing.late(inquiry.title, when)] : []),
    ];
  });
}

/** The clusters that are asked and that the asker may answer for. */
export function signableClusters(
  { asked }: Consultation,
  context: Pick<CommandContext, "identity">,
): readonly AskedCluster[] {
  return asked.filter(({ cluster, leftAt }) => leftAt === null && mayFor(context, "sign-positions", cluster));
}

/** Nobody answers to what they were not shown, nor asks others: with the end of the text, not before. */
function positionButtons(consultation: Consultation, context: CommandContext, mark: string | null): Button[] {
  return [
    ...answeringButtons(consultation, context, mark),
    ...openButton(consultation, context),
    ...handlingButtons(consultation, context),
  ];
}

function readOnButton({ version }: Consultation, { needs }: CommandContext, part: number): Button {
  const { readOn: label } = needs.messages.positionWork.button;
  const text = `${versionWords(version)} part${part}`;
  return { label, command: "positions work", text, style: "primary" };
}

function answeringButtons(
  consultation: Consultation,
  context: CommandContext,
  mark: string | null,
): Button[] {
  const { version } = consultation;
  const isAsked = context.identity.account !== null && signableClusters(consultation, context).length > 0;
  if (version.status !== "consulting" || !isAsked) return [];
  const { button } = context.needs.messages.positionWork;
  const text = shownWords(version);
  const kept = mark === null ? text : `${text} ${mark}`;
  return [
    { label: button.sign, command: "positions sign", text, style: "primary" },
    { label: button.abstain, command: "positions abstain", text, style: "normal" },
    { label: button.dissent, command: "positions dissent", text: kept, style: "normal" },
  ];
}

function openButton({ version }: Consultation, context: CommandContext): Button[] {
  const { open: label } = context.needs.messages.positionWork.button;
  const { position, status, author } = version;
  const isTheirs = author !== null && author === context.identity.account;
  if (status !== "draft" || isTheirs || !mayFor(context, "approve-announcements", position.owner)) return [];
  return [{ label, command: "positions open", text: revisionWords(version), style: "primary" }];
}

function handlingButtons({ version }: Consultation, context: CommandContext): Button[] {
  const { button } = context.needs.messages.positionWork;
  const { position, status } = version;
  const isWriter = mayFor(context, "propose-positions", position.owner);
  const text = versionWords(version);
  const { describe } = context.needs.messages.positionRequests.button;
  const style = "normal";
  const change = { command: "positions change", text: `${text} r${version.revision}` };
  const { more } = button;
  const writing = [
    { label: button.change, ...change, style } as const,
    ...pageButtons({ more }, change, context),
  ];
  const offered: (readonly [boolean, Button])[] = [
    ...writing.map((one) => [isWriter && canMovePosition("change-text", status), one] as const),
    [
      isWriter && !canMovePosition("change-text", status),
      { label: button.next, command: "positions propose", text: positionName(position), style },
    ],
    [
      isWriter,
      { label: describe, command: "positions describe", text: `${text} r${version.revision}`, style },
    ],
    [
      handles(context, version) && canMovePosition("withdraw", status),
      { label: button.withdraw, command: "positions withdraw", text, style: "danger" },
    ],
    [status === "consulting", { label: button.refresh, command: "positions work", text, style }],
  ];
  return offered.flatMap(([isOffered, one]) => (isOffered ? [one] : []));
}
