import { errorTable } from "../../shared/errors.ts";

/** The sentence of what last went wrong in a workspace, by its code; null when it works. */
export function healthSentence(code: string | null): string | null {
  if (code === null) return null;
  const entry = Object.entries(errorTable).find(([known]) => known === code)?.[1];
  return (entry ?? errorTable.UNEXPECTED).sentence;
}
