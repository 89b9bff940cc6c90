import { writtenDate } from "./dates.ts";

/** What is said of documents that belong to policy positions. */
export const positionDocumentMessages = {
  title: "Documents",
  sorts: {
    minutes: "minutes",
    response: "consultation response",
    press: "press note",
    paper: "paper",
  },
  /** Days come as ISO dates, as exact as known. */
  note: (cluster: string, publishedOn: string | null, sort: string | null) =>
    [sort, cluster, publishedOn === null ? "undated" : writtenDate(publishedOn)]
      .filter((part) => part !== null)
      .join(", "),
  which: {
    link: "Say which position and which document, for example: /cluster positions link P7 minutes of May. The topic does in the place of P7.",
    unlink:
      "Say which position and which document, for example: /cluster positions unlink P7 minutes of May. The topic does in the place of P7.",
  },
  unknownPosition: (text: string) =>
    `I don't find a position of your clusters in “${text}”. Nothing was changed. Begin with its number or its topic: P7 minutes of May.`,
  unknownDocument: {
    link: (text: string) =>
      `I don't find a document called “${text}” that you may read. Nothing was changed; words of its title do.`,
    unlink: (text: string, topic: string) =>
      `I don't find a document called “${text}” that belongs to ${topic}. Nothing was changed; /cluster positions ${topic} shows those that do.`,
  },
  several: (text: string) => `“${text}” may be any of these. Which one?`,
  saved: {
    link: (title: string, topic: string) =>
      `“${title}” belongs to ${topic} now, and stays so when documents are imported again.`,
    unlink: (title: string, topic: string) =>
      `“${title}” doesn't belong to ${topic} any more, and stays so when documents are imported again.`,
  },
  already: {
    link: (title: string, topic: string) => `“${title}” belongs to ${topic} already. Nothing was changed.`,
    unlink: (title: string, topic: string) => `“${title}” doesn't belong to ${topic}. Nothing was changed.`,
  },
};
