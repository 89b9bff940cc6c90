#!/usr/bin/env node
// Start here: command line → config → wiring → run.
import { Command } from "commander";
import { subcommands } from "./cli/subcommands.ts";

const program = new Command("clusterbot")
  .description("Answers questions from your clusters' own documents, on Slack, Discord, the web and here.")
  .showHelpAfterError("(add --help for what can be written here)")
  .exitOverride((error) => {
    // Commander's own codes say 1 for a wrong use; 1 means “not known” here.
    process.exit(error.exitCode === 0 ? 0 : 2);
  });

for (const command of subcommands()) {
  program.addCommand(command.copyInheritedSettings(program));
}

// Whoever reads along may leave (`… | head -1`, a closed window): that must not end the bot, nor show a stack.
for (const output of [process.stdout, process.stderr]) output.on("error", endUnlessPipeClosed);

await program.parseAsync();

function endUnlessPipeClosed(error: NodeJS.ErrnoException): void {
  if (error.code !== "EPIPE") throw error;
}
