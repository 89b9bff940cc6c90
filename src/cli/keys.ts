import { Command } from "commander";
import type { LostInstallation } from "../people/installation-store.port.ts";
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
    .addCommand(rotateCommand())
    .addCommand(dropLostCommand());
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

function dropLostCommand(): Command {
  return new Command("drop-lost")
    .summary("forget installations whose key is lost")
    .description(
      "Lists the workspaces whose tokens are sealed with a key that is not in CLUSTERBOT_KEYS, and with --yes forgets those tokens; the bot has to be installed there again. What is sealed with a key of CLUSTERBOT_KEYS is never touched, nor is what was set up in a workspace.",
    )
    .option("--yes", "forget them; without it nothing is changed", false)
    .action((flags: { readonly yes: boolean }) => runWithConfig((context) => dropLost(context, flags.yes)));
}

async function dropLost({ config, log }: CliContext, isConfirmed: boolean): Promise<number> {
  // Where the setting was only forgotten, nothing is lost yet.
  if (config.keys.length === 0) {
    process.stderr.write(
      "CLUSTERBOT_KEYS is empty, so every key would count as lost. Nothing was changed; set the keys you still have, or a new one.\n",
    );
    return exitCodes.wrongUse;
  }
  const { openCore } = await import("../wiring/open-core.ts");
  const core = await openCore(config, log, "short");
  try {
    const lost = isConfirmed ? await core.installations.dropLost() : await core.installations.lost();
    process.stdout.write(describeLost(lost, isConfirmed));
    return exitCodes.done;
  } finally {
    await core.close();
  }
}

function describeLost(lost: readonly LostInstallation[], isDropped: boolean): string {
  if (lost.length === 0)
    return "No key is lost: every installed workspace is sealed with a key of CLUSTERBOT_KEYS. Nothing was changed.\n";
  const lines = lost.map(
    ({ workspace, name, keyId }) => `  slack:${workspace}  ${name || "(no name)"}, sealed with ${keyId}`,
  );
  const [before, after] = isDropped
    ? ["The tokens of these workspaces are forgotten:", "Install the bot there again, at /slack/install."]
    : [
        "The key of these workspaces is lost:",
        "Nothing was changed. If you find the key, put it back into CLUSTERBOT_KEYS; to forget the tokens and install the bot there again, run this with --yes.",
      ];
  return `${[before, ...lines, after].join("\n")}\n`;
}
