import { readFile } from "node:fs/promises";
import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { type Expansion, expandRecurrence } from "../../src/calendar/recurrence/expand-recurrence.ts";

export interface RecurrenceOptions {
  readonly vectors: readonly string[];
  /** Print what was wrong, too. */
  readonly failures?: boolean;
}

const Row = z.object({
  rrule: z.string(),
  /** `19970902T090000`, with or without a Z, or `19970902`. */
  dtstart: z.string(),
  instances: z.array(z.string()),
  /** Several libraries say the same: only these rows are judged. */
  agreed: z.boolean(),
});

type Row = z.infer<typeof Row>;

/** Expands each rule of the files. The rows nobody agrees on count for the time only. */
export async function runRecurrence({ vectors, failures = false }: RecurrenceOptions): Promise<string> {
  const rows = (await Promise.all(vectors.map(readRows))).flat();
  const lines: string[] = [];
  let right = 0;
  let slowest = 0;
  for (const row of rows) {
    const begin = performance.now();
    const expansion = expand(row);
    slowest = Math.max(slowest, performance.now() - begin);
    if (!row.agreed) continue;
    const found = show(expansion, row);
    const wanted = row.instances.join(" ");
    if (found === wanted) right += 1;
    else if (failures) lines.push(`${row.rrule} from ${row.dtstart}\n  wanted ${wanted}\n  found  ${found}`);
  }
  const agreed = rows.filter((row) => row.agreed).length;
  lines.push(
    `recurrence right=${right} wrong=${agreed - right} of=${agreed} slowest_ms=${slowest.toFixed(1)} rows=${rows.length}`,
  );
  return lines.join("\n");
}

/** Within a hundred years of the start. */
function expand({ rrule, dtstart }: Row): Expansion {
  const start = Temporal.PlainDateTime.from(dtstart.replace("Z", ""));
  return expandRecurrence(
    { start, isAllDay: dtstart.length === 8, rule: rrule, extra: [], except: [], zone: null },
    { from: start, until: start.add({ years: 100 }) },
  );
}

function show(expansion: Expansion, { dtstart }: Row): string {
  if (expansion.kind === "refused") return `refused: ${JSON.stringify(expansion.reason)}`;
  const isDay = dtstart.length === 8;
  const texts = expansion.occurrences.map((time) => {
    const text = time.toString({ smallestUnit: "second" }).replaceAll(/[-:]/g, "");
    return isDay ? text.slice(0, 8) : `${text}${dtstart.endsWith("Z") ? "Z" : ""}`;
  });
  return [...texts, ...(expansion.isCut ? ["(cut)"] : [])].join(" ");
}

async function readRows(path: string): Promise<readonly Row[]> {
  const lines = (await readFile(path, "utf8")).split("\n").filter((line) => line.trim() !== "");
  return lines.map((line) => Row.parse(JSON.parse(line)));
}
