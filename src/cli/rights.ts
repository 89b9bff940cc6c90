import { Command } from "commander";
import { exitCodes, runWithConfig } from "./context.ts";

/** `clusterbot rights`: who may use which command, as Markdown; docs/rights.md is made of it. */
export function rightsCommand(): Command {
  return new Command("rights")
    .summary("print who may do what, as a table")
    .description("Prints every command and right with who has it, as a Markdown table. Changes nothing.")
    .action(async () => {
      await runWithConfig(async () => {
        const [{ rightsTable }, { catalogue }, { english }] = await Promise.all([
          import("../commands/rights-table.ts"),
          import("../commands/catalogue.ts"),
          import("../messages/english.ts"),
        ]);
        process.stdout.write(await rightsTable(catalogue, english));
        return exitCodes.done;
      });
    });
}
