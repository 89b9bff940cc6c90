/** How far the bot has been set up, for the doctor and the first lines on the screen. */
export interface SetUpFacts {
  readonly waiting: number;
  readonly confirmed: number;
  readonly gone: number;
  /** Somebody holds the role of a federation administrator. */
  readonly hasAdministrator: boolean;
}
