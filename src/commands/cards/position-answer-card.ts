import type { PositionLine, PositionTold } from "../../answering/records/told.ts";
import type { Block, Inline } from "../../chat/reply.ts";
import { compareTexts } from "../../directory/positions/compare-texts.ts";
import type { FoundVersion } from "../../directory/positions/position-search.port.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { labelled, note, paragraph } from "./pieces.ts";
import { positionBackgroundBlocks } from "./position-background-blocks.ts";
import { reviewFact, stanceAnswer, stanceFacts, standingFacts } from "./position-facts.ts";
import { partsOf } from "./position-parts.ts";
import { positionTextBlocks } from "./position-text-blocks.ts";
import type { RecordsCardPart } from "./records-card.ts";

type Words = Messages["positionAnswers"];

/** Characters of a longer text that an answer shows. */
const beginningCharacters = 900;

interface Telling {
  readonly told: PositionTold;
  readonly words: Words;
  readonly today: PositionTold["today"];
}

/** What the register says: its text first, what is known of it beneath, then documents as background. */
export function positionPart(told: PositionTold, messages: Messages): RecordsCardPart {
  const words = messages.positionAnswers;
  const telling = { told, words, today: told.today };
  const blocks = [
    ...leadOf(telling).map(paragraph),
    ...(told.asked === "list"
      ? listBlocks(telling)
      : told.lines.flatMap((line) => lineBlocks(line, telling))),
    ...commonBlocks(telling),
    ...(told.alsoBy.length === 0 ? [] : [note(words.alsoBy(told.alsoBy.join(", ")))]),
    ...positionBackgroundBlocks(told, messages),
    ...(told.lines.some((line) => shownOf(line).some(({ isSample }) => isSample))
      ? [note(words.sample)]
      : []),
  ];
  const rests = told.lines.flatMap((line) => [...shownOf(line), ...textsOf(line, shownOf(line), told)]);
  return {
    sentences: blocks.filter(({ type }) => type === "paragraph").flatMap(sentencesOf),
    blocks,
    listed: blocks.filter(({ type }) => type !== "paragraph").flatMap(sentencesOf),
    records: rests.map(recordOf),
  };
}

/** As its file is told apart: owner, topic, number. */
function recordOf({ owner, topic, version }: FoundVersion): string {
  return `${owner}/${topic}/${version}`;
}

/** Nothing was the line in the days asked: the first that was, is told. */
function shownOf({ shown, versions }: PositionLine): readonly FoundVersion[] {
  return shown.length > 0 ? shown : versions.slice(0, 1);
}

function leadOf({ told, words }: Telling): readonly string[] {
  const { asked, lines, without } = told;
  if (lines.length === 0 && told.listed.of !== "all") return [words.noReviews[told.listed.of]];
  if (lines.length === 0)
    return [...without.map(({ name }) => words.noneOf(name)), words.none, ...ahead(told, words)];
  return [
    ...ahead(told, words),
    ...without.map(({ name }) => words.noneOf(name)),
    ...(asked === "difference" && lines.length > 1 ? [words.sideBySide] : []),
    ...(asked === "list" ? [words.list(Math.max(told.listed.total, lines.length), told.listed.of)] : []),
  ];
}

function ahead({ asksAhead, days, today }: PositionTold, words: Words): readonly string[] {
  const isToCome = days !== null && days.from.toString() > today.toString();
  return asksAhead || isToCome ? [words.onlyAdopted] : [];
}

function lineBlocks(line: PositionLine, telling: Telling): readonly Block[] {
  const { told, words } = telling;
  const shown = shownOf(line);
  const [first] = shown;
  if (first === undefined) return [];
  switch (told.asked) {
    case "history":
      return historyBlocks(line, telling);
    case "stances":
      return shown.flatMap((version) => [
        titleBlock(version, line, words),
        paragraph(stanceAnswer(version, told, words.stances).join(" ")),
        // Where the register has no stances, its text may say who stood behind it.
        ...(version.stances.length === 0 ? beginningBlocks(version.text, words.cut) : []),
        note(standingFacts(version, line, telling).join(" ")),
      ]);
    case "review":
      return [
        titleBlock(first, line, words),
        paragraph(reviewFact(first, telling) ?? words.noReview(first.title)),
        note(standingFacts(first, line, telling).join(" ")),
      ];
    case "changes":
      return shown.length > 1 ? changeBlocks(line, telling) : textBlocks(line, shown, telling);
    default: {
      const isNotThen = line.shown.length === 0 ? [paragraph(words.notThen(writtenDate(first.from)))] : [];
      return [...isNotThen, ...stillBlocks(line, telling), ...textBlocks(line, shown, telling)];
    }
  }
}

/** Whether what is asked about is the line, before the text of it. */
function stillBlocks(line: PositionLine, { told, words }: Telling): readonly Block[] {
  if (told.asked !== "still") return [];
  return line.shown.map(({ title, status, until, versionId }) => {
    if (versionId === line.current?.versionId) return paragraph(words.isStill(title));
    const day = until === null ? "" : writtenDate(until);
    return paragraph(status === "withdrawn" ? words.isWithdrawn(title, day) : words.isNoMore(title, day));
  });
}

