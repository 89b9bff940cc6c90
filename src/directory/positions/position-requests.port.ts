import type { Doing } from "../../shared/doing.ts";
import type { PositionVersion } from "./position.ts";
import type { NewPositionRequest, PositionRequest } from "./position-request.ts";

/** What waits for a second person. Every method throws BotError DATABASE_UNAVAILABLE. */
export interface PositionRequests {
  /** Those that hold still, of a version; the oldest first. */
  requests(version: string): Promise<readonly PositionRequest[]>;
  /** Versions of these owners of which something is asked for; of all when null. */
  waiting(owners: readonly string[] | null): Promise<readonly PositionVersion[]>;
  /** The one that is there already, where the same is asked for again. Null: the version was changed since `revision`, or is no line. */
  ask(
    request: NewPositionRequest,
    made: { readonly by: Doing; readonly now: Date },
  ): Promise<{ readonly request: PositionRequest; readonly isNew: boolean } | null>;
  /** Does what was asked for; `day` as in `withdraw`. Null: it holds no more. */
  confirm(
    request: string,
    confirmed: { readonly by: Doing; readonly now: Date; readonly day: string },
  ): Promise<PositionVersion | null>;
  /** Forgets it. False: it was not there any more. */
  refuse(request: string, by: Doing): Promise<boolean>;
}
