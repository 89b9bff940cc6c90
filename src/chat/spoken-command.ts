/** A command and what follows it, as a person said it. */
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
