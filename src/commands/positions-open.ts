import { plainReply } from "../chat/reply.ts";
import type { PositionVersion } from "../directory/positions/position.ts";
import type { Messages } from "../messages/english.ts";
import { may } from "../people/may.ts";
import { stateOf } from "./cards/position-work-card.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { namedPosition } from "./positions/named-position.ts";
import { type PositionSaid, PositionWords, positionOption } from "./positions/position-words.ts";
import { whyNotSecond } from "./positions/second-person.ts";
import { showPosition } from "./positions/show-position.ts";

/** “Ask the clusters”, with what was shown: what was changed since is not put to them unseen. */
export const positionsOpen = defineCommand({
  name: "positions open",
  summary: "Put a draft to the clusters that it asks",
  usage: "positions open P7",
  right: "approve-announcements",
  isPrivate: true,
  isHidden: true,
  options: [positionOption],
  schema: PositionWords,
  run: async (context, said) => {
    const { positionDesk, messages } = context.needs;
    const { positionWork: words } = messages;
    const named = await namedPosition(context, said);
    if (named.kind === "refused") return named.reply;
    const { consultation } = named;
    const { version } = consultation;
    if (named.kind === "shown") return plainReply(words.unknown(said.name.slice(0, 40)));
    const permit = may("approve-announcements", { cluster: version.position.owner }, context.identity);
    if (permit.kind === "no") return plainReply(messages.permit[permit.reason]);
    const refusal = await whyNotOpen(version, said, context);
    if (refusal !== null) return await showPosition(context, consultation, { told: refusal });
    if (consultation.asked.every(({ leftAt }) => leftAt !== null))
      return await showPosition(context, consultation, { told: words.undecided["nobody-asked"] });
    const { revision } = version;
    const now = positionDesk.clock.now();
    const saved = await positionDesk.store.open(version.id, { revision, by: doingOf(context), now });
    if (saved !== null) await positionDesk.changed(version.id);
    const after = await positionDesk.store.consultation(version.id);
    const told = saved === null ? words.undecided.changed : words.decided.opened;
    return await showPosition(context, after ?? consultation, { told });
  },
});

/** The sentence that says why not; null where it may be put to the clusters. */
async function whyNotOpen(
  version: PositionVersion,
  { shown, revision }: PositionSaid,
  context: CommandContext,
): Promise<string | null> {
  const { positionDesk, messages } = context.needs;
  const { undecided }: Messages["positionWork"] = messages.positionWork;
  if (version.status !== "draft") return undecided["not-draft"](stateOf(version, messages));
  // Nothing was shown to whoever types the command.
  if (shown === "" || revision === null) return undecided.look;
  if (!version.fingerprint.startsWith(shown) || version.revision !== revision) return undecided.changed;
  if (version.closes === null || version.closes.instant <= positionDesk.clock.now())
    return undecided["time-over"];
  // An import wrote it: that is nobody who could put their own words to the clusters.
  if (version.author === null) return null;
  const reason = await whyNotSecond(version.author, context);
  return reason === null ? null : undecided[reason];
}
