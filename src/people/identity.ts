import type { Audience } from "../shared/audience.ts";
import type { HeldRole } from "./role.ts";

/** Of a workspace what a request from it turns on. */
export interface PlaceOfRequest {
  readonly id: string;
  readonly state: "waiting" | "confirmed" | "gone";
  readonly cluster: string | null;
  readonly everyoneIsMember: boolean;
  /** Who reads in the channel of the request; public unless somebody said otherwise. */
  readonly channelAudience: Audience;
}

export interface KnownPerson {
  readonly id: string;
  /** The same for all whose accounts are, or ever were, one person's. */
  readonly human: string;
  /** Linked across two confirmed Slack workspaces, or from one to Discord. */
  readonly hasConfirmedLink: boolean;
  /** Team ids of the confirmed Slack workspaces they have an account in. */
  readonly slackWorkspaces: readonly string[];
}

/** Who asks, as far as it is known, and what they hold just now. */
export interface Identity {
  /** `slack:<team id>/<user id>` or `discord:<user id>`; null on the terminal and for a visitor of the web page. */
  readonly account: string | null;
  readonly name: string;
  readonly standing: "member" | "guest" | "outsider" | "bot" | "unknown";
  readonly runsWorkspace: boolean;
  /** Null while nothing is kept of them. */
  readonly person: KnownPerson | null;
  /** Null where the platform names none (a direct message on Discord), or none that is known. */
  readonly place: PlaceOfRequest | null;
  readonly roles: readonly HeldRole[];
  /** Whoever runs a command on the machine itself may do everything there. */
  readonly isOperator: boolean;
}
