import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { InquiryHouse, nameIn, shownIn } from "../support/inquiry-house.ts";
import { type PositionHouse, valuesOf } from "../support/position-house.ts";

const { inquiries: words } = english;

let inquiries: InquiryHouse;
let house: PositionHouse;

beforeAll(async () => {
  inquiries = await InquiryHouse.open();
  house = inquiries.positions;
});
afterAll(() => house.database.close());
beforeEach(() => house.empty());

/** A draft of the west's, which nobody else may know of. */
async function westsDraft(): Promise<string> {
  const draft = await house.says("mel", "positions propose", {
    fields: {
      topic: "ZEBRA",
      title: "ZEBRA",
      text: "ZEBRA",
      asked: "Tech West",
      closes: "18 December 2026 17:00",
      audience: "board",
    },
  });
  return /P\d+/.exec(draft.summary)?.[0] ?? "";
}

const commands = ["inquiries show", "inquiries change", "inquiries withdraw", "inquiries answer"];

describe("an inquiry for the board of one cluster", () => {
  it.each(["nora", "una", "mia", "sam"])("is not there for %s, whatever they type", async (who) => {
    const added = await house.says("mel", "inquiries add", {
      fields: {
        title: "SECRET dues",
        asker: "Ports Office",
        closes: "30 March 2027 17:00",
        asked: "Tech West",
        audience: "board",
      },
    });
    const name = nameIn(added);
    const told = [shownIn(await house.says(who, "inquiries list", "closed"))];
    for (const command of commands)
      for (const text of [name, "dues", "ports office", `${name} own`, `${name} more r1`, `${name} yes r1`]) {
        told.push(shownIn(await house.says(who, command, text)));
        expect(await house.form(who, command, text)).toBeNull();
      }

    expect(told.join()).not.toMatch(/SECRET|Tech West|Ports Office|30 March/);
    expect(told[0]).not.toContain(name);
    expect(shownIn(await house.says("will", "inquiries list"))).toContain("SECRET");
  });

  it("is shown to whoever works on it by themselves only, not in a channel", async () => {
    const name = await inquiries.added({ audience: "board" });

    const shared = await house.says("sam", "inquiries show", { text: name, visibility: "shared" });

    expect(shared.summary).toBe(words.unknown(name));
  });
});

describe("a position that nobody else may know of", () => {
  it("cannot be named by others, and whoever may gives nothing of it away", async () => {
    const secret = await westsDraft();
    for (const text of [secret, "ZEBRA"]) {
      const fields = {
        title: `On ${text.length}`,
        asker: "A body",
        closes: "30 March 2027 17:00",
        asked: "everyone",
      };
      const refused = await house.says("sam", "inquiries add", { fields: { ...fields, positions: text } });
      const nowhere = await house.says("sam", "inquiries add", { fields: { ...fields, positions: "P999" } });
      expect(refused.summary.replaceAll(text, "P999")).toBe(nowhere.summary);
    }

    const added = await house.says("mel", "inquiries add", {
      fields: {
        title: "Open to all",
        asker: "A body",
        closes: "30 March 2027 17:00",
        asked: "everyone",
        positions: secret,
        audience: "public",
      },
    });
    expect(shownIn(added)).toContain("ZEBRA");
    for (const who of ["nora", "mia", "sam", "una"])
      expect(shownIn(await house.says(who, "inquiries show", "Open to all"))).not.toMatch(
        /ZEBRA|no line yet/,
      );
  });

  it("stays where it was put when somebody changes the rest who may not know of it", async () => {
    const secret = await westsDraft();
    await house.says("mel", "inquiries add", {
      fields: {
        title: "Ours",
        asker: "A body",
        closes: "30 March 2027 17:00",
        asked: "everyone",
        positions: secret,
      },
    });
    await house.database.pool.query("UPDATE inquiry SET owner_id = 'fed'");

    const form = await house.form("sam", "inquiries change", `I${await numberOf()}`);
    expect(valuesOf(form)).toMatchObject({ positions: "" });
    const changed = await house.says("sam", "inquiries change", {
      text: form?.text ?? "",
      fields: {
        title: "Theirs",
        asker: "A body",
        closes: "",
        asked: "everyone",
        positions: "",
        audience: "members",
      },
    });

    expect(changed.summary).toContain(words.decided.changed);
    const { rowCount } = await house.database.pool.query("SELECT FROM inquiry_position");
    expect(rowCount).toBe(1);
    expect(shownIn(await house.says("mel", "inquiries show", "Theirs"))).toContain("ZEBRA");
  });
});

async function numberOf(): Promise<number> {
  const { rows } = await house.database.pool.query<{ number: number }>("SELECT number FROM inquiry");
  return rows[0]?.number ?? 0;
}
