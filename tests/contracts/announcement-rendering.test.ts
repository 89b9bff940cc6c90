import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as discord from "../../src/adapters/discord/render-announcement.ts";
import { buttonRows } from "../../src/adapters/discord/render-buttons.ts";
import * as slack from "../../src/adapters/slack/render-announcement.ts";
import type { Announced } from "../../src/announcing/poster.port.ts";
import { readMarkdown } from "../../src/announcing/read-markdown.ts";
import { plainText } from "../../src/chat/plain-rich-text.ts";
import type { Mark, RichText, Span, TextBlock } from "../../src/chat/rich-text.ts";
import { tidySpans, wordsOf as wordsOfSpans } from "../../src/chat/tidy-spans.ts";
import { english } from "../../src/messages/english.ts";
import { readableContent } from "../support/fake-discord/readable-text.ts";
import { pingsOf as discordPings } from "../support/fake-discord/rules.ts";
import { contentError, pingsOf as slackPings, wordsOf } from "../support/fake-slack/message-rules.ts";

const sentences = english.posting;
const golden = (name: string): string => `./golden/${name}`;
const markdown = readFileSync(new URL("golden/announcement.md", import.meta.url), "utf8");

const anAnnouncement = (changed: Partial<Announced> = {}): Announced => ({
  title: "Members’ breakfast: *bring* <!channel> & @everyone",
  body: readMarkdown(markdown),
  link: "https://example.org/book?a=1&b=2",
  image: { url: "https://example.org/poster.png", alt: "A poster: two people, one laptop" },
  footer: "Posted for Tech Cluster",
  ...changed,
});

const onSlack = (announced: Announced) =>
  slack.announcementParts(announced, sentences).map((part) =>
    slack.renderPart(announced, part, {
      sentences,
      showing: { firstPart: "https://cluster.slack.com/archives/C1/p1", isPictureShown: true },
    }),
  );
const onDiscord = (announced: Announced) =>
  discord.announcementParts(announced, sentences).map((part) =>
    discord.renderPart(announced, part, {
      sentences,
      showing: {
        firstPart: "https://discord.com/channels/1/2/3",
        isPictureAttached: true,
        isMentionLive: true,
      },
    }),
  );

