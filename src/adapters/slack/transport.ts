import type { RequestListener } from "node:http";
import type { Receiver } from "@slack/bolt";
import type { PlatformHealth } from "../../chat/platform.port.ts";

/** How deliveries reach the bot: Slack calls our address (HTTP), or we keep a connection open (Socket Mode). */
export interface SlackTransport {
  /** Made for Bolt; it acknowledges a delivery only once its listeners are done. */
  readonly receiver: Receiver;
  /** Begins to take deliveries. Throws BotError. */
  open(): Promise<void>;
  /** Takes no more, lets those in hand finish, disconnects. Never throws. */
  close(): Promise<void>;
  state(): PlatformHealth["state"];
  /** Of HTTP only: what the web server hands everything under /slack/ to. */
  readonly requestListener: RequestListener | null;
}
