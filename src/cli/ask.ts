import { Command, InvalidArgumentError } from "commander";
import { exitCodes, runWithConfig } from "./context.ts";

interface AskOptions {
  readonly as: string;
  readonly json: boolean;
}

/** `clusterbot ask "…"`: one question, answered on the terminal. */
export function askCommand(): Command {
  return new Command("ask")
    .summary("ask a question and get an answer with its sources")
    .description(
      "Answers one question from the imported documents, with sources, or says that it doesn't know.",
    )
    .argument("<question...>", "the question; quotation marks are optional")
    .option(
      "--as <reader>",
      "answer as this reader may read: public, member:<cluster>, board or board:<cluster>",
      reader,
      "public",
    )
    .option("--json", "print the answer as JSON, for programs", false)
    .addHelpText(
      "after",
      '\nExit code: 0 answered, 1 not known, 2 wrong use, 3 failed.\n\nExample:\n  npm run -s clusterbot -- ask "How do you leave Software Cornwall?"',
    )
    .action(async (words: string[], options: AskOptions) => {
      await runWithConfig(async ({ config, log }) => {
        const { askOnTerminal } = await import("../wiring.ts");
        const kind = await askOnTerminal(
          { text: words.join(" "), as: options.as, json: options.json },
          config,
          log,
        );
        if (kind === "failed") return exitCodes.failed;
        return kind === "abstained" ? exitCodes.partly : exitCodes.done;
      });
    });
}

function reader(value: string): string {
  if (/^(public|board|(member|board):[a-z0-9-]+)$/.test(value)) return value;
  throw new InvalidArgumentError(
    "Write public, member:<cluster>, board or board:<cluster>, for example member:scotlandis.",
  );
}
