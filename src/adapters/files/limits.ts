const megabyte = 1_000_000;

/** How much one file may cost. A running bot shares the machine with the import. */
export interface ReadingLimits {
  /** Bytes of Markdown, HTML, plain text, or of one row of a collection. */
  readonly textBytes: number;
  /** Bytes of a PDF or Word file. */
  readonly archiveBytes: number;
  /** Bytes everything in a Word file may unpack to, and how many times its own size that may be. */
  readonly unpackedBytes: number;
  readonly unpackedRatio: number;
  readonly pdfPages: number;
  /** Characters of text one document may have, about 700 pages: it is stored in one transaction, others wait. */
  readonly textCharacters: number;
  /** Time to read one file. */
  readonly milliseconds: number;
  /** Memory to read one file: JavaScript's heap, and the reading process as a whole. */
  readonly heapMegabytes: number;
  readonly megabytes: number;
}

export const readingLimits: ReadingLimits = {
  textBytes: 20 * megabyte,
  archiveBytes: 100 * megabyte,
  unpackedBytes: 300 * megabyte,
  unpackedRatio: 100,
  pdfPages: 3_000,
  textCharacters: 2_000_000,
  milliseconds: 60_000,
  heapMegabytes: 512,
  megabytes: 1_000,
};

/** How much one address may cost. */
export interface FetchLimits {
  readonly bytes: number;
  readonly milliseconds: number;
  readonly redirects: number;
}

/** As large as a calendar may be (adapters/feeds, calendar-limits.ts). */
export const calendarBytes = 20 * megabyte;

/** As large as a picture may be: every platform takes that much. */
export const pictureBytes = 8 * megabyte;

export const fetchLimits: FetchLimits = { bytes: 50 * megabyte, milliseconds: 30_000, redirects: 5 };

/** `1.4 MB`, `200 MB`: sizes as people say them. */
export function megabytes(bytes: number): string {
  const amount = bytes / megabyte;
  return `${amount >= 10 ? Math.round(amount) : amount.toFixed(1)} MB`;
}
