import { Command } from "commander";
import { newSealingKey } from "../sealing-keys.ts";
import { type CliContext, exitCodes, runWithConfig } from "./context.ts";

/** `clusterbot keys …`: the keys that seal the tokens of installed workspaces. */
export function keysCommand(): Command {
  return new Command("keys")
    .summary("make and change the keys that seal tokens")
    .description(
      "The tokens of workspaces that installed the bot are sealed with the keys of CLUSTERBOT_KEYS.",
    )
    .addCommand(newKeyCommand())
    .addCommand(rotateCommand());
}

/** Reads no settings: it is needed before they are complete. */
function newKeyCommand(): Command {
  return new Command("new")
    .summary("print a new key")
    .description("Prints a new key for CLUSTERBOT_KEYS. Changes nothing.")
    .action(() => {
      process.stdout.write(`CLUSTERBOT_KEYS=${newSealingKey()}\n`);
      process.stderr.write(
        "Put this line into .env. If there is such a line already, write the new key in front of the old one, with a comma between them, start the bot again, and run `clusterbot keys rotate`.\n",
      );
    });
}

function rotateCommand(): Command {
  return new Command("rotate")
    .summary("seal everything with the first key")
    .description(
      "Seals the tokens of all installed workspaces with the first key of CLUSTERBOT_KEYS. All or nothing; the bot may be running, if it knows that key already.",
    )
    .action(() => runWithConfig(rotate));
}

async function rotate({ config, log }: CliContext): Promise<number> {
  const { openCore } = await import("../wiring/open-core.ts");
  const core = await openCore(config, log, "short");
  try {
    const { keyId, count } = await core.installations.rotate();
    process.stdout.write(
      `The tokens of ${count} installed ${count === 1 ? "workspace" : "workspaces"} are sealed with ${keyId}. The other keys in CLUSTERBOT_KEYS are only needed for backups made before.\n`,
    );
    return exitCodes.done;
  } finally {
    await core.close();
  }
}
