import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { cleanName } from "../../chat/clean-text.ts";
import type { WorkspaceRegister } from "../../chat/workspace-register.port.ts";
import { codeOf, type ErrorCode } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { Snowflake } from "./discord-objects.ts";

/** A server of Discord's is called a guild by its programs. `outage`: the bot is in it, but Discord cannot reach it. */
export type GuildState = "here" | "outage" | "gone";

/** The servers the bot is in, as the gateway tells; what it tells is written into the register, in order. */
export interface Guilds {
  /** For the gateway's events READY, GUILD_CREATE and GUILD_DELETE. Throw ZodError. */
  ready(packet: unknown): void;
  created(packet: unknown): void;
  deleted(packet: unknown): void;
  stateOf(guildId: string): GuildState;
  /** Notes what went wrong there, or that it works again; the same thing once. Never throws. */
  noteHealth(guildId: string, code: ErrorCode | null): Promise<void>;
  /** Writes nothing more; resolves when what is being written is. */
  stop(): Promise<void>;
}

interface GuildsNeeds {
  readonly register: WorkspaceRegister;
  readonly log: Log;
  /** How long to wait before something is written again that could not be. */
  readonly retryMilliseconds: number;
}

const Ready = z.object({ guilds: z.array(z.object({ id: Snowflake })) });
/** Source: events/gateway-events, Guild Create: `joined_at` is when this bot was invited, each time anew. */
const Created = z.object({
  id: Snowflake,
  name: z.string().default(""),
  unavailable: z.boolean().nullish(),
  joined_at: z.coerce.date().optional().catch(undefined),
});
/** Source: events/gateway-events, Guild Delete: without `unavailable` the bot was removed. */
const Deleted = z.object({ id: Snowflake, unavailable: z.boolean().nullish() });

export function createGuilds({ register, log, retryMilliseconds }: GuildsNeeds): Guilds {
  const states = new Map<string, "here" | "outage">();
  const noted = new Map<string, ErrorCode | null>();
  const ledger = createLedger(log, retryMilliseconds);
  const place = (id: string) => ({ platform: "discord", id }) as const;

  return {
    // The whole list, with every new session, since the bot is one shard; each server follows as GUILD_CREATE.
    ready: (packet) => {
      const present = new Set(Ready.parse(packet).guilds.map(({ id }) => id));
      for (const id of states.keys()) if (!present.has(id)) states.delete(id);
      for (const id of present) if (!states.has(id)) states.set(id, "outage");
      // Also of those that were left while the bot was off, of which nothing is known here.
      ledger.write(() => register.onlyIn("discord", [...present]));
    },
    created: (packet) => {
      const { id, name, unavailable, joined_at: invitedAt } = Created.parse(packet);
      states.set(id, unavailable === true ? "outage" : "here");
      if (unavailable === true) return;
      noted.delete(id);
      ledger.write(() =>
        register.joined({
          ...place(id),
          name: cleanName(name),
          ...(invitedAt === undefined ? {} : { invitedAt }),
        }),
      );
    },
    deleted: (packet) => {
      const { id, unavailable } = Deleted.parse(packet);
      if (unavailable === true) return void states.set(id, "outage");
      states.delete(id);
      ledger.write(async () => void (await register.left(place(id))));
    },
    stateOf: (id) => states.get(id) ?? "gone",
    noteHealth: async (id, code) => {
      if (noted.get(id) === code) return;
      noted.set(id, code);
      await register.noteHealth(place(id), code);
    },
    stop: ledger.stop,
  };
}

/** Writes one thing after the other: what was left and joined again must not be written the other way round. */
function createLedger(log: Log, retryMilliseconds: number) {
  const waiting: (() => Promise<void>)[] = [];
  const stopping = new AbortController();
  let working: Promise<void> | null = null;

  const workOff = async (): Promise<void> => {
    for (let next = waiting[0]; next !== undefined && !stopping.signal.aborted; next = waiting[0]) {
      try {
        await next();
        waiting.shift();
      } catch (error) {
        log.warn("discord-server-not-noted", { code: codeOf(error), error });
        await pause(retryMilliseconds, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
      }
    }
    working = null;
  };

  return {
    write: (entry: () => Promise<void>): void => {
      waiting.push(entry);
      working ??= workOff();
    },
    stop: async (): Promise<void> => {
      stopping.abort();
      await working;
    },
  };
}
