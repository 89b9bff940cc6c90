/** By what stands beside a field: a text, what stands beside a choice (or several), the id of a channel or an upload. */
export type FilledForm = Readonly<Record<string, string | readonly string[]>>;

/** Somebody on a platform, with what they can do there. Each resolves with the words of the bot's answer. */
export interface Somebody {
  /** As the records name the account. */
  readonly reference: string;
  /** Presses a button of the last message they see that has it. */
  presses(label: string): Promise<string>;
  /** Mentions the bot in a channel, where everybody in it sees the answer. */
  mentions(question: string, channel?: string): Promise<string>;
}

/** Long enough for a busy machine; nothing waits this long unless something is wrong. */
export const patience = { timeout: 15_000, interval: 20 } as const;
