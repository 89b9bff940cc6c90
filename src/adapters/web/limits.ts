/** What the web page and its HTTP interface let through, each far above what a person at a keyboard needs. */
export const webLimits = {
  /** Largest body of a question, in bytes. */
  bodyBytes: 64 * 1024,
  /** Largest form of somebody who is not signed in, in bytes. */
  strangersFormBytes: 256 * 1024,
  /**
   * Largest form without its files, in bytes: 200,000 characters of any script, percent-encoded, fit, so that whoever
   * pasted far too much gets it back with a sentence.
   */
  formBytes: 2 * 1024 * 1024,
  /** Largest file handed in, in bytes. */
  fileBytes: 20 * 1024 * 1024,
  /** Of one that is larger, so much is still received, so that the browser hears why instead of a broken connection. */
  receivedBytes: 100 * 1024 * 1024,
  filesAtOnce: 5,
  /** Files handed in by everybody and not yet read. */
  filesKept: 50,
  /** A file that nobody reads is removed after this. */
  fileMilliseconds: 60 * 60_000,
  /** As long as people/sign-in.ts lets a session last; a test compares them. */
  sessionSeconds: 12 * 3_600,
  /** Lines of the audit trail on the page. */
  auditLines: 100,
  /** Largest request line and headers together: a long question in the address, percent-encoded, must fit. */
  headerBytes: 128 * 1024,
  /** Questions waiting for their answers at the same time, from everybody together. */
  waitingAtOnce: 64,
  /** Questions from one address in a row before it has to slow down to `questionsPerSecond`. */
  questionsInARow: 60,
  questionsPerSecond: 5,
  /** Addresses remembered for the limit above; the longest unseen is forgotten first. */
  addressesRemembered: 1_000,
  /** Ports tried after the one in the settings when that is taken. */
  furtherPorts: 20,
  /** How long `/readyz` waits for its parts. */
  readinessMilliseconds: 2_000,
} as const;
