import type { Spoken } from "../../chat/spoken-command.ts";
import { limits } from "./limits.ts";

/** The id of a button or form that stands for a command; null when Discord would not take it. */
export function commandId(command: string, text: string): string | null {
  const id = `${command} ${text}`.trim();
  return id === "" || id.length > limits.idCharacters ? null : id;
}

/** The command an id stands for. One that is no longer known stays as it is, and is answered as unknown. */
export function readCommandId(id: string, commandNames: readonly string[]): Spoken {
  const [first = "", second = ""] = id.split(" ");
  const twoWords = `${first} ${second}`;
  const command = commandNames.includes(twoWords) ? twoWords : first;
  return { command, text: id.slice(command.length).trim() };
}
