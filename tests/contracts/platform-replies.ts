import { expect, it } from "vitest";
import { plainReply, type Reply } from "../../src/chat/reply.ts";
import type { Started } from "./platform.ts";
import { only, question, send } from "./send-reply.ts";

export function describeReplies(started: Started): void {
  it("shows a reply with everything it says", async () => {
    const { driver, inbox } = await started();
    await driver.ask(question);

    const outcome = await send(driver, only(inbox), { reply: everyKindOfBlock });

    expect(outcome.kind).toBe("sent");
    const text = driver
      .shown()
      .map((message) => message.text)
      .join("\n");
    for (const words of wordsOfEveryBlock) expect(text).toContain(words);
  });

  it("does not show a reply twice when it cannot be sure that it was shown", async () => {
    const { driver, inbox } = await started();
    await driver.ask(question);
    const incoming = only(inbox);
    const reply = plainReply("On Thursday at ten.");
    await send(driver, incoming, { reply });

    const outcome = await send(driver, incoming, { reply, isRepeat: true });

    expect(["sent", "uncertain"]).toContain(outcome.kind);
    expect(driver.shown().filter((message) => message.text.includes("On Thursday at ten."))).toHaveLength(1);
  });

  it("shows a very long reply whole, or cut at the end of a paragraph with a sentence that says so", async () => {
    const { driver, inbox } = await started();
    await driver.ask(question);
    const paragraphs = Array.from(
      { length: 80 },
      (_, index) => `Part ${index + 1} of 80. ${"Many words. ".repeat(40)}End ${index + 1}.`,
    );

    const outcome = await send(driver, only(inbox), { reply: paragraphsOf(paragraphs) });

    expect(outcome.kind).toBe("sent");
    const text = driver
      .shown()
      .map((message) => message.text)
      .join("\n");
    const begun = paragraphs.filter((_, index) => text.includes(`Part ${index + 1} of 80.`));
    const ended = paragraphs.filter((_, index) => text.includes(`End ${index + 1}.`));
    expect(begun.length).toBeGreaterThan(0);
    expect(ended).toEqual(begun);
    if (begun.length < paragraphs.length) expect(text).toContain(driver.cutSentence);
  });

  it("shows one paragraph that is longer than any message, or says that it was cut", async () => {
    const { driver, inbox } = await started();
    await driver.ask(question);
    const words = Array.from({ length: 9_000 }, (_, index) => `word${index}`);

    const outcome = await send(driver, only(inbox), { reply: paragraphsOf([words.join(" ")]) });

    expect(outcome.kind).toBe("sent");
    const text = driver
      .shown()
      .map((message) => message.text)
      .join("\n");
    expect(text).toContain("word0");
    if (!text.includes("word8999")) expect(text).toContain(driver.cutSentence);
  });
}

export function describeHostileText(started: Started): void {
  it.each(hostileTexts)("takes %j as a question, and pings nobody when it repeats it", async (hostile) => {
    const { driver, inbox } = await started();

    const taken = await driver.ask(`${hostile} policy forum`);
    const reply = paragraphsOf([`You asked: ${hostile}`, "Here is what I know."]);
    const outcome = await send(driver, only(inbox), { reply });

    expect(taken).toBe("accepted");
    expect(outcome.kind).toBe("sent");
    expect(driver.shown().flatMap((message) => message.pinged)).toEqual([]);
    const text = driver
      .shown()
      .map((message) => message.text)
      .join("\n");
    expect(text).toContain("Here is what I know.");
    expect(text).not.toMatch(invisibleCharacters);
  });
}

const hostileTexts = [
  "<!channel> <!here> <!everyone> <!subteam^S0123ABC>",
  "@everyone @here @channel",
  "<@U012AB3CD> <@123456789012345678> <@&123456789012345678> <#C012AB3CD>",
  "<https://example.org|click me> [click me](https://example.org)",
  "\u001b[31mred\u001b[0m \u0000\u0007\u0008 \u202egnp.exe \u2066x\u2069",
  "'; DROP TABLE requests; -- &lt;!channel&gt; &amp;lt;",
  "```code``` *bold* _thin_ ~gone~ > quoted\n# heading",
  "\u{1f9a9}\u{1f3f3}\ufe0f\u200d\u{1f308}\u{e0067}\u{e007f}",
];

/** Control characters, reordering and text nobody can see have no place in what people are shown; joiners have. */
const invisibleCharacters = /(?![\n\r\t]|\u200b|\u200d|\u2060)[\p{Cc}\p{Cf}]/u;

const everyKindOfBlock: Reply = {
  summary: "The next forum is on Thursday.",
  blocks: [
    { type: "heading", text: "Policy forum" },
    {
      type: "paragraph",
      content: [
        { type: "text", text: "The next forum is on " },
        { type: "strong", text: "Thursday" },
        { type: "emphasis", text: " at ten " },
        { type: "code", text: "room-2" },
        { type: "link", text: "the programme", url: "https://example.org/programme?a=1&b=2" },
        { type: "citation", number: 1 },
      ],
    },
    {
      type: "list",
      ordered: true,
      items: [[{ type: "text", text: "Bring a laptop" }], [{ type: "text", text: "Bring tea" }]],
    },
    { type: "divider" },
    {
      type: "sources",
      title: "Sources",
      items: [
        {
          number: 1,
          title: "Forum programme",
          url: "https://example.org/programme#thursday",
          note: "as of June 2026",
        },
        { number: 2, title: "Minutes without a link", url: null, note: "members only" },
      ],
    },
    { type: "note", content: [{ type: "text", text: "Made of one document." }] },
  ],
};

const wordsOfEveryBlock = [
  "Policy forum",
  "Thursday",
  "at ten",
  "room-2",
  "the programme",
  "Bring a laptop",
  "Bring tea",
  "Sources",
  "Forum programme",
  "as of June 2026",
  "Minutes without a link",
  "Made of one document.",
];

function paragraphsOf(texts: readonly string[]): Reply {
  return {
    summary: "Here is what I know.",
    blocks: texts.map((text) => ({ type: "paragraph", content: [{ type: "text", text }] })),
  };
}
