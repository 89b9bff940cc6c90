import type { Messages } from "../../messages/english.ts";

/** The sentences this adapter says by itself. */
export type DiscordMessages = Messages["chat"] & Messages["discord"];
