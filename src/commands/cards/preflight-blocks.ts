import type { LeftOut } from "../../announcing/choose-destinations.ts";
import type { Forecast, ForecastNote } from "../../announcing/forecast.ts";
import type { Preflight, PreflightProblem } from "../../announcing/preflight.ts";
import type { Block, Inline } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";
import { momentText } from "./announcement-card.ts";
import { labelled, note, paragraph } from "./pieces.ts";

const shownAtMost = 12;
const leftOutAtMost = 6;

/** What each destination will see, when, and what is wrong; those that will not work first. */
export function preflightBlocks(preflight: Preflight, messages: Messages): readonly Block[] {
  const { preflight: words } = messages.announcements;
  const { forecasts, problems, leftOut, clustersWithout } = preflight;
  const order = ["will-fail", "late", "held", "skipped", "goes"];
  const sorted = forecasts.toSorted(
    (left, right) => order.indexOf(left.outcome.kind) - order.indexOf(right.outcome.kind),
  );
  const shown = sorted.slice(0, shownAtMost);
  return [
    ...problems.map((problem) => paragraph(problemText(problem, messages))),
    ...(shown.length === 0
      ? []
      : ([
          { type: "heading", text: words.title(forecasts.length) },
          { type: "list", ordered: false, items: shown.map((one) => forecastLine(one, messages)) },
        ] satisfies Block[])),
    ...(forecasts.length > shown.length ? [note(words.more(forecasts.length - shown.length))] : []),
    ...leftOutBlocks(leftOut, messages),
    ...(clustersWithout.length === 0 ? [] : [note(words.without(clustersWithout.join(", ")))]),
  ];
}

function problemText(problem: PreflightProblem, messages: Messages): string {
  const { problem: words } = messages.announcements.preflight;
  return problem.problem === "image" ? words.image[problem.reason] : words[problem.problem];
}

function leftOutBlocks(leftOut: readonly LeftOut[], messages: Messages): Block[] {
  const { preflight: words } = messages.announcements;
  if (leftOut.length === 0) return [];
  const shown = leftOut.slice(0, leftOutAtMost).map((one) => words.leftOut[one.reason](one.workspace.name));
  const more = leftOut.length - shown.length;
  const all = more > 0 ? [...shown, words.more(more)] : shown;
  return [note(`${words.leftOutTitle}: ${all.join("; ")}.`)];
}

function forecastLine(forecast: Forecast, messages: Messages): Inline[] {
  const { destination: where } = messages.announcements;
  const { workspace, destination } = forecast.chosen;
  const channel = forecast.channelName === null ? destination.channel : `#${forecast.channelName}`;
  const notes = forecast.notes.map((one) => noteText(one, messages));
  const text = [outcomeText(forecast, messages), ...notes].join("; ");
  return labelled(where(workspace.name || workspace.externalId, channel), text);
}

function outcomeText({ outcome, when }: Forecast, messages: Messages): string {
  const { preflight: words, reason } = messages.announcements;
  const time = when === null ? "" : momentText(new Date(when.at.epochMilliseconds), when.zone.id);
  switch (outcome.kind) {
    case "goes":
      return words.goes(time);
    case "held":
      return words.held(time, outcome.reasons.map((why) => words.held_[why]).join(", "));
    case "late":
      return words.late;
    case "skipped":
      return words.skipped(words.skipped_[outcome.reason]);
    case "will-fail":
      return words.fails(
        outcome.reason === "too-many-parts" ||
          outcome.reason === "audience" ||
          outcome.reason === "shared-with-others"
          ? words.fails_[outcome.reason]
          : reason[outcome.reason],
      );
  }
}

/** `2026-12-01T09:00` as `09:00`. */
function clock(wall: string): string {
  return wall.slice(11);
}

function noteText(found: ForecastNote, messages: Messages): string {
  const { note: words } = messages.announcements.preflight;
  switch (found.note) {
    case "after-quiet-hours":
      return words.afterQuietHours(clock(found.from), clock(found.to));
    case "next-working-day":
      return words.nextWorkingDay(found.holiday);
    case "in-quiet-hours":
      return words.inQuietHours(clock(found.until));
    case "on-bank-holiday":
      return words.onBankHoliday(found.holiday);
    case "bank-holidays-unknown":
      return words.bankHolidaysUnknown;
    case "clock-skips":
      return words.clockSkips(clock(found.slot), clock(found.shown));
    case "clock-twice":
      return words.clockTwice(clock(found.slot));
    case "goes-at-once":
      return words.goesAtOnce;
    case "excepted-holiday":
      return words.exceptedHoliday(found.holiday);
    case "holidays-known-until":
      return words.holidaysKnownUntil(found.year);
    case "several-parts":
      return words.severalParts(found.parts);
    case "not-examined":
      return words.notExamined;
    case "cannot-look-up":
      return words.cannotLookUp;
    case "same-channel-as":
      return words.sameChannelAs(found.workspace);
  }
}
