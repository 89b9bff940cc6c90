import { plainReply, type Reply } from "../chat/reply.ts";
import { type PositionVersion, positionName } from "../directory/positions/position.ts";
import type { PositionReaders } from "../directory/positions/position-store.port.ts";
import { isWider } from "../shared/audience.ts";
import { keptReply } from "./announcing/kept-form.ts";
import { mayFor } from "./announcing/named-announcement.ts";
import { formOffer } from "./cards/form-offer.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { namedPosition } from "./positions/named-position.ts";
import { readerFields } from "./positions/position-form.ts";
import { PositionWords, positionOption, versionWords } from "./positions/position-words.ts";
import { readersIn } from "./positions/read-position-form.ts";
import { showPosition } from "./positions/show-position.ts";
import { asTyped } from "./unsaved-forms.ts";

const command = "positions describe";

/** “Names, readers …”: at once, but for more readers of what clusters have been asked about, which takes two. */
export const positionsDescribe = defineCommand({
  name: command,
  summary: "Change what else a position is called, and for whom it is",
  usage: "positions describe P7",
  right: "propose-positions",
  isPrivate: true,
  isHidden: true,
  options: [positionOption],
  schema: PositionWords,
  form: async (context, said) => {
    const named = await namedPosition(context, said);
    if (named.kind !== "found") return null;
    const { version } = named.consultation;
    if (!mayFor(context, "propose-positions", version.position.owner)) return null;
    const { messages, unsaved } = context.needs;
    const { title, submit, introduction } = messages.positionRequests.form;
    const typed = unsaved.find(said.mark, { account: context.identity.account, command });
    const fields = asTyped(readerFields(version.position, messages), typed);
    return { command, text: shownAs(version), title, submit, introduction, fields };
  },
  run: async (context, said) => {
    const { needs, request, identity } = context;
    const { positionWork: words, positionRequests, permit } = needs.messages;
    const named = await namedPosition(context, said);
    if (named.kind === "refused") return named.reply;
    const { version } = named.consultation;
    const { position } = version;
    if (named.kind === "shown") return plainReply(words.unknown(said.name.slice(0, 40)));
    if (!mayFor(context, "propose-positions", position.owner)) return plainReply(permit["other-cluster"]);
    if (identity.account === null) return plainReply(words.needsAccount);
    const text = shownAs(version);
    if (request.fields === null)
      return formOffer(positionRequests.form.introduction, { command, text, label: words.button.form });
    // The form opens again with the position as it is then.
    const again = { ...context, request: { ...request, text } };
    const changed = () => keptReply(again, command, [words.problem.changed(positionName(position))]);
    if (said.revision !== version.revision) return changed();
    const read = readersIn(request.fields, position, needs.messages);
    if (read.kind === "problems") return keptReply(again, command, read.sentences);
    return (await describeAs(context, version, { ...read.value, account: identity.account })) ?? changed();
  },
});

function shownAs(version: PositionVersion): string {
  return `${versionWords(version)} r${version.revision}`;
}

/** Null: somebody changed it meanwhile. */
async function describeAs(
  context: CommandContext,
  version: PositionVersion,
  { account, alsoCalled, audience }: PositionReaders & { readonly account: string },
): Promise<Reply | null> {
  const { store, clock } = context.needs.positionDesk;
  const { decided } = context.needs.messages.positionRequests;
  const { audience: audienceBefore, alsoCalled: namesBefore } = version.position;
  const by = doingOf(context);
  const now = clock.now();
  const takesTwo = isWider(audience, audienceBefore) && (await wasPutForward(version, context));
  const atOnce = takesTwo ? audienceBefore : audience;
  const isSame = atOnce === audienceBefore && alsoCalled.join() === namesBefore.join();
  const { revision } = version;
  const expected = { revision, by, now, account, audienceBefore };
  const saved = isSame
    ? version
    : await store.describe(version.id, { alsoCalled, audience: atOnce }, expected);
  if (saved === null) return null;
  const widening = { audience, audienceBefore };
  const request = {
    kind: "widen",
    version: version.id,
    revision: saved.revision,
    widening,
    by: account,
  } as const;
  const asked = takesTwo ? await store.ask(request, { by, now }) : null;
  if (takesTwo && asked === null) return null;
  const after = await store.consultation(version.id);
  const told = [
    ...(isSame ? [] : [decided.described]),
    ...(asked === null ? [] : [decided[asked.isNew ? "asked" : "already"].widen]),
  ];
  return after === null
    ? null
    : await showPosition(context, after, { told: told.length === 0 ? decided.unchanged : told.join(" ") });
}

/** Of what nobody was asked about a second person looks at it before anybody is. */
async function wasPutForward({ position }: PositionVersion, { needs }: CommandContext): Promise<boolean> {
  const versions = await needs.positionDesk.store.versions(position.id);
  return versions.some(({ openedAt, effectiveFrom }) => openedAt !== null || effectiveFrom !== null);
}
