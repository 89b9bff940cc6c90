import { z } from "zod";
import type { PositionVersion } from "../../directory/positions/position.ts";
import { shownWords } from "./position-words.ts";

/** What follows `positions comment`: `P7 2 0123456789abcdef for:north ~mark It leaves out hardware.` */
export interface CommentSaid {
  /** P7; empty where none is named. */
  readonly name: string;
  /** With what was shown of it; null: the newest. */
  readonly version: number | null;
  /** Beginning of the fingerprint of what was shown; empty when nothing was. */
  readonly shown: string;
  /** Id of the cluster that was chosen with a button. */
  readonly cluster: string;
  /** Of a comment that waits for a cluster to be chosen. */
  readonly mark: string | null;
  /** What they say, as typed. */
  readonly text: string;
}

const words =
  /^\s*(p\d{1,9}\b)?(?:\s+(\d{1,4})\s+([0-9a-f]{16})(?![0-9a-f]))?(?:\s+for:(\S+))?(?:\s+(~\S+))?[\s:,]*([\s\S]*)$/i;

/** Of what is typed the number alone is looked for: everything behind it is the comment. */
export const CommentWords = z.string().transform((said): CommentSaid => {
  const [, name = "", version, shown = "", cluster = "", mark = null, text = ""] = words.exec(said) ?? [];
  return { name, version: version === undefined ? null : Number(version), shown, cluster, mark, text };
});

/** How a button names a comment that waits for a cluster. */
export function waitingWords(
  version: PositionVersion,
  { shown, cluster, mark }: Pick<CommentSaid, "shown" | "cluster"> & { readonly mark: string },
): string {
  const named = shownWords(version).split(" ");
  const words = shown === "" ? named : [...named.slice(0, -1), shown];
  return [...words, `for:${cluster}`, mark].join(" ");
}
