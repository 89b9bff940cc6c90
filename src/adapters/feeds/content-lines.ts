import type { CalendarFileMessages } from "../../messages/calendar-file-messages.ts";
import type { CalendarLimits } from "./calendar-limits.ts";
import { CalendarRefusal } from "./calendar-refusal.ts";

/** A line of the calendar with its folded parts joined; `number` is where it begins in the file, from 1. */
export interface ContentLine {
  readonly number: number;
  readonly text: string;
  /** Whether its bytes are not UTF-8 and were read as Windows-1252. */
  readonly isWestern: boolean;
  /** Whether control characters were taken out of it. */
  readonly hadControls: boolean;
}

interface ScanningNeeds {
  readonly limits: CalendarLimits;
  readonly messages: CalendarFileMessages;
}

/** Control characters other than tab; PostgreSQL stores no NUL, and none of them means anything here. */
const controls = /(?!\t)\p{Cc}/gu;

/**
 * The lines of a calendar, joined by bytes before they are decoded: programs fold in the middle of a character
 * (RFC 5545, section 3.1). CR, LF and CRLF all end a line, and a blank line does not end a folded one. Throws
 * CalendarRefusal where a limit is passed.
 */
export function* readContentLines(bytes: Uint8Array, needs: ScanningNeeds): Generator<ContentLine> {
  const { limits, messages } = needs;
  let parts: Uint8Array[] = [];
  let [start, size, number] = [0, 0, 0];
  for (const part of physicalLines(bytes)) {
    number += 1;
    if (number > limits.lines) throw new CalendarRefusal(number, messages.refused.tooManyLines(limits.lines));
    if (part.length === 0) continue;
    const isFolded = parts.length > 0 && (part[0] === space || part[0] === tab);
    if (!isFolded) {
      if (parts.length > 0) yield decodeLine(parts, start);
      [parts, start, size] = [[], number, 0];
    }
    size += part.length;
    if (size > limits.lineBytes)
      throw new CalendarRefusal(start, messages.refused.longLine(limits.lineBytes));
    parts.push(isFolded ? part.subarray(1) : part);
  }
  if (parts.length > 0) yield decodeLine(parts, start);
}

const [tab, lineFeed, carriageReturn, space] = [9, 10, 13, 32];

function* physicalLines(bytes: Uint8Array): Generator<Uint8Array> {
  let start = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte !== lineFeed && byte !== carriageReturn) continue;
    yield bytes.subarray(start, at);
    if (byte === carriageReturn && bytes[at + 1] === lineFeed) at += 1;
    start = at + 1;
  }
  if (start < bytes.length) yield bytes.subarray(start);
}

const unicode = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const western = new TextDecoder("windows-1252");

function decodeLine(parts: readonly Uint8Array[], number: number): ContentLine {
  const bytes = parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  const { text: decoded, isWestern } = decode(bytes);
  const text = decoded.replace(controls, "");
  return { number, text: text.trim(), isWestern, hadControls: text.length !== decoded.length };
}

function decode(bytes: Uint8Array): { readonly text: string; readonly isWestern: boolean } {
  try {
    return { text: unicode.decode(bytes), isWestern: false };
  } catch {
    return { text: western.decode(bytes), isWestern: true };
  }
}
