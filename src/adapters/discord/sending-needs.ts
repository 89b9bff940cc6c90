import type { Clock } from "../../shared/clock.port.ts";
import type { Log } from "../../shared/log.port.ts";
import type { DiscordMessages } from "./discord-messages.ts";
import type { DiscordRest } from "./discord-rest.ts";
import type { Guilds } from "./guilds.ts";
import type { Acknowledging } from "./take-request.ts";

/** What sending a reply is given to work with. */
export interface SendingNeeds {
  readonly rest: DiscordRest;
  readonly botId: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly messages: DiscordMessages;
  readonly guilds: Pick<Guilds, "stateOf" | "noteHealth">;
  readonly acknowledging: Acknowledging;
  /** Replies of this process that may have been shown although they are to be tried again: key → since when. */
  readonly doubts: Map<string, Date>;
}
