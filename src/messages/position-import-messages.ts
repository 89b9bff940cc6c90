import { fieldProblemMessages } from "./field-problem-messages.ts";

/** What is said about importing policy positions. */
export const positionImportMessages = {
  /** By what was found; the values come in the order in which they are named. */
  problems: {
    ...fieldProblemMessages,
    "not-a-position": () => "record must be position or inquiry; no other record can be written as Markdown",
    "bad-quorum": (text) => `quorum must be a number of signatures or a share such as 60%, but is “${text}”`,
    "other-owner": (owner, only) => `it is a position of ${owner}; the import is for ${only} only`,
    "no-text": () => "there is no text below the front matter",
    "text-too-long": (characters, most) =>
      `the text below the front matter has ${characters} characters; at most ${most} are kept`,
    "needs-from": (status) => `status is ${status}, so from must say since when it was the line`,
    "needs-until": (status) =>
      `status is ${status}, so until must say from which day it was the line no more`,
    "no-until": (status) =>
      `until is given, but status is ${status}; say superseded or withdrawn, or remove until`,
    "no-from": (status) => `from is given, but status is ${status}; a draft is no line yet`,
    "until-first": (until, from) => `until (${until}) is before from (${from})`,
    "bad-stance": (number) => `stance ${number} must look like { cluster: scotlandis, stance: sign }`,
    "stance-key": (number, slip) => `stance ${number}: ${slip}`,
    "stance-twice": (cluster) => `stances: ${cluster} is there twice`,
    "stance-reason": (cluster) => `stances: ${cluster} dissents, and reason does not say why`,
    "stance-day": (cluster) => `stances: on is missing for ${cluster}, and there is no from to take it from`,
    "draft-stances": () => "stances are given, but status is draft; a draft starts with none",
    "same-version": (version) => `version ${version} of this position is in another file of this import too`,
    "other-text": (version) =>
      `version ${version} is kept with another text or title; what was signed does not change, so write it as a new version`,
    "other-audience": (...[one = "", audience = "", other = "", otherAudience = ""]) =>
      `versions ${one} and ${other} say other readers (${audience}; ${otherAudience}); a position has one audience`,
    "other-from": (version, kept, from) =>
      `version ${version} is kept as the line from ${kept}, and the file says ${from}`,
    "other-until": (version, kept, until) =>
      `version ${version} is kept as the line until ${kept}, and the file says ${until}`,
    "other-stance": (version, cluster) =>
      `version ${version}: the file says something else of ${cluster} than is kept; what was said does not change`,
    "moved-on": (version, kept, status) =>
      `version ${version} is kept as ${kept}, and the file says ${status}`,
    "being-asked": (version) => `clusters are being asked for their stance on version ${version} just now`,
    "two-lines": (one, other) =>
      `versions ${one} and ${other} would both be adopted; say of the one that was replaced that it is superseded, and until when`,
    "no-successor": (version, until) =>
      `version ${version} is superseded until ${until}, and no version is the line from that day on; import that one too, or say withdrawn`,
    overlap: (one, other) =>
      `versions ${one} and ${other} would be the line on the same days, or in the wrong order`,
    "two-drafts": (one, other) =>
      `versions ${one} and ${other} would both be worked on; there is one draft at most`,
    "draft-behind": (draft, line) =>
      `version ${draft} is a draft, and version ${line} after it was the line already`,
  } satisfies Record<string, (...values: string[]) => string>,
  wouldBe: "Nothing was changed; an import would do this:",
  further: (lines: number) => `… and ${lines} more.`,
  line: (topic: string, version: number, title: string) => `${topic}, version ${version}: ${title}`,
  changes: (fields: readonly string[]) => `(${fields.join(", ")})`,
  sentence: (clause: string) => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`,
  noWithdrawal:
    "a position is not taken out with its file; say status: withdrawn in the file, with until, and import it",
  summary: (counts: string) => `Positions: ${counts}.`,
};
