import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/commands/catalogue.ts";
import { filesBelow } from "./support/read-repository.ts";

/** Files that define a command: `export const ask = defineCommand({`. */
function definedCommands(text: string): readonly string[] {
  return [...text.matchAll(/^export const (\w+) = defineCommand\(/gm)].map(([, name = ""]) => name);
}

/** `grant give` is the constant `grantGive`. */
function constantFor(name: string): string {
  return name.replaceAll(/[ -]([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

describe("the catalogue of commands", () => {
  it("lists every command there is a file for, and no other", () => {
    const defined = filesBelow(["src/commands"], ".ts").flatMap((file) => definedCommands(file.text));

    expect(catalogue.map((command) => constantFor(command.name)).toSorted()).toEqual(defined.toSorted());
  });

  it("has one file for each command, named as the command is", () => {
    const files = filesBelow(["src/commands"], ".ts").filter((file) => definedCommands(file.text).length > 0);

    const named = catalogue.map(({ name }) => `src/commands/${name.replaceAll(" ", "-")}.ts`);
    expect(files.map((file) => file.path)).toEqual(named.toSorted());
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
