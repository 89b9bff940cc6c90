/**
 * What Slack lets through. Numbers without a source here are from @slack/types' block-kit documentation.
 *
 * Slack does not document how much all blocks of a message may hold together. Measured by others (slackapi/bolt-js
 * issue 2867): accepted with 9,597 characters of text in 50 blocks (15,561 as JSON) beside 6,463 of `text`,
 * refused as msg_blocks_too_long with 11,341 (17,694 as JSON) beside 10,400. These limits stay below the accepted.
 */
export const slackLimits = {
  blocks: 50,
  headerCharacters: 150,
  contextCharacters: 2_000,
  /** Of a section's text; rich text states no limit, so the same is kept for one block of it. */
  blockCharacters: 3_000,
  /** All text people read in one message. */
  shownCharacters: 7_500,
  /** Of these, at most so many for the sources and small print under an answer. */
  closingCharacters: 3_000,
  /** All blocks of one message as JSON. */
  blocksJsonCharacters: 15_000,
  /** Of an announcement's message that is shown within a reply, so that there is room for what stands around it. */
  previewBlocks: 30,
  previewCharacters: 5_000,
  previewJsonCharacters: 11_000,
  /** A response_url lives 30 minutes; less here, so that it is not used in its last moment. */
  responseUrlMilliseconds: 29 * 60_000,
  actionIdCharacters: 255,
  buttonCharacters: 75,
  buttonValueCharacters: 2_000,
  privateMetadataCharacters: 3_000,
  selectOptions: 100,
} as const;

/** How long things may take, in milliseconds; Slack waits 3,000 for an acknowledgement. */
export const slackTimes = {
  /** Looking up who asks; afterwards they count as a guest. */
  lookup: 800,
  /** Opening a form: a trigger lives 3,000, and looking up who asks comes before. */
  openForm: 1_000,
  webApi: 10_000,
  download: 30_000,
  /** How long `stop` waits for deliveries in hand: a lookup, a store and the way back. */
  drain: 3_000,
} as const;

/** Limits of an app manifest (@slack/web-api types/request/manifest.d.ts). */
export const manifestLimits = {
  name: 35,
  description: 140,
  longDescription: 4_000,
  botDisplayName: 80,
  slashCommands: 50,
  slashCommandName: 32,
  slashCommandDescription: 2_000,
  slashCommandHint: 1_000,
  shortcuts: 10,
  shortcutCallbackId: 255,
  shortcutDescription: 150,
  /** docs: implementing shortcuts: the name people see. */
  shortcutName: 24,
  botScopes: 255,
  botEvents: 100,
} as const;
