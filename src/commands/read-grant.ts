import { isAccountReference, readGroupReference } from "../chat/reference.ts";
import { type Role, roles } from "../people/role.ts";
import type { Grantee } from "../people/role-store.port.ts";

/** What follows `grant give`, `grant take` or `grant list`, taken apart; null where it was left out. */
export interface GrantRead {
  readonly who: Grantee | "unknown" | null;
  readonly role: Role | null;
  readonly cluster: string | null;
  /** As typed; people/role-end.ts reads it. */
  readonly end: string | null;
}

const span = String.raw`(?:for\s+)?\d+\s+(?:day|week|month|year)s?`;
const date = String.raw`(?:until\s+)?\d{4}-\d{2}-\d{2}`;
const lastEnd = new RegExp(String.raw`(?:^|\s)(${span}|${date}|until\s.+)$`, "i");
const firstEnd = new RegExp(String.raw`^(${span}|${date})(?:\s|$)`, "i");

/**
 * `<person or group> <role> [cluster] [until 2027-01-31 | for 30 days]`. Whom comes first or second; what is left of
 * the rest when the end is taken off names the cluster.
 */
export function readGrant(text: string): GrantRead {
  const [first = "", second = "", ...others] = text.trim().split(/\s+/);
  const isSwapped = roleNamed(first) !== null && granteeNamed(second) !== null;
  const [whom, what] = isSwapped ? [second, first] : [first, second];
  return {
    who: whom === "" ? null : (granteeNamed(whom) ?? "unknown"),
    role: roleNamed(what),
    ...tail(others),
  };
}

/** What `grant list` is to show: one person or group, or a cluster. */
export function readGrantSearch(text: string): Pick<GrantRead, "who" | "cluster"> {
  const [first = "", ...others] = text.trim().split(/\s+/);
  if (first === "") return { who: null, cluster: null };
  const who = granteeNamed(first);
  if (who !== null) return { who, cluster: tail(others).cluster };
  if (first.startsWith("@")) return { who: "unknown", cluster: null };
  return { who: null, cluster: tail([first, ...others]).cluster };
}

function granteeNamed(word: string): Grantee | null {
  if (isAccountReference(word)) return { kind: "person", account: word };
  const group = readGroupReference(word);
  return group === null ? null : { kind: "group", ...group };
}

function roleNamed(word: string): Role | null {
  const named = word.toLowerCase().replace(/^admin$/, "administrator");
  return roles.find((role) => role === named) ?? null;
}

function tail(words: readonly string[]): Pick<GrantRead, "cluster" | "end"> {
  const rest = words.join(" ");
  const found = lastEnd.exec(rest) ?? firstEnd.exec(rest);
  const named = found === null ? rest : rest.replace(found[0], " ");
  const cluster = named
    .trim()
    .replace(/^(?:for|of|in|at) /i, "")
    .replaceAll(/^["“]|["”]$/g, "");
  return { cluster: cluster === "" ? null : cluster, end: found?.[1] ?? null };
}
