import { z } from "zod";
import { plainReply, type Reply } from "../../chat/reply.ts";
import { type Position, positionName } from "../../directory/positions/position.ts";
import type { NamedDocument } from "../../directory/positions/position-store.port.ts";
import { mayFor } from "../announcing/named-announcement.ts";
import { actions, paragraph } from "../cards/pieces.ts";
import type { CommandContext } from "../command.ts";
import { doingOf } from "../doing.ts";

/** What a command has that corrects which documents belong to a position. */
export const correctsLinks = {
  right: "propose-positions",
  isPrivate: true,
  options: [
    { name: "topic", summary: "Its topic, or its number, for example P7", isRequired: true },
    { name: "document", summary: "Words of the document's title", isRequired: true },
  ],
  schema: z.string().trim(),
} as const;

export type Correction = "link" | "unlink";

const shownCharacters = 60;

/** Says that a document belongs to a position, or does not: `P7 minutes of May`, `R&D tax credits minutes of May`. */
export async function correctLink(
  correction: Correction,
  text: string,
  context: CommandContext,
): Promise<Reply> {
  const { positionDesk, messages } = context.needs;
  const { positionDocuments: words } = messages;
  if (text === "") return plainReply(words.which[correction]);
  const said = readNamed(text, await ownPositions(context));
  if (said === null) return plainReply(words.unknownPosition(text.slice(0, shownCharacters)));
  const { position, rest } = said;
  if (rest === "") return plainReply(words.which[correction]);
  const of = correction === "unlink" ? position.id : null;
  const { readership } = context.reader;
  const [document, ...others] = await positionDesk.store.documentsCalled(rest, readership, of);
  const shown = rest.slice(0, shownCharacters);
  if (document === undefined) return plainReply(words.unknownDocument[correction](shown, position.topic));
  if (others.length > 0)
    return whichDocument([document, ...others], {
      sentence: words.several(shown),
      command: `positions ${correction}`,
      name: positionName(position),
    });
  const saved = await positionDesk.store.saveLink(
    { position: position.id, document: document.id, isLinked: correction === "link" },
    doingOf(context),
  );
  return plainReply(words[saved][correction](document.title, position.topic));
}

/** Those the asker may propose for, drafts among them. */
async function ownPositions(context: CommandContext): Promise<readonly Position[]> {
  const all = await context.needs.positionDesk.store.all();
  return all.filter(({ owner }) => mayFor(context, "propose-positions", owner));
}

/** The position a text begins with, by number or by the longest of its names, and what follows. */
function readNamed(
  text: string,
  positions: readonly Position[],
): { readonly position: Position; readonly rest: string } | null {
  const named = positions.flatMap((position) =>
    [positionName(position), position.topic, ...position.alsoCalled]
      .filter((name) => beginsWith(text, name))
      .map((name) => ({ position, rest: text.slice(name.length).replace(/^[\s:,]+/u, ""), name })),
  );
  const [longest] = named.toSorted((left, right) => right.name.length - left.name.length);
  return longest ?? null;
}

function beginsWith(text: string, name: string): boolean {
  return (
    text.slice(0, name.length).toLowerCase() === name.toLowerCase() &&
    /^(?:[\s:,]|$)/u.test(text.slice(name.length))
  );
}

interface Asking {
  readonly sentence: string;
  readonly command: string;
  readonly name: string;
}

function whichDocument(documents: readonly NamedDocument[], { sentence, command, name }: Asking): Reply {
  const buttons = documents.map(({ id, title }) => ({
    label: title.length > 70 ? `${title.slice(0, 69).toWellFormed()}…` : title,
    command,
    text: `${name} ${id}`,
    style: "normal" as const,
  }));
  return { summary: sentence, blocks: [paragraph(sentence), ...actions(buttons)] };
}
