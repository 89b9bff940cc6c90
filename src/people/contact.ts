import { z } from "zod";

/** What a cluster may name a contact for; `general` answers for whatever has none of its own. */
export const contactTopics = ["events", "membership", "policy", "general"] as const;

/** Who answers for a topic: a role, never a person. */
export interface Contact {
  readonly topic: string;
  readonly role: string;
  /** E-mail address or https address; null when none is given. */
  readonly address: string | null;
}

export type ContactProblem = "topic" | "role" | "role-is-a-name" | "address";

export type UnderstoodContact =
  | { readonly kind: "understood"; readonly contact: Contact }
  | { readonly kind: "problem"; readonly problem: ContactProblem };

const roleCharacters = { min: 3, max: 100 } as const;
const Email = z.email().max(254);

/** A contact as somebody typed it. */
export function understandContact(given: {
  readonly topic: string;
  readonly role: string;
  readonly address: string;
}): UnderstoodContact {
  const problem = (found: ContactProblem): UnderstoodContact => ({ kind: "problem", problem: found });
  const topic = contactTopics.find((known) => known === given.topic.trim().toLowerCase());
  if (topic === undefined) return problem("topic");
  const role = given.role.trim().replaceAll(/\s+/g, " ");
  if (role.length < roleCharacters.min || role.length > roleCharacters.max) return problem("role");
  if (looksLikeName(role)) return problem("role-is-a-name");
  const address = given.address.trim();
  if (address === "") return { kind: "understood", contact: { topic, role, address: null } };
  if (!isAddress(address)) return problem("address");
  return { kind: "understood", contact: { topic, role, address } };
}

const roleWords =
  /\b(team|lead|office|officer|manager|director|secretary|chair|head|coordinator|contact|desk|group|board|executive|administrator|support|committee|partnerships?|community|events?|membership|policy|press)\b/i;

/** Two or three words, each with a capital, and none that a role is made of: “Jane Smith”, “Ann de Witt” is not seen. */
function looksLikeName(role: string): boolean {
  const words = role.split(" ");
  if (words.length < 2 || words.length > 3 || roleWords.test(role)) return false;
  return words.every((word) => /^\p{Lu}[\p{Ll}\p{Lu}'’.-]*$/u.test(word));
}

function isAddress(address: string): boolean {
  if (Email.safeParse(address).success) return true;
  if (address.length > 500 || !URL.canParse(address)) return false;
  const { protocol, username, password } = new URL(address);
  return protocol === "https:" && username === "" && password === "";
}
