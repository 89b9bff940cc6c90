import { cleanText, safeUrl } from "../../chat/clean-text.ts";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as HTML that shows exactly that text, in an element or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return cleanText(text).replace(/[&<>"']/g, (character) => entities[character] ?? character);
}

/** An address as it may stand in `href`; null for what must be shown as text. */
export function linkAddress(address: string): string | null {
  const url = safeUrl(address);
  return url === null ? null : escapeHtml(url);
}
