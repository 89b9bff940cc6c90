import { z } from "zod";
import { type PositionVersion, positionName, readPositionName } from "../../directory/positions/position.ts";
import { unsavedSign } from "../unsaved-forms.ts";

/** Enough of a fingerprint to bind a button to what was shown. */
export const shownCharacters = 16;

export const positionOption = {
  name: "position",
  summary: "Its number, for example P7",
  isRequired: true,
} as const;

/** form-pages.ts: what a first form on Discord leaves out. */
export const positionPages = { more: ["title", "quorum", "embargo", "review", "link"] } as const;
type PositionPage = keyof typeof positionPages;

const isPage = (word: string): word is PositionPage => Object.hasOwn(positionPages, word);

/** What follows a command about one position: `P7 2 r5 0123456789abcdef Tech North because …`; null: not said. */
export interface PositionSaid {
  /** P7, or whatever stands in its place. */
  readonly name: string;
  readonly version: number | null;
  /** Beginning of the fingerprint of what was shown; empty when nothing was. */
  readonly shown: string;
  readonly revision: number | null;
  /** Which part of a long text, from 1. */
  readonly part: number;
  /** From which comment on they are shown, from 1; null: the text. */
  readonly comments: number | null;
  /** Which part of a form. */
  readonly page: PositionPage | null;
  readonly isYes: boolean;
  /** Of what was filled in and not taken. */
  readonly mark: string | null;
  /** What is left over names a cluster. */
  readonly cluster: string;
  readonly because: string;
}

export const PositionWords = z.string().transform(readPositionWords);

function readPositionWords(text: string): PositionSaid {
  const [before = "", ...because] = text.split(/(?<=\s)because\b[:,]?/i);
  const rest = before.split(/\s+/).filter((word) => word !== "");
  const take = (isMeant: (word: string) => boolean): string => {
    const at = rest.findIndex(isMeant);
    return at === -1 ? "" : (rest.splice(at, 1)[0] ?? "");
  };
  const number = (pattern: RegExp): number | null => {
    const [, digits] = pattern.exec(take((word) => pattern.test(word))) ?? [];
    return digits === undefined ? null : Number(digits);
  };
  const page = take(isPage);
  const named = take((word) => readPositionName(word) !== null);
  return {
    shown: take((word) => /^[0-9a-f]{16}$/.test(word)),
    version: number(/^(\d{1,4})$/),
    revision: number(/^r(\d{1,9})$/),
    part: number(/^part(\d{1,3})$/) ?? 1,
    comments: number(/^comments(\d{1,3})$/),
    page: isPage(page) ? page : null,
    isYes: take((word) => /^yes$/i.test(word)) !== "",
    mark: take((word) => word.startsWith(unsavedSign)) || null,
    cluster: rest.join(" "),
    name: named === "" ? rest.join(" ") : named,
    because: because.join("because").trim(),
  };
}

/** How a button names a version. */
export function versionWords({ position, version }: Pick<PositionVersion, "position" | "version">): string {
  return `${positionName(position)} ${version}`;
}

/** The same, bound to the text that is shown. */
export function shownWords(version: PositionVersion): string {
  return `${versionWords(version)} ${version.fingerprint.slice(0, shownCharacters)}`;
}

/** The same, bound to everything else of it besides. */
export function revisionWords(version: PositionVersion): string {
  return `${shownWords(version)} r${version.revision}`;
}
