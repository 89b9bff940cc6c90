import type { Identity, PlaceOfRequest } from "./identity.ts";
import type { HeldRole } from "./role.ts";

/** Of whom and of which place something is asked. */
export interface LookUp {
  readonly account: string | null;
  readonly workspace: { readonly platform: string; readonly id: string } | null;
  readonly channel: string | null;
  /** User groups or roles of that workspace the asker is in. */
  readonly groups: readonly string[];
}

export interface Known {
  readonly person: Identity["person"];
  readonly place: PlaceOfRequest | null;
  /** Given by name or to one of the groups, in force now; those of groups only in a confirmed workspace. */
  readonly given: readonly HeldRole[];
}

/** Who is who. Throws BotError DATABASE_UNAVAILABLE. */
export interface PeopleDirectory {
  /** One round trip, asked with every request: what was taken away a moment ago is gone. */
  lookUp(asked: LookUp): Promise<Known>;
}
