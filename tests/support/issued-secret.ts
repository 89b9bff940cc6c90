/** Something a platform gave away that must not be readable in the records or the log. */
export interface IssuedSecret {
  /** What it is, to be told without showing it. */
  readonly kind: string;
  readonly value: string;
}
