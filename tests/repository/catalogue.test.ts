import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/commands/catalogue.ts";
import { filesBelow } from "./support/read-repository.ts";

/** How the file and the constant of a command are named: `setup-show.ts`, `setupShow`. */
function fileNameOf(constant: string): string {
  return constant.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Files that define a command: `export const ask = defineCommand({`. */
function definedCommands(text: string): readonly string[] {
  return [...text.matchAll(/^export const (\w+) = defineCommand\(/gm)].map(([, name = ""]) => name);
}

describe("the catalogue of commands", () => {
  it("lists every command there is a file for, and no other", () => {
    const defined = filesBelow(["src/commands"], ".ts").flatMap((file) => definedCommands(file.text));

    expect(catalogue.map((command) => command.name.replace(" ", "-")).toSorted()).toEqual(
      defined.map(fileNameOf).toSorted(),
    );
  });

  it("has one file for each command, named as the command is", () => {
    const files = filesBelow(["src/commands"], ".ts").filter((file) => definedCommands(file.text).length > 0);

    expect(files.map((file) => file.path)).toEqual(
      files
        .flatMap((file) => definedCommands(file.text))
        .map((name) => `src/commands/${fileNameOf(name)}.ts`),
    );
  });

  it("keeps to what Slack and Discord accept as a name and a summary", () => {
    for (const command of catalogue) {
      expect(command.name, command.name).toMatch(/^[a-z][a-z-]{0,31}( [a-z][a-z-]{0,31})?$/);
      expect(command.summary.length, command.name).toBeLessThanOrEqual(100);
      expect(command.usage.startsWith(command.name), command.name).toBe(true);
    }
  });

  it("would miss a command nobody listed", () => {
    expect(definedCommands('export const events = defineCommand({\n  name: "events",')).toEqual(["events"]);
  });
});
