import { CommanderError } from "commander";
import { describe, expect, test } from "vitest";
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
