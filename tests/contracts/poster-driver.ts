import type { Destination, Poster, RefusalReason } from "../../src/announcing/poster.port.ts";

/** What goes wrong with a call that posts: its answer lost, 500 although it was done, 500 and it was not. */
export type PosterFault = "lost" | "done-but-500" | "500" | { readonly limitedFor: number };
export type Call = "post" | "edit" | "remove";

/** A poster, and the platform it posts on. */
export interface PosterDriver {
  readonly poster: Poster;
  readonly destination: Destination;
  /** What people see in the channel now, oldest first. */
  shown(): readonly { readonly id: string; readonly text: string; readonly pinged: readonly string[] }[];
  /** The next call of a kind goes wrong. */
  fail(call: Call, fault: PosterFault): void;
  advance(milliseconds: number): void;
  now(): Date;
  /** What people may do to the channel, each with what a poster has to say of it. */
  readonly troubles: readonly (readonly [string, RefusalReason, () => Promise<void>])[];
  allowReadingBack(isAllowed: boolean): Promise<void>;
  /** Somebody deletes a message. */
  deleteMessage(id: string): void;
  close(): Promise<void>;
}
