import { failureReply, type Reply } from "../chat/reply.ts";
import type { Request } from "../chat/request.ts";
import { type Reader, readerOf } from "../people/readership.ts";
import type { PeopleSettings } from "../people/workspace-settings.ts";
import { codeOf, errorTable, sentenceFor } from "../shared/errors.ts";
import type { Log } from "../shared/log.port.ts";
import { helpCard } from "./cards/help-card.ts";
import type { Command, CommandNeeds } from "./command.ts";

export interface DispatchNeeds extends CommandNeeds {
  readonly commands: readonly Command[];
  readonly people: PeopleSettings;
  readonly log: Log;
}

/** `failed` carries what to tell the person; `canRetry` says that the same request may be answered later. */
export type Dispatched =
  | { readonly kind: "replied"; readonly reply: Reply }
  | { readonly kind: "failed"; readonly reply: Reply; readonly canRetry: boolean };

/** The way of a request: find the command, know the reader, parse and run, reply. The only catch-all. */
export async function dispatch(request: Request, needs: DispatchNeeds): Promise<Dispatched> {
  try {
    const command = needs.commands.find((candidate) => candidate.name === request.command);
    if (command === undefined) return { kind: "replied", reply: unknownCommand(request.command, needs) };
    const reader: Reader = readerOf(request, needs.people);
    return { kind: "replied", reply: await command.run({ request, reader, needs }) };
  } catch (error) {
    const code = codeOf(error);
    needs.log[errorTable[code].level]("request-failed", { code, command: request.command, error });
    return {
      kind: "failed",
      reply: failureReply(code, sentenceFor(error)),
      canRetry: errorTable[code].retry,
    };
  }
}

function unknownCommand(name: string, needs: DispatchNeeds): Reply {
  const card = helpCard(needs.descriptions, needs.messages);
  const text = needs.messages.request.unknownCommand(name.slice(0, 32));
  return {
    ...card,
    summary: text,
    blocks: [{ type: "paragraph", content: [{ type: "text", text }] }, ...card.blocks],
  };
}
