/** How much one calendar file may cost. Ten years of a busy calendar are about 5 MB and 10,000 events. */
export interface CalendarLimits {
  readonly bytes: number;
  /** Lines as they stand in the file, before folded ones are joined. */
  readonly lines: number;
  /** Bytes of one line once its folded parts are joined: pictures inside a file are long. */
  readonly lineBytes: number;
  readonly events: number;
  readonly propertiesPerEvent: number;
  /** Characters in lists of dates and categories, in the whole file: 100,000 dates have about as many. */
  readonly listCharacters: number;
  /** Different time zones in one calendar: to know one takes a while. */
  readonly zones: number;
  /** How deep components may stand in each other. */
  readonly depth: number;
  /** Problems told one by one; more are counted only. */
  readonly problems: number;
}

export const calendarLimits: CalendarLimits = {
  bytes: 20_000_000,
  lines: 500_000,
  lineBytes: 2_000_000,
  events: 20_000,
  propertiesPerEvent: 5_000,
  listCharacters: 2_000_000,
  zones: 200,
  depth: 20,
  problems: 500,
};
