import { describe, expect, it } from "vitest";
import * as discord from "../../src/adapters/discord/render-announcement.ts";
import { renderMessages } from "../../src/adapters/discord/render-message.ts";
import { createAnnouncementMessages } from "../../src/adapters/slack/announcement-messages.ts";
import { renderMessage } from "../../src/adapters/slack/render-blocks.ts";
import { renderText } from "../../src/adapters/terminal/render-text.ts";
import { renderExchange } from "../../src/adapters/web/render-reply.ts";
import type { MessagePreview } from "../../src/announcing/message-preview.port.ts";
import type { Announced } from "../../src/announcing/poster.port.ts";
import { readMarkdown } from "../../src/announcing/read-markdown.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { english } from "../../src/messages/english.ts";
import { pingsOf as discordPings } from "../support/fake-discord/rules.ts";
import { contentError, pingsOf as slackPings } from "../support/fake-slack/message-rules.ts";
import { longBody } from "./poster.ts";

const anAnnouncement = (changed: Partial<Announced> = {}): Announced => ({
  title: "Members’ breakfast @everyone",
  body: readMarkdown("Bring **everybody**: <!channel>\n\n- one\n- two"),
  link: "https://example.org/book",
  image: { url: "https://example.org/poster.png", alt: "Two people, one laptop" },
  footer: "Posted for Tech Cluster",
  ...changed,
});
const notifying = anAnnouncement({ mention: { whom: "everybody", isLive: true } });
const buttons = [{ label: "Sign", command: "positions sign", text: "P1", style: "normal" as const }];

const slackMessages = createAnnouncementMessages(english.posting);
const onDiscord = discord.createAnnouncementPreview(english.posting);
const postedOnDiscord = (announced: Announced): string[] =>
  discord.announcementParts(announced, english.posting).map((part) =>
    discord.renderPart(announced, part, {
      sentences: english.posting,
      showing: {
        firstPart: null,
        isPictureAttached: true,
        isMentionLive: announced.mention?.isLive === true,
      },
    }),
  );

function replyOf(platform: "slack" | "discord", preview: MessagePreview | undefined): Reply {
  if (preview === undefined) throw new Error("there is no message");
  return {
    summary: "How it reads.",
    blocks: [
      { type: "heading", text: "A12" },
      { type: "message", platform, ...preview },
    ],
  };
}
const shownOnSlack = (reply: Reply) => renderMessage(reply, "Cut.");
const shownOnDiscord = (reply: Reply): string => renderMessages(reply, 1, english.chat).join("");
const asMessage = ({ text, blocks }: ReturnType<typeof shownOnSlack>) => ({
  text,
  blocks,
  ts: "1.1",
  channel: "C1",
  thread: null,
  author: "U1",
  metadata: null,
  seenBy: null,
  isParsed: false,
});

describe("a preview", () => {
  it("shows on Slack the very blocks that are posted there", () => {
    const announced = anAnnouncement();
    const [posted] = slackMessages.variants({ announced, part: 0, before: [] }) ?? [];
    const [preview] = slackMessages.preview(announced);

    const { blocks } = shownOnSlack(replyOf("slack", preview));

    expect(blocks.slice(1)).toEqual(posted?.blocks);
  });

  it("shows on Discord the very words that are posted there", () => {
    const announced = anAnnouncement();

    const content = shownOnDiscord(replyOf("discord", onDiscord(announced)[0]));

    expect(content).toContain(postedOnDiscord(announced)[0]);
  });

  it("shows whom the announcement notifies, and notifies nobody itself", () => {
    const slack = shownOnSlack(replyOf("slack", slackMessages.preview(notifying)[0]));
    const content = shownOnDiscord(replyOf("discord", onDiscord(notifying)[0]));

    expect(slackPings(asMessage(slack))).toEqual([]);
    expect(JSON.stringify(slack.blocks)).not.toContain("broadcast");
    expect(slack.text).toContain("@channel");
    // Whatever the message itself allows.
    expect(content).not.toMatch(/@(everyone|here)/);
    expect(discordPings(content, { parse: ["everyone"] })).toEqual([]);
    expect(onDiscord(notifying)[0]?.text).toMatch(/^@everyone\n/);
  });

  it.each(["slack", "discord"] as const)("has as many messages as are posted: on %s", (platform) => {
    const announced = anAnnouncement({ body: longBody });
    const previews = platform === "slack" ? slackMessages.preview(announced) : onDiscord(announced);

    expect(previews.length).toBeGreaterThan(1);
    for (const [index, { text }] of previews.entries())
      expect(text).toContain(english.posting.part(index + 1, previews.length));
    expect(previews[0]?.text).toContain("Two people, one laptop");
    expect(previews.at(-1)?.text).toContain("https://example.org/book");
    expect(previews.at(-1)?.text).toContain("Posted for Tech Cluster");
  });

  it("has no buttons of the announcement that could be pressed", () => {
    const [preview] = slackMessages.preview(anAnnouncement({ buttons }));

    expect(JSON.stringify(preview)).not.toContain("actions");
  });

  it("leaves room for what stands around it: what is longer is shown as its text", () => {
    const announced = anAnnouncement({ body: longBody });
    const native = [...slackMessages.preview(announced), ...onDiscord(announced)].map((one) => one.native);

    expect(native).toContain(null);
    for (const preview of slackMessages.preview(announced).filter((one) => one.native !== null)) {
      const { text, blocks } = shownOnSlack(replyOf("slack", preview));
      expect(contentError(text, blocks)).toBeNull();
      expect(text).not.toContain("Cut.");
    }
    for (const preview of onDiscord(announced).filter((one) => one.native !== null)) {
      expect(shownOnDiscord(replyOf("discord", preview))).not.toContain(english.chat.cut);
    }
  });

  it("is plain text everywhere else, and says all of it", () => {
    const [preview] = onDiscord(notifying);
    const reply = replyOf("discord", preview);
    const shown = [
      shownOnSlack(reply).text,
      renderText(reply, { width: null, hasStyle: false }),
      renderExchange("preview", reply, { id: "a", formToken: null }),
    ];

    for (const text of shown) {
      for (const words of [
        "@everyone",
        "breakfast",
        "one",
        "https://example.org/book",
        "Two people, one laptop",
      ])
        expect(text).toContain(words);
      expect(text).not.toContain("\\");
    }
    const { blocks, text } = shownOnSlack(reply);
    expect(slackPings(asMessage({ blocks, text }))).toEqual([]);
  });

  it("of Slack notifies nobody on Discord either", () => {
    const content = shownOnDiscord(replyOf("slack", slackMessages.preview(notifying)[0]));

    expect(discordPings(content, { parse: ["everyone"] })).toEqual([]);
  });
});
