import { describe, expect, it } from "vitest";
import { readTable } from "../../../src/adapters/feeds/read-table.ts";
import { type TableLimits, tableLimits } from "../../../src/adapters/feeds/table-limits.ts";
import type { Table } from "../../../src/directory/table/table.ts";
import { tableMessages as messages } from "../../../src/messages/table-messages.ts";

function read(content: string | Uint8Array, limits: Partial<TableLimits> = {}) {
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  return readTable(bytes, { messages, limits: { ...tableLimits, ...limits } });
}

function tableOf(content: string | Uint8Array): Table {
  const reading = read(content);
  if (reading.kind === "refused") throw new Error(`line ${reading.line}: ${reading.sentence}`);
  return reading.table;
}

function refusalOf(content: string | Uint8Array, limits: Partial<TableLimits> = {}): string {
  const reading = read(content, limits);
  return reading.kind === "refused" ? `${reading.line}: ${reading.sentence}` : "read";
}

/** `line: cell|cell` of each row. */
function rowsOf(content: string | Uint8Array): readonly string[] {
  return tableOf(content).rows.map(({ line, cells }) => `${line}: ${cells.join("|")}`);
}

const { refused } = messages;

describe("a table as programs save it", () => {
  it("has its rows with the line each begins on, blank lines left out", () => {
    expect(rowsOf("\nname,town\r\nKestrel,Leeds\r\n,\r\n\r\n Anvil , York\n")).toEqual([
      "3: Kestrel|Leeds",
      "6: Anvil|York",
    ]);
    expect(tableOf("name,town\nKestrel,Leeds\n")).toMatchObject({
      columns: ["name", "town"],
      delimiter: ",",
      encoding: "utf-8",
    });
  });

  it("counts line ends inside quotation marks, whichever they are", () => {
    expect(rowsOf('name,note\r\n"Kestrel\r\nLoom","a ""b"", c"\r\nAnvil,d\rOak,e\r')).toEqual([
      '2: Kestrel\nLoom|a "b", c',
      "4: Anvil|d",
      "5: Oak|e",
    ]);
  });

  it("may be Windows-1252 with semicolons, also behind the mark of UTF-8", () => {
    const western = Buffer.from("name;fee\nCafé;£40, a year\n", "latin1");
    const expected = { delimiter: ";", encoding: "windows-1252", columns: ["name", "fee"] };

    for (const bytes of [western, Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), western])]) {
      expect(tableOf(bytes)).toMatchObject(expected);
      expect(rowsOf(bytes)).toEqual(["2: Café|£40, a year"]);
    }
  });

  it("may be UTF-8 with a mark, or UTF-16 of either kind, with tabs", () => {
    const text = "\ufeffname\ttown\nTŷ Gwyn\tCardiff, Wales\n";
    const little = Buffer.from(text, "utf16le");
    const big = Buffer.from(little).swap16();

    expect(
      [text, little, big].map((content) =>
        tableOf(typeof content === "string" ? Buffer.from(content) : content),
      ),
    ).toMatchObject([
      { encoding: "utf-8", delimiter: "\t", columns: ["name", "town"] },
      { encoding: "utf-16le", delimiter: "\t", columns: ["name", "town"] },
      { encoding: "utf-16be", delimiter: "\t", columns: ["name", "town"] },
    ]);
    expect(rowsOf(big)).toEqual(["2: Tŷ Gwyn|Cardiff, Wales"]);
  });

  it("may say its delimiter on a line of its own, which counts as a line", () => {
    expect(rowsOf("sep=;\nname;town\nA, B;Leeds\n")).toEqual(["3: A, B|Leeds"]);
  });

  it("may have rows that end early, and columns of commas with nothing in them", () => {
    expect(rowsOf("name,town,url,,\nKestrel\nAnvil,York,,,\n")).toEqual(["2: Kestrel||", "3: Anvil|York|"]);
    expect(tableOf("name,town,url,,\nKestrel\n").columns).toEqual(["name", "town", "url"]);
  });

  it("may have one column", () => {
    expect(rowsOf("name\nKestrel\n")).toEqual(["2: Kestrel"]);
  });
});

describe("a table that cannot be read whole is refused with its line", () => {
  it.each([
    ["an empty file", "", `1: ${refused.empty}`],
    ["a blank file", " \n\n", `1: ${refused.empty}`],
    ["headings alone", "\nname,town\n", `2: ${refused.onlyHeadings}`],
    ["a row with too many cells", "name,town\na,b\n\nc,d,e\n", `4: ${refused.tooManyCells(3, 2)}`],
    ["a row cut off at the end", "name,town,url\na,b,c\nd,e", `3: ${refused.cutOff(2, 3)}`],
    ["a heading twice", "name,town,Name\na,b,c\n", `1: ${refused.sameHeading("Name", 1, 3)}`],
    ["the headings again", "name,town\na,b\nname,town\nc,d\n", `3: ${refused.headingsAgain}`],
    ["a mark that never closes", 'name,town\n"a\nb",c\nd,"e\nf\ng,h\n', `4: ${refused.openQuote}`],
    ["a mark inside a cell", 'name,town\na,b\nThe "Oak",c\n', `3: ${refused.strayQuote}`],
    ["a mark after a quoted cell", 'name,town\na,b\n"The" Oak,c\n', `3: ${refused.strayQuote}`],
    ["a web page", "<!DOCTYPE html><html><body>Sign in</body></html>", `1: ${refused.webPage}`],
  ])("%s", (_, content, expected) => {
    expect(refusalOf(content)).toBe(expected);
  });

  it.each([
    ["a program", [0x7f, 0x45, 0x4c, 0x46, 0, 0, 1], refused.binary],
    ["an Excel workbook", [0x50, 0x4b, 3, 4, 20, 0], refused.workbook],
    ["an old Excel workbook", [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], refused.workbook],
    ["half a character of UTF-16", [0xff, 0xfe, 0x61, 0, 0x62], refused.brokenUnicode],
    ["another alphabet's bytes", [...Buffer.alloc(200, 0xc4)], refused.unknownEncoding],
  ])("%s", (_, bytes, sentence) => {
    expect(refusalOf(Uint8Array.from(bytes))).toBe(`1: ${sentence}`);
  });

  it("60 MB", () => {
    expect(refusalOf(Buffer.alloc(60_000_000))).toBe(`1: ${refused.tooManyBytes(20)}`);
  });

  it("more rows, columns or characters than there may be", () => {
    expect(refusalOf("a,b\n1,2\n3,4\n5,6\n", { rows: 2 })).toBe(`4: ${refused.tooManyRows(2)}`);
    expect(refusalOf("a,b\n1,2\n3,4\n", { rows: 2 })).toBe("read");
    expect(refusalOf("a,b,c\n1,2,3\n", { columns: 2 })).toBe(`1: ${refused.tooManyColumns(2)}`);
    expect(refusalOf(`a,b\n1,${"z".repeat(500)}\n`, { rowCharacters: 300 })).toBe(
      `2: ${refused.longRow(300)}`,
    );
  });
});
