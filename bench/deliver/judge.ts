import type { Report } from "./fake-platforms.ts";
import { type LedgerLine, readMark } from "./promises.ts";

/** What was promised of an announcement in the end: which version is shown, or none. */
export type Promised = ReadonlyMap<number, "a" | "b" | "nothing">;

export interface Judgement {
  readonly deliveries: number;
  /** Messages beyond the first of the same part in the same channel, shown at any time. */
  readonly duplicates: number;
  /** Deliveries that do not show what was promised, those aside that are told as unconfirmed. */
  readonly missed: number;
  readonly unconfirmed: number;
  /** What is wrong, for whoever reads it. */
  readonly findings: readonly string[];
}

/** Compares what the platforms saw and show with what was promised. */
export function judge(
  ledger: readonly LedgerLine[],
  { posts, shown }: Pick<Report, "posts" | "shown">,
  promised: Promised,
): Judgement {
  const findings: string[] = [];
  const accepted = Map.groupBy(
    posts.flatMap(({ at, ahead, channel, outcome, text }) => {
      const mark = outcome === "accepted" ? readMark(text) : null;
      return mark === null ? [] : [{ ...mark, at, ahead, channel }];
    }),
    ({ mark, channel, part }) => `promise ${mark} in ${channel}, part ${part}`,
  );
  const twice = [...accepted].filter(([, times]) => times.length > 1);
  findings.push(...twice.map(([part, times]) => `${part}: posted ${times.length} times, ${apart(times)}`));
  const now = Map.groupBy(
    shown.flatMap(({ channel, text }) => {
      const mark = readMark(text);
      return mark === null ? [] : [{ ...mark, place: `${mark.mark} ${channel}` }];
    }),
    ({ place }) => place,
  );
  let missed = 0;
  let unconfirmed = 0;
  for (const { mark, channel, goal, state } of ledger) {
    const parts = now.get(`${mark} ${channel}`) ?? [];
    const wanted = promised.get(mark) ?? "a";
    if (state === "unconfirmed") unconfirmed += 1;
    else if (!isAsPromised(parts, wanted)) {
      missed += 1;
      const seen = parts.map(({ version, part, of }) => `${version} ${part}/${of}`);
      findings.push(
        `promise ${mark} in ${channel} (${goal} ${state}): ${wanted} wanted, shown: ${seen.join(", ")}`,
      );
    }
  }
  const duplicates = twice.reduce((sum, [, times]) => sum + times.length - 1, 0);
  return { deliveries: ledger.length, duplicates, missed, unconfirmed, findings };
}

interface Shown {
  readonly at: number;
  readonly ahead: number;
  readonly version: string;
}

/** How long after the first, and how far the platforms' clocks went meanwhile: it tells a retry from a take-over. */
function apart([first, ...others]: readonly Shown[]): string {
  if (first === undefined) return "";
  const later = ({ at, ahead, version }: Shown): string =>
    `${version} ${Math.round(at - first.at)} ms after ${first.version}, the clocks ${ahead - first.ahead} ms further`;
  return others.map(later).join(", ");
}

function isAsPromised(
  parts: readonly { readonly version: string; readonly part: number; readonly of: number }[],
  wanted: string,
): boolean {
  if (wanted === "nothing") return parts.length === 0;
  const isWhole = parts.length > 0 && parts.every(({ of }) => of === parts.length);
  return isWhole && parts.every(({ version }) => version === wanted);
}
