import { ukZone } from "../../calendar/zones.ts";
import { plainReply, type Reply } from "../../chat/reply.ts";
import { giveStance, type StanceOutcome } from "../../directory/positions/give-stance.ts";
import type { Consultation, Stance, StanceKind } from "../../directory/positions/stance.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { momentText } from "../cards/announcement-card.ts";
import { formOffer } from "../cards/form-offer.ts";
import { tallyText } from "../cards/position-work-card.ts";
import type { CommandContext } from "../command.ts";
import { doingOf } from "../doing.ts";
import { speakerFor } from "../speaker-for.ts";
import { holderNames } from "./holder-names.ts";
import { namedPosition } from "./named-position.ts";
import { type PositionSaid, shownWords } from "./position-words.ts";
import { showPosition, signableClusters } from "./show-position.ts";

export const dissentCommand = "positions dissent";
/** Characters of a reason: a few sentences, and what a Discord field takes. */
export const reasonCharacters = 1500;

const commands = {
  sign: "positions sign",
  abstain: "positions abstain",
  dissent: dissentCommand,
} as const satisfies Record<StanceKind, string>;

interface Answering {
  readonly said: PositionSaid;
  readonly kind: StanceKind;
  readonly reason: string | null;
}

/** Takes the stance of a cluster from its signatory, and tells what came of it. */
export async function answerForCluster(context: CommandContext, answering: Answering): Promise<Reply> {
  const { needs, identity } = context;
  const { said, kind, reason } = answering;
  const words = needs.messages.positionWork;
  const { account } = identity;
  if (account === null) return plainReply(words.needsAccount);
  const named = await namedPosition(context, said);
  if (named.kind === "refused") return named.reply;
  if (named.kind === "shown") {
    const isWithdrawn = named.consultation.version.status === "withdrawn";
    return plainReply(words.stance[isWithdrawn ? "withdrawn" : "none-asked"]);
  }
  const asked = named.consultation.asked.map(({ cluster: id, name, leftAt }) => {
    return { id, name, isPresent: leftAt === null };
  });
  const speaker = await speakerFor(context, { asked, named: said.cluster });
  if (speaker.kind === "refused") return plainReply(speaker.sentence);
  if (speaker.kind === "which") return whichCluster(context, named.consultation, answering.kind);
  const { version } = named.consultation;
  const { cluster } = speaker;
  const { store, clock, changed } = needs.positionDesk;
  const given = { cluster: cluster.id, kind, reason, account, role: "signatory", shown: said.shown };
  const by = doingOf(context);
  const result = await giveStance(version.id, { given: { ...given, at: clock.now() }, by }, store);
  if (result === null) return plainReply(words.unknown(said.name));
  const { outcome } = result;
  if (outcome.kind === "given" || outcome.kind === "changed") await changed(version.id);
  return await tellOutcome(context, { ...answering, ...result, cluster });
}

function whichCluster(context: CommandContext, consultation: Consultation, kind: StanceKind): Reply {
  const { stance: words } = context.needs.messages.positionWork;
  const reply = plainReply(words["which-cluster"][kind]);
  const buttons = signableClusters(consultation, context).map(({ cluster, name }) => ({
    label: name.slice(0, 75),
    command: commands[kind],
    text: `${shownWords(consultation.version)} ${cluster}`,
    style: "normal" as const,
  }));
  return {
    ...reply,
    blocks: [
      ...reply.blocks,
      ...[buttons.slice(0, 5), buttons.slice(5, 10)].flatMap((row) =>
        row.length === 0 ? [] : [{ type: "actions" as const, buttons: row }],
      ),
    ],
  };
}

interface Told extends Answering {
  readonly outcome: StanceOutcome;
  readonly consultation: Consultation;
  readonly cluster: Pick<NamedCluster, "id" | "name">;
}

async function tellOutcome(context: CommandContext, told: Told): Promise<Reply> {
  const { outcome, consultation, cluster, said, kind } = told;
  const { messages } = context.needs;
  const { stance: words, button } = messages.positionWork;
  const shown = (sentences: readonly string[]) =>
    showPosition(context, consultation, { told: sentences.join(" ") });
  switch (outcome.kind) {
    case "given":
    case "changed": {
      const before =
        outcome.kind === "changed" ? [words.changed(await saidBefore(context, outcome.before))] : [];
      const rest = outcome.ended ? words.adopted : words.canChange;
      const tally = words.soFar(tallyText(consultation, messages));
      return await shown([words.given[kind](cluster.name), ...before, tally, rest]);
    }
    case "already":
      return await shown([words.already(await saidBefore(context, outcome.before))]);
    case "closed":
    case "superseded":
    case "withdrawn":
      return await shown([words[outcome.kind]]);
    case "not-asked":
      return plainReply(words["not-asked"](cluster.name));
    case "text-changed":
      return await askAgain(context, told);
    case "needs-reason": {
      const text = [shownWords(consultation.version), said.cluster].filter((word) => word !== "").join(" ");
      return formOffer(words["needs-reason"], { command: dissentCommand, text, label: button.reason });
    }
  }
}

/** The text as it is now, with new buttons; a reason that was written is there again. */
async function askAgain(context: CommandContext, { consultation, said, reason }: Told): Promise<Reply> {
  const { messages, unsaved } = context.needs;
  const { stance: words } = messages.positionWork;
  const { account } = context.identity;
  const mark =
    reason === null ? null : unsaved.keep({ account, command: dissentCommand }, { reason: [reason] });
  const kept = mark === null ? [] : [words["reason-kept"]];
  // Nothing was shown to whoever types the command.
  const asked = said.shown === "" ? words.look : words["text-changed"];
  return await showPosition(context, consultation, { told: [asked, ...kept].join(" "), mark });
}

/** `Sam (slack:T1/U1) signed for Tech North on Tuesday 1 December 2026, 09:00 GMT`. */
async function saidBefore(context: CommandContext, before: Stance): Promise<string> {
  const { messages, clusters } = context.needs;
  const { stance: words } = messages.positionWork;
  const all = await clusters.all();
  const cluster = all.find(({ id }) => id === before.cluster)?.name ?? before.cluster;
  const when = momentText(before.at, ukZone.id);
  const { account } = before;
  const names = account === null ? null : await holderNames(context, { account, cluster: before.cluster });
  return words.by(names ?? words.somebody, { did: words.said[before.kind], cluster, when });
}
