import type { Button, KnownBlock } from "@slack/types";
import type { FakeMessage, Workspace } from "./workspace.ts";

/** Characters people read in a block, wherever Slack lets text stand. */
export function wordsOf(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsOf).join("");
  if (typeof value !== "object" || value === null) return "";
  const { type, text, url } = value as { type?: string; text?: unknown; url?: string };
  const own = typeof text === "string" ? text : type === "link" ? (url ?? "") : "";
  const nested = Object.values(value).filter((child) => typeof child === "object");
  const inside = nested.map(wordsOf).join("");
  return type === "mrkdwn" ? asRead(own) : own + inside + (type?.startsWith("rich_text_") ? "\n" : "");
}

/** The error Slack answers to a message's text and blocks with, or null. */
export function contentError(text: string, blocks: unknown): string | null {
  // docs: chat.postMessage errors, no_text: no message text provided
  if (text === "" && (!Array.isArray(blocks) || blocks.length === 0)) return "no_text";
  if (blocks === undefined) return null;
  if (!Array.isArray(blocks)) return "invalid_blocks_format";
  // docs: reference/block-kit/blocks: up to 50 blocks in each message
  if (blocks.length > 50) return "invalid_blocks";
  if (!blocks.every((block) => isValidBlock(block as KnownBlock))) return "invalid_blocks";
  // slackapi/bolt-js issue 2867: accepted with 9,597 characters in 15,561 of JSON, refused with 11,341 in 17,694
  const isTooLong = wordsOf(blocks).length > 10_000 || JSON.stringify(blocks).length > 16_000;
  return isTooLong ? "msg_blocks_too_long" : null;
}

/** docs: image block, image_url: a public address; the error is invalid_blocks, “downloading image failed” */
export function pictureError(blocks: unknown, { missingPictures }: Workspace): string | null {
  const addresses = [...JSON.stringify(blocks ?? []).matchAll(/"image_url":"([^"]*)"/g)].map(
    ([, url]) => url ?? "",
  );
  return addresses.some((address) => missingPictures.has(address)) ? "invalid_blocks" : null;
}

/** An argument that is JSON; undefined where it was left out. */
export function json(text: string | undefined): unknown {
  return text === undefined ? undefined : JSON.parse(text);
}

/** Limits of @slack/types block-kit documentation, of the blocks the bot uses; it uses no others. */
function isValidBlock(block: KnownBlock): boolean {
  switch (block.type) {
    case "divider":
      return true;
    case "header":
      return block.text.type === "plain_text" && isBetween(block.text.text, 1, 150);
    case "section":
      return block.text !== undefined && isBetween(block.text.text, 1, 3_000);
    case "context":
      return (
        block.elements.length <= 10 &&
        block.elements.every((element) => "text" in element && isBetween(element.text, 1, 3_000))
      );
    // @slack/types block-kit/blocks: alt_text is required, 2,000 characters; image_url 3,000
    case "image":
      return (
        "image_url" in block && isBetween(block.image_url, 1, 3_000) && isBetween(block.alt_text, 1, 2_000)
      );
    case "actions":
      return isValidRow(block.elements as Button[]);
    case "rich_text":
      return block.elements.length > 0 && block.elements.every(isValidRichText);
    default:
      return false;
  }
}

/** Buttons only, since the bot uses nothing else; ids have to differ within the block. */
function isValidRow(buttons: readonly Button[]): boolean {
  const ids = new Set(buttons.map((button) => button.action_id));
  return isBetweenCount(buttons.length, 1, 25) && ids.size === buttons.length && buttons.every(isValidButton);
}

function isValidButton({ type, text, value, action_id, style }: Button): boolean {
  const isStyled = style === undefined || style === "primary" || style === "danger";
  const isNamed = type === "button" && text.type === "plain_text" && isBetween(text.text, 1, 75);
  return isNamed && isStyled && isBetween(value ?? "", 0, 2_000) && isBetween(action_id ?? "", 1, 255);
}

/** Rich text: elements of the documented kinds, none of them empty. */
function isValidRichText(element: { readonly type: string; readonly elements: readonly unknown[] }): boolean {
  if (element.type === "rich_text_list")
    return element.elements.every((item) => isValidRichText(item as never));
  const isSection = ["rich_text_section", "rich_text_quote", "rich_text_preformatted"].includes(element.type);
  return isSection && element.elements.length > 0 && element.elements.every(isValidInline);
}

function isValidInline(element: unknown): boolean {
  const { type, text, url } = element as { type?: string; text?: string; url?: string };
  if (type === "text") return text !== undefined && isBetween(text, 1, 3_000);
  if (type === "link") return url !== undefined && isBetween(url, 1, 3_000) && /^https?:\/\//.test(url);
  return type === "user" || type === "broadcast" || type === "usergroup" || type === "emoji";
}

function isBetweenCount(count: number, least: number, most: number): boolean {
  return count >= least && count <= most;
}

function isBetween(text: string, least: number, most: number): boolean {
  return text.length >= least && text.length <= most;
}

/** Everybody whom Slack notifies because of a message (docs: formatting message text, mentions). */
export function pingsOf(message: FakeMessage): string[] {
  return [
    ...mrkdwnPings(message.text, message.isParsed),
    ...message.blocks.flatMap((block) => blockPings(block)),
  ];
}

function mrkdwnPings(text: string, isParsed: boolean): string[] {
  const tokens = [...text.matchAll(/<([@!][^>]*)>/g)].map(([, inside = ""]) => inside);
  // docs: chat.postMessage, link_names and parse: names are linked
  const words = isParsed
    ? [...text.matchAll(/(?<=^|\s)@(?:channel|here|everyone)\b/g)].map(([word]) => word)
    : [];
  return [...tokens.filter((token) => !token.startsWith("!date")), ...words];
}

function blockPings(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(blockPings);
  if (typeof value !== "object" || value === null) return [];
  const { type, text, verbatim } = value as { type?: string; text?: unknown; verbatim?: boolean };
  if (type === "user" || type === "broadcast" || type === "usergroup") return [type];
  // @slack/types composition-objects: mrkdwn is parsed for names unless verbatim
  if (type === "mrkdwn" && typeof text === "string") return mrkdwnPings(text, verbatim !== true);
  return Object.values(value).flatMap(blockPings);
}

/** What people read: the blocks where there are any, else the text. */
export function readableText(message: FakeMessage): string {
  if (message.blocks.length === 0) return asRead(message.text);
  return message.blocks.map((block) => wordsOf(block)).join("\n");
}

function asRead(text: string): string {
  const withoutTokens = text.replaceAll(
    /<([^<>|]*)\|?([^<>]*)>/g,
    (_, target: string, label: string) => label || target,
  );
  return withoutTokens.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}
