import { Temporal } from "temporal-polyfill";
import { toInstant, ukZone } from "../../calendar/zones.ts";
import { stripInvisible } from "../../shared/invisible-characters.ts";
import { webAddress } from "../events/web-address.ts";
import type { FieldProblem, FieldProblemCode } from "./field-problem.ts";

const listAtMost = 30;

/** Values under their keys, read one by one; what is wrong with one is noted, and it reads as if it were not there. */
export class Fields<Code extends string> {
  readonly problems: FieldProblem<Code | FieldProblemCode>[];
  readonly #stated: Readonly<Record<string, unknown>>;
  /** Of all clusters there are. */
  readonly clusterIds: readonly string[];
  readonly today: string;

  constructor(
    stated: Readonly<Record<string, unknown>>,
    { clusters, today }: { readonly clusters: readonly string[]; readonly today: string },
    problems: FieldProblem<Code | FieldProblemCode>[] = [],
  ) {
    this.problems = problems;
    this.#stated = stated;
    this.clusterIds = clusters;
    this.today = today;
  }

  problem(code: Code | FieldProblemCode, ...values: string[]): void {
    this.problems.push({ code, values: values.map(shown) });
  }

  /** The same of values that stand below one of these; what is wrong is noted here. */
  below(stated: Readonly<Record<string, unknown>>): Fields<Code> {
    return new Fields(stated, { clusters: this.clusterIds, today: this.today }, this.problems);
  }

  says(key: string): boolean {
    return this.#stated[key] !== undefined;
  }

  value(key: string): unknown {
    return this.#stated[key];
  }

  /** Notes that it is missing, unless something else was wrong with it. */
  needed<Value>(key: string, value: Value | null): Value | null {
    if (value === null && !this.says(key)) this.problem("missing", key);
    return value;
  }

  /** A word, number or line as it is written. */
  plain(key: string): string | null {
    const value = this.#stated[key];
    if (value === undefined) return null;
    if (typeof value === "string" || typeof value === "number") return String(value).trim();
    this.problem("bad-line", key, JSON.stringify(value));
    return null;
  }

  line(key: string, longest = 300): string | null {
    const written = this.plain(key);
    return written === null ? null : this.lineOf(key, written, longest);
  }

  lineOf(key: string, written: string, longest: number): string | null {
    if (written.length > longest) {
      this.problem("too-long", key, String(written.length), String(longest));
      return null;
    }
    const line = stripInvisible(written).replaceAll(/\s+/g, " ").trim();
    if (line === "") this.problem("bad-line", key, written);
    return line === "" ? null : line;
  }

  word<Word extends string>(key: string, known: readonly Word[]): Word | null {
    const written = this.plain(key)?.toLowerCase();
    if (written === undefined) return null;
    const word = known.find((one) => one === written);
    if (word === undefined) this.problem("bad-word", key, written, known.join(", "));
    return word ?? null;
  }

  /** Whole, from 1 to 1000. */
  number(key: string): number | null {
    const written = this.plain(key);
    if (written === null) return null;
    if (/^[1-9]\d{0,2}$|^1000$/.test(written)) return Number(written);
    this.problem("bad-number", key, written);
    return null;
  }

  /** A web address as it is kept. */
  link(key: string): string | null {
    const written = this.plain(key);
    const address = written === null ? null : webAddress(written);
    if (written !== null && address === null) this.problem("bad-link", key, written);
    return address;
  }

  yes(key: string): boolean {
    const value = this.#stated[key];
    const said = typeof value === "string" ? value.trim().toLowerCase() : value;
    if (said === undefined || said === false || said === "false" || said === "no") return false;
    if (said === true || said === "true" || said === "yes") return true;
    this.problem("bad-yes", key, JSON.stringify(value));
    return false;
  }

  cluster(key: string): string | null {
    const id = this.needed(key, this.plain(key))?.toLowerCase();
    return id === undefined ? null : this.clusterOf(id, key);
  }

  private clusterOf(id: string, key: string): string | null {
    if (this.clusterIds.includes(id)) return id;
    this.problem("unknown-cluster", id, key);
    return null;
  }

  /** Null when nothing is said. */
  clusters(key: string): readonly string[] | null {
    if (!this.says(key)) return null;
    const ids = this.lines(key).map((id) => id.toLowerCase());
    return [...new Set(ids)].flatMap((id) => this.clusterOf(id, key) ?? []);
  }

  /** A list, or words with commas between. */
  lines(key: string): readonly string[] {
    const value = this.#stated[key];
    if (value === undefined) return [];
    const items: unknown = typeof value === "string" ? value.split(",") : value;
    if (!Array.isArray(items)) {
      this.problem("bad-list", key);
      return [];
    }
    if (items.length > listAtMost) {
      this.problem("too-many", key, String(items.length), String(listAtMost));
      return [];
    }
    return items.flatMap((item: unknown) => {
      if (typeof item === "string" || typeof item === "number")
        return this.lineOf(key, String(item), 100) ?? [];
      this.problem("bad-list", key);
      return [];
    });
  }

  day(key: string): string | null {
    const written = this.plain(key);
    return written === null ? null : this.dayOf(key, written);
  }

  dayOf(key: string, written: string): string | null {
    if (!/^\d{4}-\d\d-\d\d$/.test(written)) {
      this.problem("bad-day", key, written);
      return null;
    }
    try {
      return Temporal.PlainDate.from(written, { overflow: "reject" }).toString();
    } catch {
      this.problem("no-such-day", key, written);
      return null;
    }
  }

  /** The instant of a wall time in the United Kingdom; of a day its beginning. */
  time(key: string): Date | null {
    const written = this.plain(key);
    if (written === null) return null;
    if (!/^\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d)?$/.test(written)) {
      this.problem("bad-time", key, written);
      return null;
    }
    try {
      const wallTime = Temporal.PlainDateTime.from(written.replace(" ", "T"), { overflow: "reject" });
      return new Date(toInstant(wallTime, ukZone).epochMilliseconds);
    } catch {
      this.problem("bad-time", key, written);
      return null;
    }
  }
}

function shown(value: string): string {
  const line = stripInvisible(value.slice(0, 200)).replaceAll(/\s+/g, " ");
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
}
