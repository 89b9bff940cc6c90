import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { catalogue } from "../../src/commands/catalogue.ts";
import { english } from "../../src/messages/english.ts";
import { buttonsOf } from "../support/announcing-commands.ts";
import { PositionHouse } from "../support/position-house.ts";

const { positionWork: words } = english;

let house: PositionHouse;

beforeAll(async () => {
  house = await PositionHouse.open();
});
afterAll(() => house.database.close());
beforeEach(() => house.empty());

const secret = "ZEBRA";
const owners = ["sam", "alex", "zoe", "ada"];
const asked = ["nora", "nick", "rita", "will", "mel", "kim"];
const others = ["una", "mia"];

/** A draft with a text, a topic and a title that nobody says by chance; its name and how its buttons name it. */
async function draft() {
  const reply = await house.says("sam", "positions propose", {
    fields: {
      topic: secret,
      title: secret,
      text: secret,
      asked: "everyone",
      closes: "18 December 2026 17:00",
    },
  });
  const name = /P\d+/.exec(reply.summary)?.[0] ?? "";
  const seen = await house.says("alex", "positions work", name);
  const open = buttonsOf(seen).find(({ command }) => command === "positions open")?.text ?? "";
  return { name, open };
}

const commands = catalogue.map(({ name }) => name).filter((name) => name.startsWith("positions "));
const ways = ["", "shown", "cluster"] as const;

/** Everything somebody can be told by the commands of this part, whatever they type. */
async function toldTo(who: string, { name, open }: { name: string; open: string }): Promise<string> {
  const [, version = "", shown = ""] = open.split(" ");
  const texts = {
    "": name,
    shown: `${name} ${version} ${shown}`,
    cluster: `${name} ${version} ${shown} north`,
  };
  const told: unknown[] = [];
  for (const command of commands.filter((one) => one !== "positions open" && one !== "positions withdraw"))
    for (const way of ways) {
      const text = command === "positions drafts" ? "" : texts[way];
      told.push(await house.says(who, command, text), await house.form(who, command, text));
    }
  told.push(
    await house.says(who, "positions withdraw", name),
    await house.form(who, "positions propose", secret),
  );
  // What they typed themselves is no secret to them.
  return JSON.stringify(told).replaceAll(`"value":"${secret}"`, "").replaceAll(`“${name}”`, "");
}

describe("a draft", () => {
  it.each(owners)("is shown to %s of its owner", async (who) => {
    const made = await draft();

    expect(JSON.stringify(await house.says(who, "positions drafts"))).toContain(secret);
    expect(JSON.stringify(await house.says(who, "positions work", made.name))).toContain(secret);
  });

  it.each([...asked, ...others])("is not given away to %s, whatever they say", async (who) => {
    const made = await draft();

    const told = await toldTo(who, made);

    expect(told).not.toContain(secret);
    expect(told).not.toContain(words.states.draft);
  });

  it.each([...asked, ...others])("reads to %s like one that was never written", async (who) => {
    const made = await draft();
    const there = await house.says(who, "positions work", made.name);
    const list = await house.says(who, "positions drafts");
    await house.database.pool.query("DELETE FROM position");

    expect(there).toEqual(await house.says(who, "positions work", made.name));
    expect(list).toEqual(await house.says(who, "positions drafts"));
  });

  it("stays so when it is withdrawn before anybody was asked", async () => {
    const made = await draft();
    const ask = await house.says("sam", "positions withdraw", made.name);
    await house.presses("sam", ask, words.button.yesWithdraw);

    for (const who of [...asked, ...others]) expect(await toldTo(who, made), who).not.toContain(secret);
  });
});

describe("a consultation", () => {
  it("is shown to those it asks and to its owner, and to nobody else", async () => {
    const made = await draft();
    await house.says("alex", "positions open", made.open);

    for (const who of [...owners, ...asked])
      expect(JSON.stringify(await house.says(who, "positions work", made.name)), who).toContain(secret);
    for (const who of others) expect(await toldTo(who, made), who).not.toContain(secret);
  });

  it("gives no draft of the next version away to those who signed the line", async () => {
    const made = await draft();
    await house.says("alex", "positions open", made.open);
    for (const who of ["nora", "rita", "will"])
      await house.presses(who, await house.says(who, "positions work", made.name), words.button.sign);
    await house.says("sam", "positions propose", {
      text: made.name,
      fields: { text: "QUAGGA", asked: "everyone", closes: "20 December 2026 17:00" },
    });

    for (const who of asked) {
      const told = await toldTo(who, made);
      expect(told, who).not.toContain("QUAGGA");
      expect(told, who).not.toContain("version 2");
    }
  });

  it("is in no reply that others see", async () => {
    const made = await draft();

    for (const command of commands)
      expect(
        JSON.stringify(await house.says("zoe", command, { text: made.name, visibility: "shared" })),
        command,
      ).not.toContain(secret);
  });
});
