/**
 * What Discord allows and how far we go within it. Sources: Discord's developer documentation, pages
 * resources/message, interactions/receiving-and-responding and topics/gateway, version of August 2026.
 */
export const limits = {
  /** Characters of one message. Ours counts UTF-16 units, which is never fewer than what Discord counts. */
  contentCharacters: 2_000,
  /** Characters of the id of a button or form. */
  idCharacters: 100,
  /** Characters on a button. */
  buttonCharacters: 80,
  /** Rows of buttons under a message, and buttons in a row. */
  buttonRows: 5,
  buttonsPerRow: 5,
  /** Fields and other parts of a form. */
  formParts: 5,
  /** Options of a command, subcommands of a group, choices of an option or of a list in a form. */
  options: 25,
  /** Characters of one choice. */
  choiceCharacters: 100,
  /** Characters of all names, descriptions and choices of one command with its subcommands. */
  commandCharacters: 8_000,
  /** Characters of a text above a form. */
  introductionCharacters: 4_000,
  /** Characters of a hint in a form. */
  hintCharacters: 100,
  /** Characters of a nonce. */
  nonceCharacters: 25,
  /** Messages one reply may take up in a channel; more would bury what others say. */
  messagesPerReply: 3,
  /** Pieces a long text is escaped in: escaping can triple it and the result must fit in a message. */
  pieceCharacters: 600,
  /** An address longer than this is left out and its title shown alone. */
  linkCharacters: 500,
  /** The same within an announcement, where a link is somebody's own. */
  bodyLinkCharacters: 1_000,
  /** Of what an attachment shows in words. */
  descriptionCharacters: 1_024,
  /** Of the words for a picture that is shown as a link only. */
  pictureCharacters: 300,
  /** Of an announcement's message that is shown within a reply, so that there is room for what stands around it. */
  previewCharacters: 1_400,
  /** A title or the like on one line is cut beyond this. */
  labelCharacters: 200,
  /** What the sources may take of a reply that has to be cut to a single message. */
  sourcesOfSingleMessage: 1_200,
  /** Small print up to this length is kept when a reply is cut: it holds what the reader must know. */
  keptNoteCharacters: 300,
  /** The token of an interaction lives 15 minutes; half a minute is left for the way there. */
  tokenMilliseconds: 14.5 * 60_000,
  /** Until then another process may still be acknowledging an interaction that seems unknown. */
  acknowledgeMilliseconds: 5_000,
  /** Discord remembers a nonce for "a few minutes"; we rely on two. */
  nonceMilliseconds: 2 * 60_000,
  /** Our clock and Discord's may differ by so much: ids are made of time. */
  clockMilliseconds: 2 * 60_000,
  /** How long a picture that was fetched, or could not be, is kept for the next server it goes to. */
  pictureMilliseconds: 60_000,
  /** Until a server that was joined or left is noted again, when that failed. */
  registerMilliseconds: 5_000,
  /** Reading a file that was sent. */
  fileMilliseconds: 30_000,
  /** One request over HTTP. */
  requestMilliseconds: 10_000,
  /** From login to the first event. */
  connectMilliseconds: 30_000,
  /** Reading back: messages a page, and pages before we give up and call it uncertain. */
  historyPage: 100,
  historyPages: 5,
} as const;
