/** What the web page and its HTTP interface let through, each far above what a person at a keyboard needs. */
export const webLimits = {
  /** Largest body of a question, in bytes. */
  bodyBytes: 64 * 1024,
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
