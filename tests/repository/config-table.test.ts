import { describe, expect, it } from "vitest";
import { Environment } from "../../src/config.ts";
import { readRepositoryFile } from "./support/read-repository.ts";

interface Setting {
  readonly name: string;
  readonly standard: string;
  readonly meaning: string;
}

/** What the schema says: the value when nothing is set, and the description. */
const settings: readonly Setting[] = Object.entries(Environment.shape).map(([name, schema]) => ({
  name,
  standard: writtenDefault(schema.parse(undefined)),
  meaning: schema.description ?? "",
}));

function writtenDefault(value: unknown): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return value === undefined ? "" : String(value);
}

/** Rows such as "| `PORT` | `3000` | Port of the web page |". */
function tableRows(markdown: string): readonly Setting[] {
  return [...markdown.matchAll(/^\| *`([A-Z][A-Z0-9_]+)` *\| *(?:`([^`]*)`|–)? *\| *(.+?) *\|$/gm)].map(
    ([, name = "", standard = "", meaning = ""]) => ({ name, standard, meaning }),
  );
}

/** "# meaning" above "#NAME=value", so that a line is put into force by taking its first character away. */
function exampleLines(text: string): readonly Setting[] {
  return [...text.matchAll(/^# (.+)\n#([A-Z][A-Z0-9_]+)=(.*)$/gm)].map(
    ([, meaning = "", name = "", standard = ""]) => ({ name, standard, meaning }),
  );
}

describe("the settings, as the documentation tells them", () => {
  it("stand in the README's table: name, default and meaning of each, in order", () => {
    expect(tableRows(readRepositoryFile("README.md"))).toEqual(settings);
  });

  it("stand in .env.example, each with its meaning above it", () => {
    expect(exampleLines(readRepositoryFile(".env.example"))).toEqual(settings);
  });

  it("each say what they mean", () => {
    expect(settings.length).toBeGreaterThan(10);
    expect(settings.filter((setting) => setting.meaning === "")).toEqual([]);
  });

  it("are read as they are written: a row that says otherwise is seen", () => {
    expect(tableRows("| `PORT` | `3001` | Port of the page |\n| `NO_COLOR` | – | Any value |")).toEqual([
      { name: "PORT", standard: "3001", meaning: "Port of the page" },
      { name: "NO_COLOR", standard: "", meaning: "Any value" },
    ]);
    expect(exampleLines("# Port of the page\n#PORT=3001\n")).toEqual([
      { name: "PORT", standard: "3001", meaning: "Port of the page" },
    ]);
  });
});
