import { findPositions } from "../../directory/positions/find-positions.ts";
import { positionName } from "../../directory/positions/position.ts";
import type { PositionTopic } from "../../directory/positions/position-search.port.ts";
import type { Understood } from "../announcing/read-announcement-form.ts";
import type { CommandContext } from "../command.ts";
import { worksFor } from "./known-inquiries.ts";

const positionsAtMost = 20;

/** Positions somebody may say that they bear on something: those they may read, and those they work on. */
export async function attachablePositions(context: CommandContext): Promise<readonly PositionTopic[]> {
  const { needs, reader } = context;
  const { store } = needs.positionDesk;
  const theirs = await worksFor(context);
  const [known, all, atWork] = await Promise.all([
    needs.positions.topics(reader.readership, needs.clock.now()),
    store.all(),
    store.atWork(theirs),
  ]);
  const worked = [
    ...all.filter(({ owner }) => theirs.includes(owner)),
    ...atWork.map(({ position }) => position),
  ];
  const others = worked.map(({ id, number, owner, topic, alsoCalled }): PositionTopic => {
    return { positionId: id, number, owner, topic, alsoCalled, titles: [] };
  });
  return [...new Map([...others, ...known].map((one) => [one.positionId, one])).values()];
}

/** Ids of the positions somebody names, with commas between. */
export async function positionsIn(
  typed: string,
  among: readonly PositionTopic[],
  { needs }: Pick<CommandContext, "needs">,
): Promise<Understood<readonly string[]>> {
  const { problem } = needs.messages.inquiries;
  const clusters = await needs.clusters.all();
  const names = typed
    .split(/[,;\n]/)
    .map((name) => name.trim().slice(0, 100))
    .filter((name) => name !== "");
  if (names.length > positionsAtMost) return { kind: "problems", sentences: [problem["too-many"]] };
  const read = names.map((name) => ({ name, found: findPositions(name, among, clusters) }));
  const sentences = read.flatMap(({ name, found }) => {
    if (found.kind === "one") return [];
    if (found.kind === "none") return [problem["no-position"](name)];
    return [problem["which-position"](name, found.topics.map(named).join(", "))];
  });
  if (sentences.length > 0) return { kind: "problems", sentences };
  const ids = read.flatMap(({ found }) => (found.kind === "one" ? [found.topic.positionId] : []));
  return { kind: "understood", value: [...new Set(ids)] };
}

/** The same as somebody would have typed it, of those they know. */
export async function positionsAsTyped(
  ids: readonly string[],
  among: readonly PositionTopic[],
  { needs }: Pick<CommandContext, "needs">,
): Promise<string> {
  const clusters = await needs.clusters.all();
  const known = among.filter(({ positionId }) => ids.includes(positionId));
  return known
    .map((one) => {
      const found = /[,;]/.test(one.topic) ? null : findPositions(one.topic, among, clusters);
      const isItself = found?.kind === "one" && found.topic.positionId === one.positionId;
      return isItself ? one.topic : positionName(one);
    })
    .join(", ");
}

function named(topic: PositionTopic): string {
  return `${positionName(topic)} ${topic.topic}`;
}
