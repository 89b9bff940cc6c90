/** `DTSTART;TZID=Europe/London:20261203T183000`, taken apart. Names are in capitals. */
export interface Property {
  readonly line: number;
  readonly name: string;
  readonly parameters: ReadonlyMap<string, string>;
  /** As written: escapes stand in it still. */
  readonly value: string;
}

const nameAt = /[\w.-]+/y;
const pieceAt = /"([^"]*)"|([^";:]+)/y;

/**
 * One line, or null when it is none. The text is walked through once. A quoted parameter holds anything but quotes;
 * one without quotes ends at `;` or `:`, and commas stay in it, since Microsoft writes zones that have some.
 */
export function parseProperty(text: string, line: number): Property | null {
  const name = matchAt(nameAt, text, 0);
  if (name === null) return null;
  const parameters = new Map<string, string>();
  let at = name[0].length;
  while (text[at] === ";") {
    const key = matchAt(nameAt, text, at + 1);
    at += 1 + (key?.[0].length ?? 0);
    let value = "";
    if (text[at] === "=") at += 1;
    for (let piece = matchAt(pieceAt, text, at); piece !== null; piece = matchAt(pieceAt, text, at)) {
      value += piece[1] ?? piece[2] ?? "";
      at += piece[0].length;
    }
    if (key !== null && !parameters.has(key[0].toUpperCase()))
      parameters.set(key[0].toUpperCase(), decodeCarets(value));
  }
  if (text[at] !== ":") return null;
  return { line, name: name[0].toUpperCase(), parameters, value: text.slice(at + 1) };
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

const carets: Readonly<Record<string, string>> = { "^n": "\n", "^^": "^", "^'": '"' };

/** Quotes and line ends in parameters (RFC 6868). */
function decodeCarets(value: string): string {
  return value.replaceAll(/\^[n^']/g, (written) => carets[written] ?? written).trim();
}
