/** What is said around an announcement's messages when somebody looks at them as they will be read. */
export const announcementPreviewMessages = {
  title: (name: string, platform: string) => `${name} as on ${platform}`,
  asOn: (platform: string) => `As on ${platform}`,
  correctionTitle: (name: string, platform: string) => `${name} as on ${platform} once corrected`,
  summary: (name: string, platform: string, messages: number) =>
    `How ${name} will be read on ${platform}: ${messages === 1 ? "one message" : `${messages} messages`}.`,
  /** Above one of several messages. */
  message: (number: number, of: number) => (of === 1 ? "One message:" : `Message ${number} of ${of}:`),
  page: (page: number, of: number) => `Part ${page} of ${of} of what this message says.`,
  channels: (count: number) =>
    count === 0
      ? "As things are it goes to no channel there."
      : count === 1
        ? "It goes to one channel there."
        : `It reads the same in all ${count} channels there.`,
  channelsBut: (count: number) =>
    `It goes to ${count} channels there, and reads the same but for its first line.`,
  mention: {
    everywhere: (whom: string) => `${whom} notifies people in each of them.`,
    somewhere: (whom: string, where: string, others: number) =>
      `${whom} stands there and notifies people in: ${where}. In ${others === 1 ? "the other channel" : `the other ${others} channels`} that line is left out.`,
    nowhere: "It is to notify people, but does so in none of them.",
    corrected: "A correction notifies nobody again.",
  },
  whom: {
    slack: { here: "@here", everybody: "@channel" },
    discord: { here: "@here", everybody: "@everyone" },
  },
  picture: {
    slack: (address: string) => `Slack fetches the picture from ${address}.`,
    discord: (address: string) => `The picture from ${address} is attached below the first message.`,
  },
  leadsBack: "It leads back to the first message.",
  digest: {
    today: (where: string) => `With the list as it would be today in ${where}.`,
    "nothing-on": "Nothing is on today, so its list is left out here, and nothing would be posted.",
    "to-come": "The list of each time comes below.",
    stays: "The list each post was filled with stays below.",
  },
  button: {
    slack: "Show as on Slack",
    discord: "Show as on Discord",
    readOn: "Read on",
    back: (name: string) => `Back to ${name}`,
  },
} as const;
