import { plainReply, type Reply } from "../../chat/reply.ts";
import { findInquiries } from "../../directory/inquiries/find-inquiries.ts";
import { bearsOn, inquiryName, inquiryState } from "../../directory/inquiries/inquiry.ts";
import type { FoundInquiry } from "../../directory/inquiries/inquiry-search.port.ts";
import { mayFor } from "../announcing/named-announcement.ts";
import type { CommandContext } from "../command.ts";

const choicesAtMost = 5;

/** The clusters somebody works on positions for, where nobody else sees the reply. */
export async function worksFor(context: CommandContext): Promise<readonly string[]> {
  if (context.request.visibility !== "private") return [];
  const clusters = await context.needs.clusters.all();
  return clusters.map(({ id }) => id).filter((id) => mayFor(context, "follow-positions", id));
}

/** All that everybody who sees the reply may know of, by when they close. */
export async function knownInquiries(context: CommandContext): Promise<readonly FoundInquiry[]> {
  const { readership } = context.reader;
  return await context.needs.inquiries.all(
    { readership, worksFor: await worksFor(context) },
    context.needs.clock.now(),
  );
}

/** Those of them that are open. */
export async function openInquiries(context: CommandContext): Promise<readonly FoundInquiry[]> {
  const now = context.needs.clock.now();
  return (await knownInquiries(context)).filter((inquiry) => inquiryState(inquiry, now) === "open");
}

/** Those that are open and on which a position bears. */
export async function openInquiriesOn(
  position: string,
  context: CommandContext,
): Promise<readonly FoundInquiry[]> {
  return (await openInquiries(context)).filter((inquiry) => bearsOn(position, inquiry));
}

export type NamedInquiry =
  | { readonly kind: "found"; readonly inquiry: FoundInquiry }
  | { readonly kind: "refused"; readonly reply: Reply };

/** The one somebody names; of others nobody learns that they are there. `command` chooses among several. */
export async function namedInquiry(
  context: CommandContext,
  name: string,
  command = "inquiries show",
): Promise<NamedInquiry> {
  const { inquiries: words } = context.needs.messages;
  const refused = (reply: Reply): NamedInquiry => ({ kind: "refused", reply });
  const named = name.trim().slice(0, 150);
  if (named === "") return refused(plainReply(words.which));
  const found = findInquiries(named, await knownInquiries(context));
  const [only, ...others] = found;
  if (only === undefined) return refused(plainReply(words.unknown(named.slice(0, 60))));
  if (others.length === 0) return { kind: "found", inquiry: only };
  const reply = plainReply(words.several(named.slice(0, 60)));
  const buttons = found.slice(0, choicesAtMost).map((inquiry) => ({
    label: words.name(inquiryName(inquiry), inquiry.title).slice(0, 75),
    command,
    text: inquiryName(inquiry),
    style: "normal" as const,
  }));
  return refused({ ...reply, blocks: [...reply.blocks, { type: "actions", buttons }] });
}
