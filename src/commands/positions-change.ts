import { plainReply } from "../chat/reply.ts";
import { canMovePosition, type PositionVersion, positionName } from "../directory/positions/position.ts";
import { isSameQuorum, type Quorum } from "../directory/positions/quorum.ts";
import type { Consultation } from "../directory/positions/stance.ts";
import { writeVersion } from "../directory/positions/write-version.ts";
import { keptReply } from "./announcing/kept-form.ts";
import { mayFor } from "./announcing/named-announcement.ts";
import { formOffer } from "./cards/form-offer.ts";
import { stateOf } from "./cards/position-work-card.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { pageOf, pageText } from "./form-pages.ts";
import { namedPosition } from "./positions/named-position.ts";
import { keptOf, positionForm } from "./positions/position-form.ts";
import {
  type PositionSaid,
  PositionWords,
  positionOption,
  positionPages,
  versionWords,
} from "./positions/position-words.ts";
import { versionIn } from "./positions/read-position-form.ts";
import { showPosition } from "./positions/show-position.ts";
import { asTyped } from "./unsaved-forms.ts";

const command = "positions change";

/** “Change it”: whoever does is its author from then on, and answers to an earlier text do not count. */
export const positionsChange = defineCommand({
  name: command,
  summary: "Change a draft, or what the clusters are being asked",
  usage: "positions change P7",
  right: "propose-positions",
  isPrivate: true,
  isHidden: true,
  options: [positionOption],
  schema: PositionWords,
  form: async (context, said) => {
    const named = await namedPosition(context, said);
    if (named.kind === "refused" || !isChangeable(context, named.consultation)) return null;
    const { messages, unsaved } = context.needs;
    const { form: words } = messages.positionWork;
    const { version } = named.consultation;
    const order = {
      command,
      // What they change is what they see: what somebody else changes meanwhile is not overwritten unseen.
      text: changeWords(named.consultation, said),
      title: words.changeTitle,
      introduction: version.status === "draft" ? words.changeIntroduction : words.changeConsulting,
      topic: null,
      clusters: [],
      kept: await keptOf(named.consultation, context),
    };
    const form = pageOf(positionForm(order, messages), positionPages, said.page);
    const typed = unsaved.find(said.mark, { account: context.identity.account, command });
    return { ...form, fields: asTyped(form.fields, typed) };
  },
  run: async (context, said) => {
    const { needs, request, identity } = context;
    const { positionWork: words, permit } = needs.messages;
    const named = await namedPosition(context, said);
    if (named.kind === "refused") return named.reply;
    const { consultation } = named;
    const { version } = consultation;
    if (named.kind === "shown") return plainReply(words.unknown(said.name.slice(0, 40)));
    if (!mayFor(context, "propose-positions", version.position.owner))
      return plainReply(permit["other-cluster"]);
    if (identity.account === null) return plainReply(words.needsAccount);
    if (!canMovePosition("change-text", version.status))
      return await showPosition(context, consultation, {
        told: words.undecided["not-now"](stateOf(version, needs.messages)),
      });
    const text = changeWords(consultation, said);
    if (request.fields === null)
      return formOffer(words.form.changeIntroduction, { command, text, label: words.button.form });
    // The form opens again with the version as it is then.
    const again = { ...context, request: { ...request, text } };
    const name = positionName(version.position);
    const now = needs.positionDesk.clock.now();
    if (version.status === "consulting" && version.closes !== null && version.closes.instant <= now)
      return plainReply(words.problem.over);
    if (said.revision !== version.revision) return keptReply(again, command, [words.problem.changed(name)]);
    const read = await versionIn(context, await keptOf(consultation, context), version.position.topic);
    if (read.kind === "problems") return keptReply(again, command, read.sentences);
    const bent = bentRules(consultation, read.value, context);
    if (bent.length > 0) return keptReply(again, command, bent);
    const written = writeVersion(version.position.id, { ...read.value, author: identity.account });
    const expected = { revision: version.revision, by: doingOf(context), now };
    const saved = await needs.positionDesk.store.change(version.id, written, expected);
    if (saved === null) return keptReply(again, command, [words.problem.changed(name)]);
    await needs.positionDesk.changed(version.id);
    const after = await needs.positionDesk.store.consultation(version.id);
    const told =
      version.status === "draft" ? words.decided.changed : changeSentence(consultation, saved, context);
    return await showPosition(context, after ?? consultation, { told });
  },
});

function isChangeable(context: CommandContext, { version }: Consultation): boolean {
  const { position, status } = version;
  return mayFor(context, "propose-positions", position.owner) && canMovePosition("change-text", status);
}

function changeWords({ version }: Consultation, { page }: PositionSaid): string {
  return pageText(`${versionWords(version)} r${version.revision}`, page);
}

/**
 * While clusters are asked nobody changes the rules they answer under: who else is asked, more time and another text,
 * to which everybody answers anew, are no such change. Else one person could make a line of one signature.
 */
function bentRules(
  { version, asked }: Consultation,
  after: { readonly asked: readonly string[]; readonly quorum: Quorum },
  { needs }: CommandContext,
): readonly string[] {
  const { problem } = needs.messages.positionWork;
  if (version.status !== "consulting") return [];
  const dropped = asked.filter(({ cluster, leftAt }) => leftAt === null && !after.asked.includes(cluster));
  const names = dropped.map(({ name }) => name).join(", ");
  return [
    ...(dropped.length > 0 ? [problem.dropped(names)] : []),
    ...(isSameQuorum(version.quorum, after.quorum) ? [] : [problem.quorumStays]),
  ];
}

function changeSentence(before: Consultation, saved: PositionVersion, { needs }: CommandContext): string {
  const { askedAgain, stillAsked } = needs.messages.positionWork.decided;
  return saved.fingerprint === before.version.fingerprint ? stillAsked : askedAgain;
}
