import type { z } from "zod";
import type { Answer } from "../answering/answer.ts";
import type { CommandDescription, CommandOption } from "../chat/command-description.ts";
import type { Reply } from "../chat/reply.ts";
import type { Request } from "../chat/request.ts";
import type { Messages } from "../messages/english.ts";
import type { Reader } from "../people/readership.ts";

/** What commands are given to work with; filled in wiring. */
export interface CommandNeeds {
  readonly messages: Messages;
  /** Answers a question for a reader; throws BotError DATABASE_UNAVAILABLE. */
  readonly answer: (question: string, reader: Reader) => Promise<Answer>;
  /** What the catalogue offers, for help. */
  readonly descriptions: readonly CommandDescription[];
}

export interface CommandContext {
  readonly request: Request;
  readonly reader: Reader;
  readonly needs: CommandNeeds;
}

/** Who may use a command. `anyone` includes guests and strangers; what they are shown is another matter. */
export type CommandRight = "anyone";

/** A command once its options' type no longer matters. */
export interface Command extends CommandDescription {
  readonly right: CommandRight;
  /** Parses what follows the command's name and runs it. */
  readonly run: (context: CommandContext) => Promise<Reply>;
}

interface CommandDefinition<Options extends z.ZodType> {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly right: CommandRight;
  readonly options: readonly CommandOption[];
  /** Reads the text after the command's name. Never refuses: what a person typed wrongly gets a sentence. */
  readonly schema: Options;
  readonly run: (context: CommandContext, options: z.output<Options>) => Promise<Reply>;
}

/** Ties a command's options to what it runs. */
export function defineCommand<Options extends z.ZodType>(definition: CommandDefinition<Options>): Command {
  const { schema, run, ...description } = definition;
  return { ...description, run: (context) => run(context, schema.parse(context.request.text)) };
}
