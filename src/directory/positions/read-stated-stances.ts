import { stateKeys } from "../../shared/stated-keys.ts";
import type { Fields } from "../front-matter/fields.ts";
import { stanceKinds } from "./stance.ts";
import type { PositionProblemCode, StatedPosition, StatedStance } from "./stated-position.ts";

const keys = ["cluster", "stance", "by", "on", "reason"];
const stancesAtMost = 200;

/** The list `stances`, each `{ cluster, stance, by, on, reason }`; each cluster once. */
export function readStances(
  fields: Fields<PositionProblemCode>,
  { status, from }: Pick<StatedPosition, "status" | "from">,
): readonly StatedStance[] {
  const value = fields.value("stances");
  if (value === undefined) return [];
  if (!Array.isArray(value)) {
    fields.problem("bad-list", "stances");
    return [];
  }
  if (value.length > stancesAtMost) {
    fields.problem("too-many", "stances", String(value.length), String(stancesAtMost));
    return [];
  }
  if (status === "draft" && value.length > 0) fields.problem("draft-stances");
  const items: readonly unknown[] = value;
  const stances = items.flatMap((item, index) => readStance(item, { fields, from, number: index + 1 }) ?? []);
  const seen = new Set<string>();
  for (const { cluster } of stances) {
    if (seen.has(cluster)) fields.problem("stance-twice", cluster);
    seen.add(cluster);
  }
  return stances;
}

interface Reading {
  readonly fields: Fields<PositionProblemCode>;
  readonly from: string | null;
  /** From 1. */
  readonly number: number;
}

function readStance(item: unknown, { fields, from, number }: Reading): StatedStance | null {
  if (typeof item !== "object" || item === null || Array.isArray(item)) {
    fields.problem("bad-stance", String(number));
    return null;
  }
  const { stated, problems } = stateKeys(Object.fromEntries(Object.entries(item)), keys);
  for (const slip of problems) fields.problem("stance-key", String(number), slip);
  const one = fields.below(stated);
  const cluster = one.cluster("cluster");
  const kind = one.needed("stance", one.word("stance", stanceKinds));
  const reason = one.line("reason", 2000);
  const day = one.day("on") ?? from;
  if (kind === "dissent" && !one.says("reason")) fields.problem("stance-reason", cluster ?? String(number));
  if (day === null && !one.says("on")) fields.problem("stance-day", cluster ?? String(number));
  if (day !== null && one.says("on") && day > fields.today) fields.problem("not-come", "on", day);
  const role = one.line("by", 100) ?? "signatory";
  if (cluster === null || kind === null || day === null) return null;
  return { cluster, kind, role, at: new Date(`${day}T12:00:00Z`), reason };
}
