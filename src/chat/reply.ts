import { z } from "zod";

/**
 * A reply is a document, not a string: each platform renders it within its own limits. All text is plain;
 * renderers escape it, so nothing in it can ping, link or format by itself.
 */
export const Inline = z.discriminatedUnion("type", [
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("strong"), text: z.string() }),
  z.object({ type: z.literal("emphasis"), text: z.string() }),
  z.object({ type: z.literal("code"), text: z.string() }),
  /** Only http and https addresses become links; anything else is shown as text. */
  z.object({ type: z.literal("link"), text: z.string(), url: z.string() }),
  /** The mark of a source, as in "[1]": the number of an item of the `sources` block. */
  z.object({ type: z.literal("citation"), number: z.number().int().positive() }),
]);
export type Inline = z.infer<typeof Inline>;

/** One source under an answer. `note` says whose it is and as of when, e.g. "ScotlandIS · June 2020". */
export const Source = z.object({
  number: z.number().int().positive(),
  title: z.string(),
  url: z.string().nullable(),
  note: z.string(),
});
export type Source = z.infer<typeof Source>;

/** `command` and `text` together have at most 90 characters: they travel in a Discord id. */
export const Button = z.object({
  label: z.string().min(1).max(75),
  command: z.string(),
  text: z.string(),
  style: z.enum(["normal", "primary", "danger"]),
});
export type Button = z.infer<typeof Button>;

export const Block = z.discriminatedUnion("type", [
  z.object({ type: z.literal("heading"), text: z.string() }),
  z.object({ type: z.literal("paragraph"), content: z.array(Inline) }),
  z.object({ type: z.literal("list"), ordered: z.boolean(), items: z.array(z.array(Inline)) }),
  z.object({ type: z.literal("sources"), title: z.string(), items: z.array(Source) }),
  /** Small print under what it belongs to. */
  z.object({ type: z.literal("note"), content: z.array(Inline) }),
  z.object({ type: z.literal("divider") }),
  /**
   * A message as a platform's own renderer makes it: shown as it is there (`native`, in that adapter's own terms, made by
   * nobody else), as its text elsewhere.
   */
  z.object({
    type: z.literal("message"),
    platform: z.enum(["slack", "discord"]),
    text: z.string(),
    native: z.unknown(),
  }),
  /** What can be done next; pressing one is the same as saying `/cluster <command> <text>`. */
  z.object({ type: z.literal("actions"), buttons: z.array(Button).min(1).max(5) }),
]);
export type Block = z.infer<typeof Block>;

/**
 * `summary` is the whole reply in one or two plain sentences, for notifications and screen readers;
 * never empty. `data` is the machine-readable form (the terminal's `--json`, the web page); other platforms
 * ignore it.
 *
 * `secrets` fill the marks of chat/conceal.ts in when the reply is sent. They are never stored: what is stored says
 * `isConcealed`, and after a crash the command runs again and makes new ones.
 *
 * `changesSoon`: what it shows goes on by itself, within seconds; a page that only shows it may show it anew.
 *
 * `forgetsAsker`: once it is sent, nothing of the request it answers is kept, nor of the reply itself.
 */
export const Reply = z.object({
  summary: z.string().min(1),
  blocks: z.array(Block).min(1),
  data: z.unknown().optional(),
  isConcealed: z.boolean().optional(),
  secrets: z.record(z.string(), z.string()).optional(),
  changesSoon: z.boolean().optional(),
  forgetsAsker: z.boolean().optional(),
});
export type Reply = z.infer<typeof Reply>;

/** A reply of one paragraph. */
export function plainReply(text: string): Reply {
  return { summary: text, blocks: [{ type: "paragraph", content: [{ type: "text", text }] }] };
}

/** A reply that tells of a fault; `data.error` lets programs tell it from an answer. */
export function failureReply(code: string, sentence: string): Reply {
  return { ...plainReply(sentence), data: { error: { code, message: sentence } } };
}
