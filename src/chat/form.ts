import { z } from "zod";
import { labelCharacters } from "../shared/label-characters.ts";
import type { PlatformName } from "./request.ts";

/** What a form may have: fields, those of them that cannot wait (Discord's limit), and options of a choice (Slack's). */
export const formLimits = { fields: 12, essentialFields: 5, options: 100 } as const;

/**
 * What one field takes of a long text: Slack's limit in its modals, and so that a text looks the same on both, Discord's
 * (which is 4,000). A page and a command line have none of their own: there it is the longest text that can be kept.
 */
export const longTextCharacters: Readonly<Record<PlatformName, number>> = {
  slack: 3_000,
  discord: 3_000,
  web: 12_000,
  terminal: 12_000,
};

const common = {
  /** Finds the value again in `Request.fields`. */
  name: z.string().min(1).max(40),
  /** At most 45 characters: Discord's limit for a label. */
  label: z.string().min(1).max(45),
  /** What to write, at most 100 characters. */
  hint: z.string().max(100).nullable(),
  isRequired: z.boolean(),
  /**
   * Left out where a platform has no room for all fields (Discord: 5), the last first: the command does without, and
   * has another form or a sensible value for it.
   */
  canWait: z.literal(true).optional(),
};

export const FormField = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("text"),
    ...common,
    value: z.string(),
    /** Several lines. */
    isLong: z.boolean(),
    /** In a form that is shown on Slack or Discord never more than their `longTextCharacters`. */
    maxLength: z.number().int().min(1).max(longTextCharacters.web),
  }),
  /** A choice among at most 100; where a platform offers fewer (Discord: 25), it is a text that may hold a label. */
  z.object({
    kind: z.literal("choice"),
    ...common,
    options: z
      .array(
        z.object({
          value: z.string().min(1).max(75),
          label: z.string().min(1).max(labelCharacters),
        }),
      )
      .min(1)
      .max(formLimits.options),
    value: z.array(z.string()),
    /** How many may be chosen. */
    atMost: z.number().int().min(1),
  }),
  /** Channels of this workspace; where a platform cannot list them (the web page), links to them or their ids. */
  z.object({
    kind: z.literal("channels"),
    ...common,
    value: z.array(z.string()),
    atMost: z.number().int().min(1).max(10),
  }),
  /** One file; it comes back among `Request.attachments`. */
  z.object({ kind: z.literal("file"), ...common }),
]);
export type FormField = z.infer<typeof FormField>;

/**
 * Something to fill in: a modal on Slack and Discord, a page on the web. When it is sent in, a request comes with the
 * same `command` and `text`, and the values in `fields`; nothing is kept in between.
 */
export const Form = z.object({
  command: z.string(),
  /** With `command` at most 90 characters: it travels in a Discord id. */
  text: z.string(),
  /** At most 24 characters: Slack's limit for a title. */
  title: z.string().min(1).max(24),
  submit: z.string().min(1).max(24),
  introduction: z.string().max(2000).nullable(),
  fields: z
    .array(FormField)
    .min(1)
    .max(formLimits.fields)
    .refine(
      (fields) => fields.filter(({ canWait }) => canWait !== true).length <= formLimits.essentialFields,
    ),
});
export type Form = z.infer<typeof Form>;
