import { Command, InvalidArgumentError } from "commander";
import { type CliContext, exitCodes, runWithConfig } from "./context.ts";

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
      '\nExit code: 0 answered, 1 not known or asked back, 2 wrong use, 3 failed.\n\nExample:\n  npm run -s clusterbot -- ask "How do you leave Software Cornwall?"',
    )
    .action(async (words: string[], options: AskOptions) => {
      await runWithConfig((context) => askOnce({ ...options, text: words.join(" ") }, context));
    });
}

interface Question extends AskOptions {
  readonly text: string;
}

/** Asks, prints, and returns the exit code. */
async function askOnce(question: Question, { config, log }: CliContext): Promise<number> {
  const [{ openCore }, { askOnTerminal }] = await Promise.all([
    import("../wiring/open-core.ts"),
    import("../wiring/open-platforms.ts"),
  ]);
  const core = await openCore(config, log, "short");
  try {
    const unknown = unknownReader(question.as, await core.importing.clusters.known());
    if (unknown !== null) {
      process.stderr.write(`${unknown}\n`);
      return exitCodes.wrongUse;
    }
    const kind = await askOnTerminal(question, core, { config, log });
    if (kind === "failed") return exitCodes.failed;
    if (kind === "asked-back") return exitCodes.partly;
    if (kind !== "abstained") return exitCodes.done;
    if ((await core.documents.count()).documents === 0) process.stderr.write(noDocuments);
    return exitCodes.partly;
  } finally {
    await core.close();
  }
}

const noDocuments = `There are no documents yet, so nothing can be answered. To add some:
  npm start                                          reads the sample documents at its first start
  npm run -s clusterbot -- import <file or folder>   imports your own
`;

/** What is wrong with a reader of a cluster that is not described; null when nothing is, or none is described yet. */
export function unknownReader(as: string, known: readonly { readonly id: string }[]): string | null {
  const [, cluster] = as.split(":");
  if (cluster === undefined || known.length === 0 || known.some(({ id }) => id === cluster)) return null;
  const ids = known.map(({ id }) => id).toSorted();
  return `The cluster "${cluster}" in --as ${as} is not known; known are ${ids.join(", ")}.`;
}

function reader(value: string): string {
  if (/^(public|board|(member|board):[a-z0-9-]+)$/.test(value)) return value;
  throw new InvalidArgumentError(
    "Write public, member:<cluster>, board or board:<cluster>, for example member:scotlandis.",
  );
}
