import type { CorrectionForecast, CorrectionLooked } from "../../announcing/look-at-correction.ts";
import type { Block, Inline } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";
import { channelText } from "./announcement-card.ts";
import { labelled, note, paragraph } from "./pieces.ts";

const shownAtMost = 12;

/** Whom a correction reaches, and what stands against it: channels where nothing does are only counted. */
export function correctionBlocks(
  { forecasts, imageProblem }: CorrectionLooked,
  { announcements, preflight: words }: Messages,
): readonly Block[] {
  const failing = forecasts.filter(({ failure }) => failure !== null);
  const told = [
    ...failing,
    ...forecasts.filter((one) => one.failure === null && notesOn(one, words).length > 0),
  ];
  const items = told.slice(0, shownAtMost).map((one): Inline[] => {
    const where = announcements.destination(one.delivery.workspaceName, channelText(one.delivery));
    return labelled(where, [...failureOn(one, words), ...notesOn(one, words)].join(" · "));
  });
  const more = told.length - shownAtMost;
  const { correction } = words;
  return [
    ...(imageProblem === null ? [] : [paragraph(words.problems.image(imageProblem))]),
    paragraph(
      failing.length === 0
        ? correction.reaches(forecasts.length)
        : correction.wrong(failing.length, forecasts.length),
    ),
    ...(items.length === 0 ? [] : ([{ type: "list", ordered: false, items }] satisfies Block[])),
    ...(more > 0 ? [note(announcements.more(more))] : []),
  ];
}

function failureOn(
  { failure }: CorrectionForecast,
  { correction, failing }: Messages["preflight"],
): string[] {
  if (failure === null) return [];
  return [correction.failing(failure === "said-to-be-there" ? correction.byHand : failing[failure])];
}

function notesOn(
  { failure, parts, isHeld, isUnknown }: CorrectionForecast,
  words: Messages["preflight"],
): string[] {
  if (failure !== null) return [];
  const { correction, notes } = words;
  return [
    ...(isHeld ? [correction.held] : []),
    ...(parts !== null && parts.corrected > parts.now ? [correction.more(parts.now, parts.corrected)] : []),
    ...(parts !== null && parts.corrected < parts.now ? [correction.fewer(parts.now, parts.corrected)] : []),
    ...(isUnknown ? [notes["not-examined"]] : []),
  ];
}
