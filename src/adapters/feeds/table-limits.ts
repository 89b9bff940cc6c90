/** How much one table may cost. Ten thousand members with every column filled are about 3 MB. */
export interface TableLimits {
  readonly bytes: number;
  readonly rows: number;
  readonly columns: number;
  /** Characters in one row, with its quotation marks. */
  readonly rowCharacters: number;
}

export const tableLimits: TableLimits = {
  bytes: 20_000_000,
  rows: 100_000,
  columns: 200,
  rowCharacters: 200_000,
};
