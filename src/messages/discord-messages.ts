/** What only Discord shows; the rest of a platform's sentences stand under `chat`. */
export const discordMessages = {
  /** Of commands that begin with the same word; Discord keeps it and hardly shows it. */
  commandGroup: (word: string, others: readonly string[]) => `${word}: ${others.join(", ")}`,
  /** For a choice among more than Discord can list. */
  writeOneOf: (example: string) => `Write one of them as it is called, for example “${example}”.`,
  writeSomeOf: (example: string) =>
    `Write them as they are called, one on each line, for example “${example}”.`,
  /** Where Discord cannot list channels: in direct messages. */
  writeChannels: "Write their ids or links, one on each line.",
  /** Why a file could not be read; each is a clause. */
  attachment: {
    tooLarge: (megabytes: number) => `it is larger than ${megabytes} MB`,
    gone: "Discord no longer has it",
    notOnDiscord: "it is not a file that was sent on Discord",
    notRead: "Discord did not send it in time",
  },
} as const;
