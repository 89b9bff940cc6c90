/** What stands in an announcement besides what its author wrote. */
export const postingMessages = {
  part: (number: number, of: number) => `Part ${number} of ${of}`,
  /** The words of the link from a later part to the first. */
  firstPart: "read from the start",
  /** Where the picture itself cannot be shown. */
  picture: (alt: string) => `Picture: ${alt}`,
} as const;
