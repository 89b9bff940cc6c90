import type { Announced } from "../../announcing/poster.port.ts";
import type { FetchPicture } from "../../chat/fetch-picture.port.ts";
import type { Part } from "../../chat/rich-text-parts.ts";
import type { Clock } from "../../shared/clock.port.ts";
import type { Log } from "../../shared/log.port.ts";
import type { DiscordRest } from "./discord-rest.ts";
import type { PermissionsOf } from "./examine-channel.ts";
import type { Guilds } from "./guilds.ts";
import type { PostingSentences } from "./render-announcement.ts";

/** What posting announcements is given to work with. */
export interface PosterNeeds {
  /** Null while the bot is not connected. */
  readonly connection: () => PosterConnection | null;
  readonly clock: Clock;
  readonly log: Log;
  readonly sentences: PostingSentences;
  readonly fetchPicture: FetchPicture;
}

export interface PosterConnection {
  readonly rest: DiscordRest;
  readonly botId: string;
  readonly guilds: Pick<Guilds, "stateOf" | "noteHealth">;
  readonly permissionsOf: PermissionsOf;
}

/** The same while there is a connection. `partsOf`: an announcement's messages, worked out once for all channels. */
export type ConnectedNeeds = Omit<PosterNeeds, "connection"> &
  PosterConnection & { readonly partsOf: (announced: Announced) => readonly Part[] };
