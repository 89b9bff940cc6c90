import { linkCodeIn } from "./link-code-in-text.ts";

/** A command and what follows it, as a person said it. */
export interface Spoken {
  readonly command: string;
  readonly text: string;
}

/**
 * After `/cluster`, the first word or two are the command; a word that is none begins a question. The first word of
 * several commands (`documents add`, `documents list`), said alone, means the first of them. A code to link
 * accounts, however it is said, is meant for `link`: as a question it would be stored and answered as it stands.
 */
export function readCommandText(text: string, commandNames: readonly string[]): Spoken {
  if (text === "") return { command: "help", text: "" };
  const [, first = "", rest = ""] = /^(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  const name = first.toLowerCase();
  if (commandNames.includes(name)) return { command: name, text: rest };
  const family = commandNames.filter((candidate) => candidate.startsWith(`${name} `));
  const [, second = "", last = ""] = /^(\S+)\s*([\s\S]*)$/.exec(rest) ?? [];
  const whole = `${name} ${second.toLowerCase()}`;
  if (family.includes(whole)) return { command: whole, text: last };
  const [standard] = family;
  if (standard !== undefined) return { command: standard, text: rest };
  const code = commandNames.includes("link") ? linkCodeIn(text) : null;
  return code === null ? { command: "ask", text } : { command: "link", text: code };
}

/** Ten letters and digits in one or two groups, as a code to link accounts is typed. */
const linkCode = /^\W*[0-9a-z]{5}[\s\p{Pd}]*[0-9a-z]{5}\W*$/iu;

/** What confirms a command that asks first, however it is written. */
const confirmation = /^\W*yes\W*$/i;

/**
 * A mention is a question, unless it is nothing but a command, confirms one (`forget-me yes`), or says `ask` first.
 * `link` with a code is one too: a question would be stored and answered as it stands, and a code must not be.
 */
export function readMentionText(text: string, commandNames: readonly string[]): Spoken {
  const spoken = readCommandText(text, commandNames);
  if (text === "" || spoken.command === "ask")
    return { command: "ask", text: text === "" ? "" : spoken.text };
  if (confirmation.test(spoken.text)) return { ...spoken, text: "yes" };
  const isLinking = spoken.command === "link" && linkCode.test(spoken.text);
  return spoken.text === "" || isLinking ? spoken : { command: "ask", text };
}
