import { plainReply, type Reply } from "../../chat/reply.ts";
import { readPositionName } from "../../directory/positions/position.ts";
import type { Consultation } from "../../directory/positions/stance.ts";
import { mayFor } from "../announcing/named-announcement.ts";
import type { CommandContext } from "../command.ts";
import type { PositionSaid } from "./position-words.ts";

/**
 * `found`: the asker works on it. `shown`: they do not, but hold a button that was shown with its text, as in a channel
 * that others read as well: they may be told that it is not for them, or withdrawn, and nothing more.
 */
export type NamedPosition =
  | { readonly kind: "found" | "shown"; readonly consultation: Consultation }
  | { readonly kind: "refused"; readonly reply: Reply };

/**
 * The version somebody names; the newest they may see, where they name none. Of others nobody learns that they are
 * there.
 */
export async function namedPosition(
  context: CommandContext,
  { name, version, shown }: PositionSaid,
): Promise<NamedPosition> {
  const { positionDesk, messages } = context.needs;
  const refused = (sentence: string): NamedPosition => ({ kind: "refused", reply: plainReply(sentence) });
  if (name.trim() === "") return refused(messages.positionWork.which);
  const unknown = refused(messages.positionWork.unknown(name.trim().slice(0, 40)));
  const number = readPositionName(name);
  const position = number === null ? null : await positionDesk.store.find(number);
  if (position === null) return unknown;
  for (const one of await positionDesk.store.versions(position.id)) {
    if (version !== null && one.version !== version) continue;
    const consultation = await positionDesk.store.consultation(one.id);
    if (consultation === null) continue;
    const isShown = shown !== "" && one.status !== "draft" && one.fingerprint.startsWith(shown);
    if (worksOn(context, consultation)) return { kind: "found", consultation };
    if (isShown) return { kind: "shown", consultation };
  }
  return unknown;
}

/** The owner's people see every version, those of the clusters that are asked what was put to them. */
function worksOn(
  context: Pick<CommandContext, "identity">,
  { version, asked, stances }: Consultation,
): boolean {
  if (mayFor(context, "follow-positions", version.position.owner)) return true;
  const isAsked = asked.some(
    ({ cluster, leftAt }) => leftAt === null && mayFor(context, "follow-positions", cluster),
  );
  if (!isAsked || version.status === "draft") return false;
  if (version.status !== "withdrawn") return true;
  // It may have been taken back before anybody was asked.
  return (
    stances.length > 0 || version.withdrawnBecause === "quorum-not-met" || version.effectiveFrom !== null
  );
}
