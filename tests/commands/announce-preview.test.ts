import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { renderMessages } from "../../src/adapters/discord/render-message.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { english } from "../../src/messages/english.ts";
import { type ChannelPurpose, cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands, buttonsOf, wordsOf } from "../support/announcing-commands.ts";

const { announcements: words, announcementPreview: preview } = english;

let desk: AnnouncementDesk;
let house: AnnouncingCommands;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north", "slack:TB": "south", "discord:G1": "north" });
  house = await AnnouncingCommands.open(desk);
  await setUp("slack:TA", "C1", ["announcements", "mentions"]);
  await setUp("slack:TB", "C2", ["announcements"]);
  await setUp("discord:G1", "D3", ["announcements"]);
});

async function setUp(workspace: string, channel: string, purposes: readonly ChannelPurpose[]): Promise<void> {
  const consent = { ...cautiousConsent, holds: false };
  await house.setUp(workspace, { channels: [{ channel, purposes, audience: "public" }], consent });
}

const written = {
  title: "Doors open at six",
  body: "Come along to the **meet-up**.",
  to: "everyone",
  when: "now",
  audience: "public",
  cluster: "north",
};
const longText = Array.from({ length: 45 }, (_, index) => `Paragraph ${index + 1}: ${"words ".repeat(35)}`);

async function draft(changed: Record<string, string> = {}): Promise<Reply> {
  return await house.fillsIn("sam", { command: "announce write" }, { ...written, ...changed });
}

const nameOf = ({ summary }: Reply): string => /A\d+/.exec(summary)?.[0] ?? "";
const messagesOf = ({ blocks }: Reply) =>
  blocks.flatMap((block) => (block.type === "message" ? [block] : []));

async function delivered(): Promise<string> {
  const reply = await draft();
  const name = nameOf(reply);
  await house.presses("sam", reply, words.button.ask);
  await house.presses("alex", await house.says("alex", "announce show", name), words.button.approve);
  house.announcing.deliverer.start();
  const announcement = await desk.store.find(Number(name.slice(1)));
  if (announcement === null) throw new Error("nothing was written");
  await desk.timing.until(async () =>
    (await desk.states(announcement)).every((state) => state === "post done"),
  );
  await desk.timing.through(house.announcing.deliverer.stop());
  return name;
}

describe("an announcement nobody has approved yet", () => {
  it("is shown as it will be read on each platform, from its card and back", async () => {
    const card = await draft({ link: "https://example.org/book" });
    const name = nameOf(card);

    const slack = await house.presses("sam", card, preview.button.slack);
    const discord = await house.presses("sam", slack, preview.button.discord);
    const back = await house.presses("sam", discord, preview.button.back(name));

    const [onSlack] = messagesOf(slack);
    // As it is, where it is looked at on its own platform.
    expect(onSlack).toMatchObject({ platform: "slack", native: expect.arrayContaining([]) });
    const [onDiscord] = messagesOf(discord);
    expect(onDiscord).toMatchObject({ platform: "discord", native: null });
    for (const message of [onSlack, onDiscord])
      for (const said of ["Doors open at six", "meet-up", "https://example.org/book", "Tech North", name])
        expect(message?.text).toContain(said);
    expect(wordsOf(slack)).toContain(preview.channels(2));
    expect(back.summary).toContain(name);
  });

  it("is read on page by page to its end, message by message, each within what Discord shows", async () => {
    const card = await draft({ body: longText.join("\n\n") });
    let page = await house.presses("sam", card, preview.button.discord);
    let read = "";
    for (let pages = 1; ; pages++) {
      expect(messagesOf(page)).toHaveLength(1);
      expect(renderMessages(page, 1, english.chat)[0]).not.toContain(english.chat.cut);
      read += `${messagesOf(page)[0]?.text}\n`;
      if (!buttonsOf(page).some(({ label }) => label === preview.button.readOn)) break;
      if (pages > 40) throw new Error("it never ends");
      page = await house.presses("sam", page, preview.button.readOn);
    }

    for (let paragraph = 1; paragraph <= 45; paragraph++) expect(read).toContain(`Paragraph ${paragraph}:`);
    const [, of = ""] = /Part 1 of (\d+)/.exec(read) ?? [];
    for (let part = 1; part <= Number(of); part++) expect(read).toContain(`Part ${part} of ${of}`);
    expect(Number(of)).toBeGreaterThan(1);
  });

  it("says where its first line notifies people, and where that is left out", async () => {
    const card = await draft({ notify: "everybody" });

    const slack = await house.presses("sam", card, preview.button.slack);
    const discord = await house.presses("sam", card, preview.button.discord);

    expect(messagesOf(slack)[0]?.text).toMatch(/^@channel\n/);
    const where = words.destination("Workspace TA", "#announcements");
    expect(wordsOf(slack)).toContain(preview.mention.somewhere("@channel", where, 1));
    expect(messagesOf(discord)[0]?.text).not.toContain("@everyone");
    expect(wordsOf(discord)).toContain(preview.mention.nowhere);
  });

  it("tells where its picture comes from, with its words", async () => {
    const image = "https://example.org/a.png";
    const card = await draft({ image, alt: "Two people, one laptop" });

    for (const platform of ["slack", "discord"] as const) {
      const reply = await house.presses("sam", card, preview.button[platform]);
      expect(wordsOf(reply)).toContain(preview.picture[platform](image));
      expect(messagesOf(reply)[0]?.text).toContain("Two people, one laptop");
    }
  });

  it("is shown as on each platform on the command line, where nothing is kept and nothing can be pressed", async () => {
    const fields = { ...written, author: "slack:TA/USAM", dryRun: "yes", body: longText.join("\n\n") };

    const card = await house.types("announce write", fields);

    const platforms = messagesOf(card).map(({ platform }) => platform);
    expect(new Set(platforms)).toEqual(new Set(["slack", "discord"]));
    expect(platforms.length).toBeGreaterThan(4);
    expect(messagesOf(card).at(-1)?.text).toContain(words.footer("Tech North", words.notNumbered));
    expect(buttonsOf(card)).toEqual([]);
    expect(await desk.store.list({ clusters: null, limit: 1 })).toEqual([]);
  });

  it("is shown to nobody who may not see it", async () => {
    const name = nameOf(await draft());

    const reply = await house.says("rita", "announce preview", `${name} slack`);

    expect(reply.summary).toBe(words.unknown(name));
  });
});

describe("a correction nobody has approved yet", () => {
  it("is shown as it will be read, to those who may see it, and what is there now to others", async () => {
    const name = await delivered();
    await house.fillsIn(
      "sam",
      { command: "announce correct", text: name },
      { title: "Doors open at seven", body: "Come later." },
    );
    const card = await house.says("alex", "announce show", name);

    const shown = await house.presses("alex", card, preview.button.discord);
    const others = await house.says("rita", "announce preview", `${name} slack`);

    expect(messagesOf(shown)[0]?.text).toContain("Doors open at seven");
    expect(wordsOf(shown)).toContain(preview.correctionTitle(name, "Discord"));
    expect(wordsOf(others)).not.toContain("seven");
    expect(messagesOf(others)[0]?.text).toContain("Doors open at six");
  });
});
