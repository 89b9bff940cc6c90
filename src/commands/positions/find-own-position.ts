import { type Position, positionName, readPositionName } from "../../directory/positions/position.ts";
import { fittingText } from "../announcing/fitting-text.ts";
import { mayFor } from "../announcing/named-announcement.ts";
import type { CommandContext } from "../command.ts";
import { formCharacters, type KeptVersion, keptOf, nothingKept } from "./position-form.ts";

import { shownCharacters } from "./position-words.ts";

export interface OwnPosition {
  readonly position: Position;
  /** What its next version begins with: the line, but for its times. */
  readonly kept: KeptVersion;
  /** How a form names it, bound to a text that it has no room for the end of. */
  readonly words: string;
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
  if (consultation === null) return { position, kept: nothingKept, words: positionName(position) };
  const kept = await keptOf(consultation, context);
  const isCut = fittingText(kept.text, formCharacters).rest !== "";
  const shown = isCut ? [consultation.version.fingerprint.slice(0, shownCharacters)] : [];
  return {
    position,
    kept: { ...kept, closes: null, embargoUntil: null, reviewOn: null, link: null },
    words: [positionName(position), ...shown].join(" "),
  };
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
