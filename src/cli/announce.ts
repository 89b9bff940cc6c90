import { readFile } from "node:fs/promises";
import { Command, Option } from "commander";
import { exitCodes, runWithConfig } from "./context.ts";

interface AnnounceOptions {
  readonly title: string;
  readonly text: string | undefined;
  readonly file: string | undefined;
  readonly to: string;
  readonly when: string;
  readonly cluster: string | undefined;
  readonly audience: string;
  readonly topic: string | undefined;
  readonly link: string | undefined;
  readonly image: string | undefined;
  readonly alt: string | undefined;
  readonly notify: string | undefined;
  readonly late: string | undefined;
  readonly author: string;
  readonly send: boolean;
  readonly json: boolean;
}

const help = `
Without --send nothing is kept and nobody is asked: you see what would come of it. With --send somebody else is asked to
approve it; nothing goes out before they do. The running bot looks at each channel then.

Exit code: 0 shown or asked, 2 wrong use, or nothing would be sent: then nothing is kept; 3 failed.

Example:
  npm run -s clusterbot -- announce --title "Meet-up" --text "Come along." --to everyone \\
    --when "every first Tuesday 09:00" --cluster manchester-digital --author slack:T012AB3CD/U045EF6`;

/** `clusterbot announce …`: what an announcement would come to; with --send it is put to be approved. */
export function announceCommand(): Command {
  return new Command("announce")
    .summary("write an announcement; a dry run unless --send is given")
    .description("Shows where an announcement would go and when, or asks for approval of it.")
    .requiredOption("--title <title>", "one line")
    .addOption(new Option("--text <markdown>", "what it says").conflicts("file"))
    .option("--file <file>", "a Markdown file with what it says")
    .requiredOption("--to <clusters>", "“everyone”, or names of clusters between commas")
    .requiredOption("--when <when>", "now; Thu 10 December 9:00; every first Tuesday 09:00")
    .requiredOption("--author <account>", "who writes it, for example slack:T012AB3CD/U045EF6")
    .option("--cluster <cluster>", "whose announcement it is")
    .addOption(
      new Option("--audience <audience>", "whom it is for")
        .choices(["public", "members", "board"])
        .default("public"),
    )
    .option("--topic <topic>", "a topic that regions may have opted out of")
    .option("--link <address>", "where to read on or book")
    .option("--image <address>", "a picture at a public address")
    .option("--alt <words>", "what the picture shows")
    .addOption(
      new Option(
        "--notify <whom>",
        "notify people, in channels set up for that: who is online, or everybody",
      ).choices(["here", "everybody"]),
    )
    .option(
      "--late <how late>",
      "how late it may still be sent if the bot was away: 30m, 2h, 1d (usually 2h)",
    )
    .option("--send", "ask for approval", false)
    .option("--json", "print the outcome as JSON, for programs", false)
    .addHelpText("after", help)
    .action(announce);
}

async function announce(options: AnnounceOptions): Promise<void> {
  await runWithConfig(async ({ config, log }) => {
    const body = options.text ?? (options.file === undefined ? null : await readText(options.file));
    if (body === null) {
      const { file } = options;
      const problem =
        file === undefined ? "Say what it says, with --text or --file." : `${file} cannot be read.`;
      process.stderr.write(`${problem} Nothing was written.\n`);
      return exitCodes.wrongUse;
    }
    const [{ openCore }, { askOnTerminal }] = await Promise.all([
      import("../wiring/open-core.ts"),
      import("../wiring/open-platforms.ts"),
    ]);
    const core = await openCore(config, log, "short");
    try {
      const asked = {
        text: "",
        as: "public",
        command: "announce write",
        fields: fieldsOf(options, body),
      };
      const printed = await askOnTerminal({ ...asked, json: options.json }, core, { config, log });
      if (printed === "asked-back") return exitCodes.wrongUse;
      return printed === "failed" ? exitCodes.failed : exitCodes.done;
    } finally {
      await core.close();
    }
  });
}

async function readText(file: string): Promise<string | null> {
  return await readFile(file, "utf8").catch(() => null);
}

function fieldsOf(options: AnnounceOptions, body: string): Record<string, string> {
  const { title, to, when, cluster, audience, topic, link, image, alt, notify, late, author, send } = options;
  const given = { title, body, to, when, cluster, audience, topic, link, image, alt, notify, late, author };
  const wanted = send ? { ask: "yes" } : { dryRun: "yes" };
  return Object.fromEntries(
    Object.entries({ ...given, ...wanted }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  );
}
