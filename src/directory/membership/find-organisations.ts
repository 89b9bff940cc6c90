import { editDistance } from "../../shared/edit-distance.ts";
import type { OrganisationName } from "./membership-search.port.ts";
import { plainOrganisationName } from "./organisation-name.ts";

/** `exact`: they are called that. Else what comes near: all the words, or a slip of the pen. At most `atMost`. */
export interface OrganisationsFound {
  readonly kind: "exact" | "close";
  readonly names: readonly OrganisationName[];
}

const atMost = 5;

/** The organisations somebody may mean, among those that may be named to them. */
export function findOrganisations(text: string, names: readonly OrganisationName[]): OrganisationsFound {
  const sought = withoutMark(plainOrganisationName(text));
  const plain = names.map((name) => ({ name, words: withoutMark(name.plainName) }));
  const exact = plain.filter(({ words }) => words === sought);
  if (exact.length > 0) return { kind: "exact", names: exact.slice(0, atMost).map(({ name }) => name) };
  const wanted = sought.split(" ").filter((word) => word.length >= 3);
  const close = plain.filter(
    ({ words }) =>
      (wanted.length > 0 && wanted.every((word) => words.split(" ").includes(word))) || isSlip(sought, words),
  );
  return { kind: "close", names: close.slice(0, atMost).map(({ name }) => name) };
}

/** Invented samples bear the word SAMPLE at their end, which nobody types. */
function withoutMark(plainName: string): string {
  return plainName.replace(/(?<=.) sample$/, "");
}

/** One letter in five may be wrong. */
function isSlip(sought: string, name: string): boolean {
  const allowed = Math.min(3, Math.floor(name.length / 5));
  return Math.abs(sought.length - name.length) <= allowed && editDistance(sought, name) <= allowed;
}
