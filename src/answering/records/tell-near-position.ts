import { choosePositions } from "./choose-positions.ts";
import { namePositionsByText } from "./name-by-text.ts";
import { readAsPosition } from "./read-position-question.ts";
import { type PositionNeeds, type PositionsAround, tellChosen } from "./tell-position.ts";
import type { PositionTold } from "./told.ts";

/** What a text must have of a question that asks for no position, and that nothing else answered. */
const nearEnough = { share: 0.7, weight: 1 } as const;

/**
 * The position whose text is about what somebody asks without asking for a position: “is the passport meant to be free”.
 * Null where none is near. Throws BotError DATABASE_UNAVAILABLE.
 */
export async function tellNearPosition(
  text: string,
  around: PositionsAround,
  needs: PositionNeeds,
): Promise<PositionTold | null> {
  const { readership } = around.reader;
  const known = await needs.positions.topics(readership, around.now);
  const question = known.length === 0 ? null : readAsPosition(text, around);
  if (question === null || question.subject.length === 0) return null;
  const isOwners = (owner: string): boolean => question.owners.some(({ id }) => id === owner);
  const topics = question.owners.length > 0 ? known.filter(({ owner }) => isOwners(owner)) : known;
  const ids = topics.map(({ positionId }) => positionId);
  const versions = await needs.positions.versions(ids, readership, around.now);
  const today = around.today.toString();
  const near = namePositionsByText(question.subject, { topics, versions, today, least: nearEnough });
  const chosen = choosePositions(question, near, around);
  return chosen.kind === "some" ? await tellChosen(chosen, { question, around, needs }) : null;
}
