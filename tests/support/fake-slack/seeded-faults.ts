import { type Chances, choose } from "../seeded.ts";
import type { Fault, Faults } from "./faults.ts";

type Kind = Exclude<Fault, number | object> | "limit" | "late";

const whenPosting: Chances<Kind> = [
  [0.03, "lose"],
  [0.03, "break"],
  [0.03, "refuse"],
  [0.03, "limit"],
  [0.02, "late"],
  [0.01, "reset"],
  [0.005, "stall"],
  [0.005, "hang"],
];
const whenChanging: Chances<Kind> = [
  [0.03, "lose"],
  [0.03, "break"],
  [0.03, "refuse"],
  [0.03, "limit"],
  [0.01, "reset"],
];
const whenReading: Chances<Kind> = [
  [0.04, "refuse"],
  [0.03, "limit"],
  [0.02, "reset"],
];
const chances: Readonly<Record<string, Chances<Kind>>> = {
  "chat.postMessage": whenPosting,
  "chat.update": whenChanging,
  "chat.delete": whenChanging,
  "conversations.history": whenReading,
};

/** What goes wrong by chance, with calls that post, edit, delete and read back. */
export function seededSlackFaults(random: () => number): Faults["take"] {
  return (method) => {
    const kind = choose(chances[method] ?? [], random);
    if (kind === "limit") return 1 + Math.floor(random() * 2);
    return kind === "late" ? { late: 100 + random() * 1_100 } : kind;
  };
}
