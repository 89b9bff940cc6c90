import type { Form } from "../chat/form.ts";
import { accountOf } from "../chat/reference.ts";
import { failureReply, plainReply, type Reply } from "../chat/reply.ts";
import type { Request } from "../chat/request.ts";
import { identify } from "../people/identify.ts";
import { may } from "../people/may.ts";
import type { PeopleDirectory } from "../people/people-directory.port.ts";
import { readerOf } from "../people/readership.ts";
import { codeOf, errorTable, sentenceFor } from "../shared/errors.ts";
import type { Log } from "../shared/log.port.ts";
import { helpCard } from "./cards/help-card.ts";
import { type Command, type CommandContext, type CommandNeeds, describeCommand } from "./command.ts";

export interface DispatchNeeds extends CommandNeeds {
  readonly commands: readonly Command[];
  readonly people: PeopleDirectory;
  /** Id of the cluster that is the federation itself. */
  readonly federation: string;
  readonly log: Log;
}

/** `failed` carries what to tell the person; `canRetry` says that the same request may be answered later. */
export type Dispatched =
  | { readonly kind: "replied"; readonly reply: Reply }
  | { readonly kind: "failed"; readonly reply: Reply; readonly canRetry: boolean };

/** The way of a request: find the command, know who asks, permit, parse and run, reply. The only catch-all. */
export async function dispatch(request: Request, needs: DispatchNeeds): Promise<Dispatched> {
  try {
    const command = needs.commands.find((candidate) => candidate.name === request.command);
    const context = await contextOf(request, needs);
    if (command === undefined) return { kind: "replied", reply: unknownCommand(request.command, context) };
    const refusal = refusalOf(command, context);
    return { kind: "replied", reply: refusal ?? (await command.run(context)) };
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

/** The form a request asks for; null when it asks for none, when it is one that was sent in, or when it may not. */
export async function formFor(request: Request, needs: DispatchNeeds): Promise<Form | null> {
  const command = needs.commands.find((candidate) => candidate.name === request.command);
  if (command === undefined || command.form === null || request.fields !== null) return null;
  try {
    const context = await contextOf(request, needs);
    return refusalOf(command, context) === null ? await command.form(context) : null;
  } catch (error) {
    // Accepted like any other request it is told what is wrong.
    needs.log.warn("form-failed", { code: codeOf(error), command: request.command, error });
    return null;
  }
}

async function contextOf(request: Request, needs: DispatchNeeds): Promise<CommandContext> {
  const identity = await identify(request, accountOf(request), needs.people);
  const usable = () =>
    needs.commands
      .filter(({ right }) => may(right, "anywhere", identity).kind === "yes")
      .map(describeCommand);
  return { request, identity, reader: readerOf(request, identity, needs.federation), needs, usable };
}

/** Why the command is not run, as a reply; null when it may be. */
function refusalOf(command: Command, { request, identity, needs }: CommandContext): Reply | null {
  const permit = may(command.right, "anywhere", identity);
  if (permit.kind === "no") return plainReply(needs.messages.permit[permit.reason]);
  if (command.isPrivate && request.visibility === "shared")
    return plainReply(needs.messages.request.onlyInPrivate(command.name));
  return null;
}

function unknownCommand(name: string, { needs, usable }: CommandContext): Reply {
  const card = helpCard(usable(), needs.messages);
  const text = needs.messages.request.unknownCommand(name.slice(0, 32));
  return {
    ...card,
    summary: text,
    blocks: [{ type: "paragraph", content: [{ type: "text", text }] }, ...card.blocks],
  };
}
