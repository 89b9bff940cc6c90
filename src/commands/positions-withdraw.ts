import { ukDay } from "../calendar/zones.ts";
import { plainReply, type Reply } from "../chat/reply.ts";
import { endConsultation } from "../directory/positions/end-consultations.ts";
import { canMovePosition } from "../directory/positions/position.ts";
import { type Consultation, stillAsked } from "../directory/positions/stance.ts";
import { stateOf, versionTitle } from "./cards/position-work-card.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { handles } from "./positions/handles.ts";
import { namedPosition } from "./positions/named-position.ts";
import { PositionWords, positionOption, versionWords } from "./positions/position-words.ts";
import { showPosition } from "./positions/show-position.ts";

/** Asks once: it cannot be undone. The line takes a second person besides. Whoever writes for the owner may, and whoever approves for it. */
export const positionsWithdraw = defineCommand({
  name: "positions withdraw",
  summary: "Take back a position, or what the clusters are being asked",
  usage: "positions withdraw P7",
  right: "follow-positions",
  isPrivate: true,
  isHidden: true,
  options: [positionOption],
  schema: PositionWords,
  run: async (context, said) => {
    const { positionDesk, messages } = context.needs;
    const { positionWork: words, permit } = messages;
    const named = await namedPosition(context, said);
    if (named.kind === "refused") return named.reply;
    if (named.kind === "shown") return plainReply(words.unknown(said.name.slice(0, 40)));
    const { version } = named.consultation;
    if (!handles(context, version)) return plainReply(permit["other-cluster"]);
    if (!canMovePosition("withdraw", version.status))
      return await showPosition(context, named.consultation, {
        told: words.undecided["not-now"](stateOf(version, messages)),
      });
    if (!said.isYes || said.revision === null) return question(context, named.consultation);
    if (version.status === "adopted") return await askFor(context, named.consultation, said.revision);
    const now = positionDesk.clock.now();
    // What the clusters have decided by the end of the time nobody takes back, though it was not looked at yet.
    const ended = await endConsultation(version.id, { by: doingOf(context), now }, positionDesk.store);
    if (ended !== null) {
      await positionDesk.changed(version.id);
      return await showPosition(context, ended.consultation, { told: words.undecided.changed });
    }
    const saved = await positionDesk.store.withdraw(version.id, {
      revision: said.revision,
      by: doingOf(context),
      now,
      because: "taken-back",
      day: ukDay(now),
    });
    if (saved !== null) await positionDesk.changed(version.id);
    const consultation = await positionDesk.store.consultation(version.id);
    const told = saved === null ? words.undecided.changed : words.decided.withdrawn;
    return await showPosition(context, consultation ?? named.consultation, { told });
  },
});

/** It stands until somebody else confirms. */
async function askFor(context: CommandContext, consultation: Consultation, revision: number): Promise<Reply> {
  const { needs, identity } = context;
  const { positionWork, positionRequests: words } = needs.messages;
  const { store, clock } = needs.positionDesk;
  if (identity.account === null) return plainReply(positionWork.needsAccount);
  const request = {
    kind: "withdraw",
    version: consultation.version.id,
    revision,
    widening: null,
    by: identity.account,
  } as const;
  const asked = await store.ask(request, { by: doingOf(context), now: clock.now() });
  const after = await store.consultation(request.version);
  const told =
    asked === null
      ? positionWork.undecided.changed
      : words.decided[asked.isNew ? "asked" : "already"][asked.request.kind];
  return await showPosition(context, after ?? consultation, { told });
}

function question({ needs }: CommandContext, consultation: Consultation): Reply {
  const { button, withdrawAsk: ask } = needs.messages.positionWork;
  const { version, asked } = consultation;
  const name = versionTitle(version, needs.messages);
  const present = asked.filter(({ leftAt }) => leftAt === null).length;
  const answered = present - stillAsked(consultation).length;
  const sentences = {
    draft: () => ask.draft(name),
    consulting: () => ask.consulting(name, answered),
    adopted: () => ask.adopted(name),
  };
  const { status } = version;
  const sentence = status === "draft" || status === "adopted" ? sentences[status]() : sentences.consulting();
  const reply = plainReply(sentence);
  const text = `${versionWords(version)} yes r${version.revision}`;
  const yes = { label: button.yesWithdraw, command: "positions withdraw", text, style: "danger" } as const;
  return { ...reply, blocks: [...reply.blocks, { type: "actions", buttons: [yes] }] };
}
