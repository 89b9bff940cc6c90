/** A letter or digit of a code to link accounts, in either case, the look-alikes O, I and L among them. */
const sign = "[0-9a-tv-z]";
const half = `${sign}{5}`;
/** Part of a longer word, an address or a file's name is no code. */
const notBefore = String.raw`(?<![\p{L}\p{N}_/.=#&?%\p{Pd}])`;
const notBehind = String.raw`(?![\p{L}\p{N}_/=#&%\p{Pd}])`;
const hyphened = new RegExp(`${notBefore}${half}\\p{Pd}${half}${notBehind}`, "giu");
/** With a blank or nothing between, ten letters and digits may be two words: only said alone, or called a code. */
const alone = new RegExp(
  String.raw`^\W*(?:(?:my|the|your)\s+)?(?:(?:link\s+)?code(?:\s+is)?\W+)?(${half}[\s\p{Pd}]*${half})\W*$`,
  "iu",
);
/** Whoever asks a longer thing asks something. In characters. */
const shortAtMost = 100;

/** Every code has both, and two English words with a hyphen between have not. */
function isMixed(text: string): boolean {
  return /\d/.test(text) && /[a-z]/i.test(text);
}

/** What stands in a short text as a code to link accounts, however it is typed; null when nothing does. */
export function linkCodeIn(text: string): string | null {
  if (text.length > shortAtMost) return null;
  const [, whole] = alone.exec(text) ?? [];
  if (whole !== undefined && isMixed(whole)) return whole;
  return [...text.matchAll(hyphened)].map(([found]) => found).find(isMixed) ?? null;
}

/** The text with every code to link accounts in it replaced. */
export function replaceLinkCodes(text: string, replace: (code: string) => string): string {
  const said = linkCodeIn(text);
  const rest = said === null ? text : text.replaceAll(said, replace(said));
  return replaceHyphenedCodes(rest, replace);
}

/** Those only that have their hyphen: what is filled in may be an id of ten signs, or a title such as “Rules v2026”. */
export function replaceHyphenedCodes(text: string, replace: (code: string) => string): string {
  return text.replaceAll(hyphened, (found) => (isMixed(found) ? replace(found) : found));
}
