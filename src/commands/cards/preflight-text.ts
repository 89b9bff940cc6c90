import { Temporal } from "temporal-polyfill";
import type { Forecast, ForecastNote } from "../../announcing/forecast.ts";
import type { Preflight, PreflightProblem } from "../../announcing/preflight.ts";
import { type Zone, zoneLabel } from "../../calendar/zones.ts";
import { longDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { eventChangeText } from "./event-change-text.ts";
import { dateAndTime } from "./schedule-text.ts";

type Words = Messages["preflight"];

/** What one destination will see, and when: `Goes out Tuesday 1 December 2026, 09:00 GMT`. */
export function outcomeText({ outcome, when }: Forecast, words: Words): string {
  const time = when === null ? "" : `${wallText(when.wall)} ${when.label}`;
  switch (outcome.kind) {
    case "goes":
      return words.outcome.goes(time);
    case "held":
      return words.outcome.held(
        time,
        outcome.reasons.map((reason) => words.held[reason]),
      );
    case "skipped":
      return words.outcome.skipped(words.skipped[outcome.reason]);
    case "will-fail":
      return words.outcome["will-fail"](words.failing[outcome.reason]);
    case "late":
      return words.outcome.late;
  }
}

/** A note on a destination, as a sentence. */
export function forecastNoteText(note: ForecastNote, { notes }: Words): string {
  switch (note.note) {
    case "after-quiet-hours":
      return notes[note.note](wallText(note.from), wallText(note.to));
    case "may-veto":
      return notes[note.note](note.hours, note.from === null ? null : wallText(note.from));
    case "next-working-day":
      return notes[note.note](wallText(note.from), wallText(note.to), note.holiday);
    case "in-quiet-hours":
      return notes[note.note](wallText(note.until));
    case "on-bank-holiday":
    case "excepted-holiday":
      return notes[note.note](note.holiday);
    case "bank-holidays-unknown":
      return notes[note.note](dayText(note.day));
    case "clock-skips":
      return notes[note.note](note.slot.slice(11), dayText(note.slot), clockText(note.shown, note.zone));
    case "clock-twice":
      return notes[note.note](note.slot.slice(11), dayText(note.slot), clockText(note.slot, note.zone));
    case "goes-at-once":
      return notes[note.note](wallText(note.slot));
    case "holidays-known-until":
      return notes[note.note](note.year);
    case "lists-today":
      return notes[note.note](note.items);
    case "several-parts":
      return notes[note.note](note.parts);
    case "same-channel-as":
      return notes[note.note](note.workspace);
    case "mentions":
      return notes[note.note][note.whom];
    case "mention-not-wanted":
    case "mention-not-yours":
    case "not-examined":
    case "cannot-look-up":
      return notes[note.note];
  }
}

/** What is wrong with the whole, and who is left out, as sentences. */
export function preflightTexts(found: Preflight, words: Words): readonly string[] {
  return [
    ...found.problems.map((problem) => problemText(problem, words)),
    ...found.leftOut.map(({ reason, workspace }) => words.leftOut[reason](workspace.name)),
    ...found.clustersWithout.map(words.noWorkspace),
  ];
}

function problemText(problem: PreflightProblem, words: Words): string {
  switch (problem.problem) {
    case "image":
      return words.problems.image(problem.reason);
    case "event-changed":
      return words.event.changeOrSave(eventChangeText(problem.change, { preflight: words }));
    default:
      return words.problems[problem.problem];
  }
}

function wallText(wall: string): string {
  return dateAndTime(Temporal.PlainDateTime.from(wall));
}

function dayText(wall: string): string {
  return longDate(Temporal.PlainDate.from(wall.slice(0, 10)));
}

/** `02:30 BST`. */
function clockText(wall: string, zone: Zone): string {
  return `${wall.slice(11)} ${zoneLabel(Temporal.PlainDateTime.from(wall), zone)}`;
}
