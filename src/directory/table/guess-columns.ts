import { editDistance } from "../../shared/edit-distance.ts";
import type { Table } from "./table.ts";

/** What a column may hold: the headings people give it, and what its values look like. */
export interface TableField<Name extends string> {
  readonly name: Name;
  /** The usual one first. Case, accents, punctuation and what stands in brackets do not count. */
  readonly headings: readonly string[];
  /** Whether a value can be of this field and hardly of another; used where no heading tells. */
  readonly looksLike?: (value: string) => boolean;
}

export interface ColumnGuess<Name extends string> {
  readonly field: Name;
  /** From 0. */
  readonly column: number;
  readonly heading: string;
  readonly by: "similar-heading" | "values";
}

export interface GuessedColumns<Name extends string> {
  /** The column of each field there is, from 0. */
  readonly found: ReadonlyMap<Name, number>;
  /** Those of them that a person should look at, because no heading says it in so many words. */
  readonly guesses: readonly ColumnGuess<Name>[];
  /** Fields that several columns may hold equally well; none of them was taken. */
  readonly unsure: readonly { readonly field: Name; readonly headings: readonly string[] }[];
  /** The headings of columns that nothing was taken from. */
  readonly unused: readonly string[];
  /** Whether the first line seems to hold values, not headings. */
  readonly isWithoutHeadings: boolean;
}

/**
 * Finds which column holds which field: by its heading, else by a heading that says the same with other words around
 * it, else by what its values look like. A column is taken once; a field that could be two columns is left unsure.
 */
export function guessColumns<Name extends string>(
  table: Pick<Table, "columns" | "rows">,
  fields: readonly TableField<Name>[],
): GuessedColumns<Name> {
  const headings = table.columns.map(plainHeading);
  const found = new Map<Name, number>();
  const guesses: ColumnGuess<Name>[] = [];
  const unsure = new Map<Name, readonly number[]>();
  const isFree = (column: number): boolean => ![...found.values()].includes(column);
  const guess = (field: Name, by: ColumnGuess<Name>["by"], candidates: readonly number[]): void => {
    const [column, ...others] = candidates.filter(isFree);
    if (column === undefined) return;
    if (others.length > 0) {
      unsure.set(field, [column, ...others]);
      return;
    }
    found.set(field, column);
    guesses.push({ field, column, heading: table.columns[column] ?? "", by });
  };

  for (const { name, headings: usual } of fields) {
    const column = usual.map((heading) => headings.indexOf(plainHeading(heading))).find((at) => at >= 0);
    if (column !== undefined && isFree(column)) found.set(name, column);
  }
  const isWithoutHeadings = found.size === 0 && looksLikeValues(table.columns, fields);
  for (const { name, headings: usual } of fields) {
    if (!found.has(name)) guess(name, "similar-heading", similarTo(usual.map(plainHeading), headings));
  }
  for (const { name, looksLike } of fields) {
    if (found.has(name) || unsure.has(name) || looksLike === undefined) continue;
    guess(name, "values", columnsOf(table, looksLike));
  }
  return {
    found,
    guesses,
    unsure: [...unsure].map(([field, columns]) => ({
      field,
      headings: columns.map((column) => table.columns[column] ?? ""),
    })),
    unused: table.columns.filter((_, column) => isFree(column)),
    isWithoutHeadings,
  };
}

/** Columns whose heading has a usual one of several words inside, or a usual one with a slip of the pen. */
function similarTo(usual: readonly string[], headings: readonly string[]): readonly number[] {
  return [...headings.keys()].filter((column) => {
    const heading = headings[column] ?? "";
    return usual.some(
      (words) =>
        (words.includes(" ") && ` ${heading} `.includes(` ${words} `)) ||
        (words.length >= 5 && editDistance(words, heading) === 1),
    );
  });
}

/** How many of the values have to look like it, and how few values say nothing. */
const enough = { share: 0.8, values: 2 };

function columnsOf(
  { columns, rows }: Pick<Table, "columns" | "rows">,
  looksLike: (value: string) => boolean,
): readonly number[] {
  const sample = rows.slice(0, 200);
  return [...columns.keys()].filter((column) => {
    const values = sample.map(({ cells }) => cells[column] ?? "").filter((value) => value !== "");
    return values.length >= enough.values && values.filter(looksLike).length >= values.length * enough.share;
  });
}

function looksLikeValues<Name extends string>(
  headings: readonly string[],
  fields: readonly TableField<Name>[],
): boolean {
  return headings.some(
    (heading) => heading !== "" && fields.some(({ looksLike }) => looksLike?.(heading) ?? false),
  );
}

/** “Membership start-date (dd/mm/yyyy)” and “membership_start_date” are one. */
export function plainHeading(heading: string): string {
  return heading
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/(?<=\p{Ll})(?=\p{Lu})/gu, " ")
    .toLowerCase()
    .replace(/\([^)]*\)|\[[^\]]*\]/g, " ")
    .replace(/['’]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}
