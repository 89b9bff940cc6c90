/** What is said about files of columns (.csv), each about one line of the file. */
export const tableMessages = {
  refused: {
    empty: "The file is empty.",
    onlyHeadings: "The file has headings and no row below them.",
    binary: "This is not a text file. Save the table as CSV (comma-separated values).",
    workbook: "This is a spreadsheet, not a CSV file. In Excel: Save as, then “CSV UTF-8”.",
    webPage: "This is a web page, not a CSV file. Is a password needed, or is the address an old one?",
    brokenUnicode: "The file says it is Unicode text and is not. Save it as CSV UTF-8.",
    unknownEncoding: "The file's letters can't be made out. Save it as CSV UTF-8.",
    tooManyBytes: (megabytes: number) => `The file is larger than ${megabytes} MB.`,
    tooManyRows: (rows: number) => `The file has more than ${rows} rows.`,
    tooManyColumns: (columns: number) => `The row has more than ${columns} columns.`,
    longRow: (characters: number) => `The row is longer than ${characters} characters.`,
    openQuote: "A quotation mark opens in this row and never closes.",
    strayQuote:
      'A quotation mark (") stands in the middle of a cell: put the cell in quotation marks and write the mark twice.',
    tooManyCells: (cells: number, columns: number) =>
      `The row has ${cells} cells, and there are ${columns} columns: is there a comma or semicolon that should be in quotation marks?`,
    cutOff: (cells: number, columns: number) =>
      `The file ends in the middle of a row, with ${cells} of ${columns} cells. Was it cut off on its way?`,
    sameHeading: (heading: string, first: number, second: number) =>
      `“${heading}” is the heading of column ${first} and of column ${second}; give one of them another name.`,
    headingsAgain: "The headings stand here a second time. Were two files put together? Take this line out.",
  },
};

export type TableMessages = typeof tableMessages;
