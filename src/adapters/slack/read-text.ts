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

export interface Spoken {
  readonly command: string;
  readonly text: string;
}

/** After `/cluster`, the first word is the command; a word that is none begins a question. */
export function readCommandText(text: string, commandNames: readonly string[]): Spoken {
  if (text === "") return { command: "help", text: "" };
  const [, first = "", rest = ""] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const name = first.toLowerCase();
  return commandNames.includes(name) ? { command: name, text: rest } : { command: "ask", text };
}

/** A mention is a question, unless it is nothing but a command, or says `ask` first. */
export function readMentionText(text: string, commandNames: readonly string[]): Spoken {
  const spoken = readCommandText(text, commandNames);
  if (text === "" || spoken.command === "ask")
    return { command: "ask", text: text === "" ? "" : spoken.text };
  return spoken.text === "" ? spoken : { command: "ask", text };
}