/** What is said, word for word, without what differs between platforms: where parts end, and what draws tables. */
function wordsIn(texts: readonly string[]): string[] {
  return texts
    .join("\n")
    .replaceAll(/Part \d+ of \d+(?: · read from the start)?/g, " ")
    .split(/[\s─'`]+/)
    .map((word) => word.replace(/(https?:.*)\/$/, "$1"))
    .filter((word) => word !== "");
}
const wordsOnSlack = (announced: Announced): string[] =>
  wordsIn(onSlack(announced).flatMap(({ blocks }) => blocks.map((block) => `${wordsOf(block)}\n`)));
const wordsOnDiscord = (announced: Announced): string[] => wordsIn(onDiscord(announced).map(readableContent));

describe("an announcement with everything Markdown has", () => {
  it("looks like this on Slack", async () => {
    await expect(`${JSON.stringify(onSlack(anAnnouncement()), null, 1)}\n`).toMatchFileSnapshot(
      golden("announcement.slack.txt"),
    );
  });

  it("looks like this on Discord", async () => {
    await expect(`${onDiscord(anAnnouncement()).join("\n\n=====\n\n")}\n`).toMatchFileSnapshot(
      golden("announcement.discord.md"),
    );
  });

  it("reads like this aloud", async () => {
    await expect(`${plainText(anAnnouncement().body)}\n`).toMatchFileSnapshot(golden("announcement.txt"));
  });

  it("says the same words in the same order on both", () => {
    const words = wordsOnSlack(anAnnouncement());

    expect(words.length).toBeGreaterThan(200);
    expect(wordsOnDiscord(anAnnouncement())).toEqual(words);
  });

  it("calls nobody on either", () => {
    for (const message of onSlack(anAnnouncement())) expect(pingsOnSlack(message)).toEqual([]);
    for (const content of onDiscord(anAnnouncement())) expect(pingsOnDiscord(content)).toEqual([]);
  });
});

const asFakeMessage = { ts: "1.1", channel: "C1", thread: null, author: "U1", metadata: null, seenBy: null };
function pingsOnSlack(message: ReturnType<typeof onSlack>[number]): string[] {
  return slackPings({ ...message, ...asFakeMessage, isParsed: false });
}

/** Without the bot's own word that nobody is to be called. */
function pingsOnDiscord(content: string): string[] {
  return [...discordPings(content, undefined), ...(content.match(/(?<!\\)<[@#:][^>]*>/g) ?? [])];
}

const said = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(fc.stringMatching(/^[a-z]{1,12}[.!?]?$/), { minLength: 1, maxLength: 40 })
      .map((words) => words.join(" ")),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "<!channel>",
      "@everyone",
      "<@123>",
      "# x",
      "1. x",
      "- x",
      "> x",
      "*",
      "``` ",
      "[a](b)",
      "\\",
      "word ".repeat(500),
      "x".repeat(2_500),
      "🦩".repeat(300),
    ),
  },
);
const aText: fc.Arbitrary<Span> = fc.record({
  type: fc.constant("text" as const),
  text: said,
  marks: fc.uniqueArray(fc.constantFrom<Mark>("strong", "emphasis", "strike", "code"), { maxLength: 3 }),
});
const aSpan: fc.Arbitrary<Span> = fc.oneof(
  { weight: 5, arbitrary: aText },
  { weight: 1, arbitrary: fc.constant({ type: "break" as const }) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant("link" as const),
      url: fc.oneof(fc.webUrl(), fc.constantFrom("javascript:x", "https://example.org/(a)[b]<c>")),
      spans: fc.array(aText, { maxLength: 2 }),
    }),
  },
);
const spans = fc.array(aSpan, { maxLength: 4 });
const { block: aBlock } = fc.letrec<{ block: TextBlock; blocks: TextBlock[] }>((tie) => ({
  blocks: fc.array(tie("block"), { maxLength: 3, depthIdentifier: "nested" }),
  block: fc.oneof(
    { depthIdentifier: "nested", maxDepth: 4 },
    fc.record({ type: fc.constant("paragraph" as const), spans }),
    fc.record({ type: fc.constant("heading" as const), level: fc.constantFrom(1, 2, 3), spans }),
    fc.record({ type: fc.constant("code" as const), language: fc.constantFrom("", "js", "a b"), text: said }),
    fc.constant({ type: "divider" as const }),
    fc
      .record({
        header: fc.array(spans, { minLength: 1, maxLength: 4 }),
        rows: fc.array(fc.array(spans, { minLength: 4, maxLength: 4 }), { maxLength: 8 }),
      })
      .map(({ header, rows }) => ({
        type: "table" as const,
        header,
        rows: rows.map((row) => header.map((_, column) => row[column] ?? [])),
      })),
    fc.record({ type: fc.constant("quote" as const), blocks: tie("blocks") }),
    fc.record({
      type: fc.constant("list" as const),
      isOrdered: fc.boolean(),
      start: fc.nat({ max: 99 }),
      items: fc.array(tie("blocks"), { maxLength: 3 }),
    }),
  ) as fc.Arbitrary<TextBlock>,
}));
const aBody: fc.Arbitrary<RichText> = fc.array(aBlock, { maxLength: 6 });

/** Everything that is said, in order, but for the headings of tables: they may be said again for each row or part. */
function wordsOfBlock(block: TextBlock): string[] {
  switch (block.type) {
    case "heading":
    case "paragraph":
      return [wordsOfSpans(tidySpans(block.spans))];
    case "list":
      return block.items.flat().flatMap(wordsOfBlock);
    case "quote":
      return block.blocks.flatMap(wordsOfBlock);
    case "code":
      return [block.text];
    case "table":
      return block.rows.flat().map((cell) => wordsOfSpans(tidySpans(cell)));
    case "divider":
      return [];
  }
}

const hasTable = (blocks: RichText): boolean => JSON.stringify(blocks).includes('"type":"table"');

function lettersIn(texts: readonly string[]): string {
  return texts.join(" ").replaceAll(/[^a-z0-9🦩]/gu, "");
}

/** Whether all of `sought` is in `text`, in order. */
function isWithin(sought: string, text: string): boolean {
  let place = 0;
  for (const letter of text) if (letter === [...sought.slice(place, place + 2)][0]) place += letter.length;
  return place === sought.length;
}

describe("whatever an announcement says", () => {
  it("is within the limits of both platforms, whole, and calls nobody", () => {
    fc.assert(
      fc.property(aBody, fc.boolean(), (body, hasPicture) => {
        const announced = anAnnouncement({ body, ...(hasPicture ? {} : { image: null }) });

        const messages = onSlack(announced);
        const contents = onDiscord(announced);

        for (const { text, blocks } of messages) expect(contentError(text, blocks)).toBeNull();
        for (const content of contents) expect([...content].length).toBeLessThanOrEqual(2_000);
        expect(messages.flatMap(pingsOnSlack)).toEqual([]);
        expect(contents.flatMap(pingsOnDiscord)).toEqual([]);
        const words = lettersIn([
          announced.title,
          ...body.flatMap(wordsOfBlock),
          announced.link ?? "",
          announced.footer,
        ]);
        for (const shown of [wordsOnSlack(announced), wordsOnDiscord(announced)].map(lettersIn)) {
          if (hasTable(body)) expect(isWithin(words, shown) || [words, shown]).toBe(true);
          else expect(shown).toBe(words);
        }
      }),
      { numRuns: 40, seed: 20_261_123 },
    );
  });
});

describe("an announcement with buttons", () => {
  const buttons = [
    {
      label: "Sign for my cluster",
      command: "positions sign",
      text: "P7 2 0123456789abcdef",
      style: "primary",
    },
    { label: "Dissent …", command: "positions dissent", text: "P7 2 0123456789abcdef", style: "normal" },
  ] as const;
  const long = anAnnouncement({ buttons, body: readMarkdown(markdown.repeat(4)) });

  it("has them below the last of its messages, on Slack within what Slack takes", () => {
    const messages = onSlack(long);

    expect(messages.length).toBeGreaterThan(1);
    expect(messages.map(({ blocks }) => blocks.some(({ type }) => type === "actions"))).toEqual(
      messages.map((_, index) => index === messages.length - 1),
    );
    for (const { text, blocks } of messages) expect(contentError(text, blocks)).toBeNull();
  });

  it("has them as rows of components on Discord", () => {
    const [row] = buttonRows(buttons);

    expect(row?.components.map(({ label }) => label)).toEqual(buttons.map(({ label }) => label));
  });
});
