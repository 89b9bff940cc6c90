import type { CorrectionReach } from "../../announcing/announcement.ts";
import type { CorrectionForecast, CorrectionLooked } from "../../announcing/look-at-correction.ts";
import type { Block, Inline } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";
import { channelText, momentText } from "./announcement-card.ts";
import { labelled, note, paragraph } from "./pieces.ts";

const shownAtMost = 12;

/** Whom a correction reaches, and what stands against it: channels where nothing does are only counted. */
export function correctionBlocks(
  looked: CorrectionLooked,
  { announcements, preflight: words }: Messages,
): readonly Block[] {
  const { forecasts, imageProblem, reach } = looked;
  const failing = forecasts.filter(({ failure }) => failure !== null);
  const told = [
    ...failing,
    ...forecasts.filter((one) => one.failure === null && notesOn(one, words).length > 0),
  ];
  const items = told.slice(0, shownAtMost).map((one): Inline[] => {
    const where = announcements.destination(one.delivery.workspaceName, channelText(one.delivery));
    return labelled(where, [...failureOn(one, reach, words), ...notesOn(one, words)].join(" · "));
  });
  const more = told.length - shownAtMost;
  return [
    ...(imageProblem === null ? [] : [paragraph(words.problems.image(imageProblem))]),
    ...reachTexts(looked, words.correction).map(paragraph),
    ...(items.length === 0 ? [] : ([{ type: "list", ordered: false, items }] satisfies Block[])),
    ...(more > 0 ? [note(announcements.more(more))] : []),
  ];
}

/** What it changes, and in how many channels it won't work. */
function reachTexts(
  { forecasts, posted, reach, repeats }: CorrectionLooked,
  words: Messages["preflight"]["correction"],
): readonly string[] {
  const failing = forecasts.filter(({ failure }) => failure !== null).length;
  if (reach === "to-come")
    return [
      words.toCome(posted?.posts ?? 0),
      ...(failing === 0 ? [] : [words.wrongToCome(failing, forecasts.length)]),
    ];
  const all =
    repeats && posted !== null
      ? [words.reachesPosts(posted.posts, posted.channels, momentText(posted.since, posted.zone))]
      : [];
  if (failing > 0)
    return [
      ...all,
      repeats ? words.wrongPosts(failing, forecasts.length) : words.wrong(failing, forecasts.length),
    ];
  return all.length > 0 ? all : [words.reaches(forecasts.length)];
}

function failureOn(
  { failure }: CorrectionForecast,
  reach: CorrectionReach,
  { correction, failing }: Messages["preflight"],
): string[] {
  if (failure === null) return [];
  const why = failure === "said-to-be-there" ? correction.byHand : failing[failure];
  return [reach === "to-come" ? correction.failingToCome(why) : correction.failing(why)];
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