function textBlocks(line: PositionLine, shown: readonly FoundVersion[], telling: Telling): readonly Block[] {
  const { told, words } = telling;
  return textsOf(line, shown, told).flatMap((version) => [
    titleBlock(version, line, words),
    ...beginningBlocks(version.text, words.cut),
    ...(told.asksForLink ? [paragraph(words.publishedAt(version.link))] : []),
    note(
      [
        ...standingFacts(version, line, telling),
        reviewFact(version, telling),
        ...stanceFacts(version, told, words.stances),
      ]
        .filter((fact) => fact !== null)
        .join(" "),
    ),
  ]);
}

/** The beginning of a text that is long; `cut` says that it goes on. */
function beginningBlocks(text: string, cut: string): readonly Block[] {
  const [beginning, ...others] = partsOf(text, beginningCharacters);
  return [...positionTextBlocks(beginning), ...(others.length > 0 ? [paragraph(cut)] : [])];
}

/** Whoever asks whether an earlier text still holds is shown the one that does. */
function textsOf(
  { current }: PositionLine,
  shown: readonly FoundVersion[],
  { asked }: PositionTold,
): readonly FoundVersion[] {
  return asked === "still" && current !== null && !shown.includes(current) ? [current] : shown;
}

function titleBlock(
  { title, ownerName, link }: FoundVersion,
  { standing }: PositionLine,
  words: Words,
): Block {
  const page: Inline[] =
    link === null
      ? []
      : [
          { type: "text", text: " · " },
          { type: "link", text: words.page, url: link },
        ];
  return {
    type: "paragraph",
    content: [
      { type: "strong", text: title },
      { type: "text", text: ` · ${words.whose[standing](ownerName)}` },
      ...page,
    ],
  };
}

/** Without numbers: one that is missing would tell of a text that nobody may know of. */
function historyBlocks(line: PositionLine, telling: Telling): readonly Block[] {
  const { words } = telling;
  const { versions } = line;
  const [first] = versions;
  return [
    paragraph(words.history(first?.topic ?? "", versions.length)),
    ...versions.flatMap((version, index): readonly Block[] => {
      const earlier = versions[index - 1];
      const item: Inline[] = [
        { type: "strong", text: version.title },
        { type: "text", text: `. ${standingFacts(version, line, telling)[0] ?? ""}` },
      ];
      const changed = earlier === undefined ? [] : changeItems(earlier, version, words);
      return [
        { type: "paragraph", content: item },
        ...(changed.length === 0 ? [] : [{ type: "list" as const, ordered: false, items: changed }]),
      ];
    }),
  ];
}

/** The text as it is now, then what became of the sentences of the earlier one. */
function changeBlocks(line: PositionLine, telling: Telling): readonly Block[] {
  const { words } = telling;
  const [before] = line.shown;
  const after = line.shown.at(-1);
  if (before === undefined || after === undefined) return [];
  const items = changeItems(before, after, words);
  return [
    ...textBlocks(line, [after], telling),
    paragraph(words.changed(before.title, after.title)),
    ...(items.length === 0
      ? [paragraph(words.nothingChanged)]
      : [{ type: "list" as const, ordered: false, items }]),
    note(standingFacts(before, line, telling).join(" ")),
  ];
}

function changeItems(before: FoundVersion, after: FoundVersion, words: Words): Inline[][] {
  return compareTexts(before.text, after.text).changes.map((change): Inline[] =>
    change.kind === "reworded"
      ? labelled(words.reworded, words.became(change.before, change.after))
      : labelled(change.kind === "put-in" ? words.putIn : words.takenOut, change.sentence),
  );
}

/** What two owners say in the same words; nothing where there is no such sentence. */
function commonBlocks({ told, words }: Telling): readonly Block[] {
  const [left, right, more] = told.lines.flatMap(({ shown }) => shown.slice(-1));
  if (told.asked !== "difference" || left === undefined || right === undefined || more !== undefined)
    return [];
  const { kept } = compareTexts(left.text, right.text);
  return [note(kept === 0 ? words.nothingInCommon : words.inCommon(kept))];
}

function listBlocks({ told, words, today }: Telling): readonly Block[] {
  if (told.lines.length === 0) return [];
  const owners = new Set(told.lines.flatMap(({ versions }) => versions.map(({ owner }) => owner)));
  const items = told.lines.flatMap(({ versions, current }): Inline[][] => {
    const version = current ?? versions.at(-1);
    if (version === undefined) return [];
    const { status, until, title } = version;
    const text =
      status === "withdrawn" && until !== null
        ? words.listedWithdrawn(title, writtenDate(until))
        : words.listed(title, writtenDate(version.from));
    const review = reviewFact(version, { words, today });
    const whose = told.asksWhoHas || owners.size > 1 ? ` (${version.ownerName})` : "";
    return [labelled(`${version.topic}${whose}`, [text, ...(review === null ? [] : [review])].join(" "))];
  });
  const more = told.listed.total - told.lines.length;
  return [{ type: "list", ordered: false, items }, ...(more > 0 ? [note(words.listMore(more))] : [])];
}

/** What programs are told: every line of the card. */
function sentencesOf(block: Block): readonly string[] {
  switch (block.type) {
    case "paragraph":
    case "note":
      return [textOf(block.content)];
    case "list":
      return block.items.map(textOf);
    default:
      return [];
  }
}

function textOf(content: readonly Inline[]): string {
  return content.map((inline) => ("text" in inline ? inline.text : "")).join("");
}
