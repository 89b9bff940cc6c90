/** A text in parts, each of so many characters at most that end where a paragraph, sentence or word does. */
export function partsOf(text: string, characters: number): readonly [string, ...string[]] {
  const parts: string[] = [];
  let rest = text;
  while (rest.length > characters) {
    const end = endWithin(rest.slice(0, characters));
    parts.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  const [first = rest, ...others] = [...parts, rest];
  return [first, ...others];
}

function endWithin(head: string): number {
  const half = head.length / 2;
  const ends = [
    head.lastIndexOf("\n\n"),
    head.search(/[.!?]\s(?!.*[.!?]\s)/s) + 1,
    head.lastIndexOf("\n"),
    head.lastIndexOf(" "),
  ];
  // Between the halves of a character nothing is cut.
  const hard = /[\ud800-\udbff]$/.test(head) ? head.length - 1 : head.length;
  return ends.find((end) => end > half) ?? hard;
}
