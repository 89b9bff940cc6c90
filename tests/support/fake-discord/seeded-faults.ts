import { type Chances, choose } from "../seeded.ts";
import { type Fault, type Faults, tooManyRequests } from "./faults.ts";

type Kind = Exclude<Fault, object> | "limit" | "late";

const whenPosting: Chances<Kind> = [
  [0.03, "lose-reply"],
  [0.03, "server-error-after"],
  [0.03, "server-error-before"],
  [0.03, "limit"],
  [0.02, "late"],
  [0.01, "reset"],
  [0.005, "stall"],
  [0.005, "hang"],
];
const whenChanging: Chances<Kind> = [
  [0.03, "lose-reply"],
  [0.03, "server-error-after"],
  [0.03, "server-error-before"],
  [0.03, "limit"],
  [0.01, "reset"],
];
const whenReading: Chances<Kind> = [
  [0.04, "server-error-before"],
  [0.03, "limit"],
  [0.02, "reset"],
];
const chances: Readonly<Record<string, Chances<Kind>>> = {
  POST: whenPosting,
  PATCH: whenChanging,
  DELETE: whenChanging,
  GET: whenReading,
};

/** What goes wrong by chance, with calls that post, edit, delete and read back. */
export function seededDiscordFaults(random: () => number): Faults["take"] {
  return (method, path) => {
    if (!/^\/channels\/\d+\/messages/.test(path)) return null;
    const kind = choose(chances[method] ?? [], random);
    if (kind === "limit") return tooManyRequests(1 + Math.floor(random() * 2));
    return kind === "late" ? { late: 100 + random() * 1_100 } : kind;
  };
}
