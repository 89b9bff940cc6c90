import type { Forecast } from "../../announcing/forecast.ts";
import type { Preflight } from "../../announcing/preflight.ts";
import type { Block, Inline } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";
import { labelled, note, paragraph } from "./pieces.ts";
import { forecastNoteText, outcomeText, preflightTexts } from "./preflight-text.ts";

const shownAtMost = 12;
const order = ["will-fail", "late", "held", "skipped", "goes"];

/** What each destination will see, when, and what is wrong; those that will not work first. */
export function preflightBlocks(
  found: Preflight,
  { announcements, preflight: words }: Messages,
): readonly Block[] {
  const { forecasts } = found;
  const sorted = forecasts.toSorted(
    (left, right) => order.indexOf(left.outcome.kind) - order.indexOf(right.outcome.kind),
  );
  const more = forecasts.length - shownAtMost;
  const items = sorted.slice(0, shownAtMost).map((one) => forecastLine(one, { announcements, words }));
  return [
    ...preflightTexts(found, words).map(paragraph),
    ...(items.length === 0
      ? []
      : ([
          { type: "heading", text: announcements.destinations(forecasts.length) },
          { type: "list", ordered: false, items },
        ] satisfies Block[])),
    ...(more > 0 ? [note(announcements.more(more))] : []),
  ];
}

function forecastLine(
  forecast: Forecast,
  { announcements, words }: { announcements: Messages["announcements"]; words: Messages["preflight"] },
): Inline[] {
  const { workspace, destination } = forecast.chosen;
  const channel = forecast.channelName === null ? destination.channel : `#${forecast.channelName}`;
  const where = announcements.destination(workspace.name || workspace.externalId, channel);
  const notes = forecast.notes.map((one) => forecastNoteText(one, words));
  return labelled(where, [outcomeText(forecast, words), ...notes].join(" · "));
}
