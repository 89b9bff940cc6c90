#!/usr/bin/env node
// Start here: command line → config → wiring → run.
import { Command } from "commander";
import { administratorCommand } from "./cli/administrator.ts";
import { askCommand } from "./cli/ask.ts";
import { auditCommand } from "./cli/audit.ts";
import { backupCommand } from "./cli/backup.ts";
import { doctorCommand } from "./cli/doctor.ts";
import { eraseCommand } from "./cli/erase.ts";
import { exportPersonCommand } from "./cli/export-person.ts";
import { importCommand } from "./cli/import.ts";
import { inviteCommand } from "./cli/invite.ts";
import { keysCommand } from "./cli/keys.ts";
import { manifestCommand } from "./cli/manifest.ts";
import { restoreCommand } from "./cli/restore.ts";
import { rightsCommand } from "./cli/rights.ts";
import { startCommand } from "./cli/start.ts";
import { watchCommand } from "./cli/watch.ts";
import { workspacesCommand } from "./cli/workspaces.ts";

const program = new Command("clusterbot")
  .description("Answers questions from your clusters' own documents, on Slack, Discord, the web and here.")
  .showHelpAfterError("(add --help for what can be written here)")
  .exitOverride((error) => {
    // Commander's own codes say 1 for a wrong use; 1 means “not known” here.
    process.exit(error.exitCode === 0 ? 0 : 2);
  });

for (const command of [
  startCommand(),
  askCommand(),
  importCommand(),
  watchCommand(),
  doctorCommand(),
  backupCommand(),
  restoreCommand(),
  auditCommand(),
  exportPersonCommand(),
  eraseCommand(),
  manifestCommand(),
  inviteCommand(),
  administratorCommand(),
  rightsCommand(),
  keysCommand(),
  workspacesCommand(),
]) {
  program.addCommand(command.copyInheritedSettings(program));
}

// Whoever reads along may leave (`… | head -1`, a closed window): that must not end the bot, nor show a stack.
for (const output of [process.stdout, process.stderr]) output.on("error", endUnlessPipeClosed);

await program.parseAsync();

function endUnlessPipeClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
