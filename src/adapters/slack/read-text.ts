import { cleanText } from "../../chat/clean-text.ts";

/**
 * What a person typed, out of what Slack delivers: references such as <@U012> or <https://a.org|a.org> become
 * words, `&lt;` becomes `<` (docs: formatting message text), and mentions of the bot itself go.
 */
export function readText(delivered: string, botUserId: string): string {
  const words = delivered.replaceAll(/<([^<>]*)>/g, (_, inside: string) => wordsFor(inside, botUserId));
  const unescaped = words.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  return cleanText(unescaped).trim();
}

function wordsFor(inside: string, botUserId: string): string {
  const bar = inside.indexOf("|");
  const target = bar === -1 ? inside : inside.slice(0, bar);
  const label = bar === -1 ? "" : inside.slice(bar + 1);
  if (target === `@${botUserId}`) return "";
  const sign = target.startsWith("#") ? "#" : "@";
  if (/^[@#]/.test(target)) return label === "" ? target : `${sign}${label.replace(/^[@#]/, "")}`;
  if (target.startsWith("!")) return label === "" ? `@${target.slice(1)}` : label;
  return label === "" ? target : label;
}
