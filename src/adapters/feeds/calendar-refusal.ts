/**
 * Why a calendar cannot be read as a whole: a sentence for people and the line it is about. Thrown inside the reader
 * only; `readCalendar` turns it into a value.
 */
export class CalendarRefusal extends Error {
  override readonly name = "CalendarRefusal";
  readonly line: number;

  constructor(line: number, sentence: string) {
    super(sentence);
    this.line = line;
  }
}
