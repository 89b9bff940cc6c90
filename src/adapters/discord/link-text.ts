import { safeUrl } from "../../chat/clean-text.ts";
import { escapeText } from "./escape-text.ts";

/**
 * A link with its words, which stand on one line; the words alone where the address is none or longer than `atMost`.
 * Angle brackets keep Discord from showing a card of the page. Discord makes no link of words that look like an
 * address, or whose brackets do not close: there the address stands beside them.
 */
export function linkText(words: string, url: string, atMost: number): string {
  const address = safeUrl(url);
  const label = escapeText(words);
  if (address === null || address.length > atMost) return label;
  if (label === "" || words === url || safeUrl(words) === address) return `<${address}>`;
  if (/https?:\/\/|[[\]]/i.test(words)) return `${label} (<${address}>)`;
  return `[${label}](<${address}>)`;
}
