import { CommanderError } from "commander";
import { describe, expect, test } from "vitest";
import { importCommand } from "../../src/cli/import.ts";
import { manifestCommand } from "../../src/cli/manifest.ts";

describe("an address that Slack would not call", () => {
  test.each(["bot.example.org", "http://bot.example.org", ""])(
    "“%s” is named as wrong use",
    async (address) => {
      const written: string[] = [];
      const command = manifestCommand()
        .exitOverride()
        .configureOutput({ writeErr: (line) => written.push(line) });

      const outcome = command.parseAsync(["slack", "--url", address], { from: "user" });

      await expect(outcome).rejects.toBeInstanceOf(CommanderError);
      expect(written.join("")).toContain("Slack calls https addresses only");
    },
  );
});

test.each(["--dry-run", "--withdraw"])("an undo with %s is wrong use, and undoes nothing", async (option) => {
  const written: string[] = [];
  const command = importCommand()
    .exitOverride()
    .configureOutput({ writeErr: (line) => written.push(line) });

  const outcome = command.parseAsync(["--undo", "2", option], { from: "user" });

  await expect(outcome).rejects.toBeInstanceOf(CommanderError);
  expect(written.join("")).toContain(`cannot be used with option '${option}'`);
});
