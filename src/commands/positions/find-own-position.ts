import { type Position, readPositionName } from "../../directory/positions/position.ts";
import { mayFor } from "../announcing/named-announcement.ts";
import type { CommandContext } from "../command.ts";
import { type KeptVersion, keptOf, nothingKept } from "./position-form.ts";

export interface OwnPosition {
  readonly position: Position;
  /** What its next version begins with: the line, but for its times. */
  readonly kept: KeptVersion;
}

/** A position of the asker's clusters, by number, topic or another name of it. */
export async function findOwnPosition(context: CommandContext, text: string): Promise<OwnPosition | null> {
  const { store } = context.needs.positionDesk;
  const number = readPositionName(text) ?? (await numberOfTopic(context, text));
  const position = number === null ? null : await store.find(number);
  if (position === null || !mayFor(context, "propose-positions", position.owner)) return null;
  const versions = await store.versions(position.id);
  const before = versions.find(({ status }) => status === "adopted") ?? versions[0];
  const consultation = before === undefined ? null : await store.consultation(before.id);
  if (consultation === null) return { position, kept: nothingKept };
  const kept = await keptOf(consultation, context);
  return { position, kept: { ...kept, closes: null, embargoUntil: null, reviewOn: null, link: null } };
}

async function numberOfTopic(
  { needs, reader, ...context }: CommandContext,
  text: string,
): Promise<number | null> {
  const sought = text.trim().toLowerCase();
  if (sought === "") return null;
  const now = needs.positionDesk.clock.now();
  const topics = await needs.positions.topics(reader.readership, now);
  const found = topics.find(
    ({ owner, topic, alsoCalled }) =>
      mayFor(context, "propose-positions", owner) &&
      [topic, ...alsoCalled].some((name) => name.toLowerCase() === sought),
  );
  if (found === undefined) return null;
  const [version] = await needs.positions.versions([found.positionId], reader.readership, now);
  return version?.number ?? null;
}
