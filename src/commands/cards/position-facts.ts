import type { Temporal } from "temporal-polyfill";
import type { PositionLine, PositionTold } from "../../answering/records/told.ts";
import type { FoundStance, FoundVersion } from "../../directory/positions/position-search.port.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { ageOf } from "./position-age.ts";

type Words = Messages["positionAnswers"];

/** Since when and until when a text is the line, what it replaced and what replaced it. */
export function standingFacts(
  version: FoundVersion,
  { versions, current }: PositionLine,
  { words, today }: { readonly words: Words; readonly today: Temporal.PlainDate },
): readonly string[] {
  const from = writtenDate(version.from);
  const earlier = versions.findLast((other) => other.version < version.version);
  const later = versions.find((other) => other.version > version.version);
  const replaced =
    earlier?.until === version.from ? [words.replaced(earlier.title, writtenDate(earlier.from))] : [];
  if (version.status === "withdrawn" && version.until !== null) {
    const isNone = current === null ? [words.noLineNow] : [];
    return [words.withdrawn(from, writtenDate(version.until)), ...isNone, ...replaced];
  }
  if (version.from > today.toString()) return [words.toCome(from), ...replaced];
  if (version.until === null) return [words.adopted(from, agoOf(version.from, today, words)), ...replaced];
  const until = writtenDate(version.until);
  if (version.until > today.toString() && later !== undefined)
    return [words.isReplaced(until, later.title), ...replaced];
  return [words.wasLine(from, until, later?.title ?? null), ...replaced];
}

export function reviewFact(
  { reviewOn, status }: FoundVersion,
  { words, today }: { readonly words: Words; readonly today: Temporal.PlainDate },
): string | null {
  if (reviewOn === null || status !== "adopted") return null;
  const day = writtenDate(reviewOn);
  return reviewOn < today.toString() ? words.reviewOver(day) : words.review(day);
}

/** Who signed, abstained and dissented, with the reasons; nothing where the register has no stances. */
export function stanceFacts(
  { stances }: FoundVersion,
  { asksForDay }: Pick<PositionTold, "asksForDay">,
  words: Words["stances"],
): readonly string[] {
  return (["sign", "abstain", "dissent"] as const).flatMap((kind) => {
    const given = stances.filter((stance) => stance.kind === kind);
    return given.length === 0 ? [] : [words[kind](given.map(named).join("; "))];
  });

  function named({ clusterName, reason, at }: FoundStance): string {
    const who = asksForDay ? words.onDay(clusterName, writtenDate(at.toISOString())) : clusterName;
    return reason === null ? who : words.because(who, reason);
  }
}

/** What clusters said, as it is asked for: of one kind, of one cluster, or all. */
export function stanceAnswer(
  version: FoundVersion,
  asked: Pick<PositionTold, "stance" | "signer" | "asksForDay">,
  words: Words["stances"],
): readonly string[] {
  const { title, stances } = version;
  if (stances.length === 0) return [words.unknown(title)];
  const all = [words.of(title), ...stanceFacts(version, asked, words)];
  if (asked.signer !== null) {
    const stance = stances.find(({ cluster }) => cluster === asked.signer?.id);
    if (stance === undefined) return [words.noneOf(asked.signer.name, title), ...all];
    const said = words.ofOne[stance.kind](stance.clusterName, title, writtenDate(stance.at.toISOString()));
    return [said, ...(stance.reason === null ? [] : [words.reason(stance.reason)])];
  }
  const { stance: kind } = asked;
  const isNone = kind !== null && stances.every((stance) => stance.kind !== kind);
  return isNone ? [words.none[kind](title), ...all] : all;
}

/** `3 years ago` */
function agoOf(day: string, today: Temporal.PlainDate, words: Words): string {
  const { count, unit } = ageOf(day, today.toString());
  return words.ago(count, unit);
}
