import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/commands/catalogue.ts";
import { rightsTable } from "../../src/commands/rights-table.ts";
import { english } from "../../src/messages/english.ts";
import { allRights } from "../../src/people/right.ts";
import { runCommandLine } from "../support/command-line.ts";
import { readRepositoryFile } from "./support/read-repository.ts";

const page = "docs/rights.md";

describe("the page of rights", () => {
  it(`is what the command prints, under an introduction: npm run -s clusterbot -- rights`, async () => {
    const table = await rightsTable(catalogue, english);
    const text = readRepositoryFile(page);

    expect(text.slice(text.indexOf("| Command"))).toBe(table);
  });

  it("names every command and every right", async () => {
    const table = await rightsTable(catalogue, english);

    for (const { name } of catalogue) expect(table).toContain(`| \`/cluster ${name}\` |`);
    for (const right of allRights) expect(table).toContain(`| ${english.roles.rights[right]} |`);
  });

  it("is printed by the command, word for word", async () => {
    const stdout = await runCommandLine(["rights"], { LOG_LEVEL: "silent" });

    expect(stdout).toBe(await rightsTable(catalogue, english));
  });

  it("would show a command that somebody lets everybody use", async () => {
    const open = catalogue.map((command) =>
      command.name === "grant give" ? { ...command, right: "ask" as const } : command,
    );

    expect(await rightsTable(open, english)).not.toBe(await rightsTable(catalogue, english));
  });
});
