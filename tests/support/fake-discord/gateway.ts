import { EventEmitter, once } from "node:events";
import type { Server } from "node:http";
import { type RawData, WebSocket, WebSocketServer } from "ws";
import { z } from "zod";
import { guildPayload, readyPayload } from "./guild-payloads.ts";
import { type Event, intents } from "./payloads.ts";
import type { World } from "./world.ts";

/** Source: topics/opcodes-and-status-codes, gateway opcodes. */
const opcodes = { dispatch: 0, heartbeat: 1, identify: 2, resume: 6, invalidSession: 9, hello: 10, ack: 11 };

/** Source: topics/opcodes-and-status-codes, gateway close event codes. */
const closeCodes = {
  decodeError: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidSequence: 4007,
  rateLimited: 4008,
  invalidVersion: 4012,
  invalidIntents: 4013,
  disallowedIntents: 4014,
};

const Payload = z.object({ op: z.number().int(), d: z.unknown() });

/** Source: events/gateway-events, Identify. */
const Identify = z.object({
  token: z.string(),
  intents: z.number().int().nonnegative(),
  properties: z.object({ os: z.string(), browser: z.string(), device: z.string() }),
});

/** Source: events/gateway-events, Resume. */
const Resume = z.object({ token: z.string(), session_id: z.string(), seq: z.number().int() });

interface Session {
  readonly id: string;
  readonly intents: number;
  readonly events: { name: string; data: unknown }[];
  socket: WebSocket | null;
}

export interface GatewayOptions {
  readonly world: World;
  /** Milliseconds between heartbeats that the client is told. */
  readonly heartbeatInterval: number;
  /** Privileged intents switched on in the developer portal. */
  readonly allowedPrivileged: number;
}

export interface Gateway {
  readonly url: () => string;
  /** What the client asked to hear when it last identified. */
  readonly identifiedIntents: () => number | null;
  readonly counts: { heartbeats: number; identifies: number; resumes: number };
  /** Sends an event, now or, while the connection is gone, when the session is resumed. */
  dispatch(event: Event): void;
  /** Sends the last event of a kind again. */
  repeatLast(name: string): void;
  /** Cuts the connection as the platform or the network does; resolves when both sides have closed it. */
  drop(closeCode: number): Promise<void>;
  /** The next time somebody identifies, the connection is closed with this code instead. */
  refuseNext(closeCode: number): void;
  /** Resolves when so many heartbeats have come. */
  heartbeats(count: number): Promise<void>;
  /** Resolves when somebody has identified so often. */
  identified(count: number): Promise<void>;
  /**
   * Resolves when the client has heard every event so far: it answers a request for a heartbeat at once, and
   * events arrive in order (events/gateway, Heartbeat Requests).
   */
  allHeard(): Promise<void>;
  /** Forgets the session, so that it cannot be resumed. */
  forgetSession(): void;
  close(): Promise<void>;
}

const privileged = intents.guildMembers | intents.guildPresences | intents.messageContent;
/** Source: events/gateway: the highest intent, DIRECT_MESSAGE_POLLS, is 1 << 25. */
const everyIntent = (1 << 26) - 1;

interface State extends GatewayOptions {
  readonly url: () => string;
  readonly counts: { heartbeats: number; identifies: number; resumes: number };
  readonly changes: EventEmitter;
  refusal: number | null;
  session: Session | null;
}

export function createGateway(server: Server, options: GatewayOptions): Gateway {
  const sockets = new WebSocketServer({ server });
  const url = (): string => {
    const address = server.address();
    return `ws://127.0.0.1:${typeof address === "object" ? address?.port : 0}`;
  };
  const counts = { heartbeats: 0, identifies: 0, resumes: 0 };
  const state: State = { ...options, url, counts, changes: new EventEmitter(), refusal: null, session: null };
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await once(state.changes, "change");
  };
  sockets.on("connection", (socket, request) => {
    const closeCode = greet(state, socket, request.url ?? "/");
    if (closeCode !== null) socket.close(closeCode);
  });

  return {
    url,
    identifiedIntents: () => state.session?.intents ?? null,
    counts,
    dispatch: ({ name, intent, data }) => {
      const { session } = state;
      if (session === null || (intent !== null && (session.intents & intent) === 0)) return;
      record(session, name, data);
    },
    repeatLast: (name) => {
      const { session } = state;
      const last = session?.events.findLast((event) => event.name === name);
      if (session !== null && last !== undefined) record(session, name, last.data);
    },
    drop: async (closeCode) => {
      const socket = state.session?.socket;
      if (!socket) return;
      socket.close(closeCode);
      await once(socket, "close");
    },
    allHeard: () => {
      const { heartbeats } = counts;
      if (state.session?.socket) send(state.session.socket, opcodes.heartbeat, null);
      return until(() => counts.heartbeats > heartbeats);
    },
    refuseNext: (closeCode) => {
      state.refusal = closeCode;
    },
    heartbeats: (count) => until(() => counts.heartbeats >= count),
    identified: (count) => until(() => counts.identifies >= count),
    forgetSession: () => {
      state.session = null;
    },
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => sockets.close(resolve));
    },
  };
}

/** A new connection. This and what follows return the code to close it with, or null to go on. */
function greet(state: State, socket: WebSocket, address: string): number | null {
  const query = new URL(address, "ws://fake").searchParams;
  // Source: events/gateway: version and encoding are part of the address.
  if (query.get("v") !== "10" || query.get("encoding") !== "json") return closeCodes.invalidVersion;
  send(socket, opcodes.hello, { heartbeat_interval: state.heartbeatInterval });
  let received = 0;
  socket.on("message", (raw: RawData) => {
    received++;
    // Source: events/gateway: 120 payloads in 60 s.
    const closeCode = received > 120 ? closeCodes.rateLimited : hear(state, socket, textOf(raw));
    if (closeCode !== null) socket.close(closeCode);
  });
  return null;
}

function hear(state: State, socket: WebSocket, text: string): number | null {
  // Source: events/gateway: payloads of at most 4096 bytes.
  if (Buffer.byteLength(text) > 4_096) return closeCodes.decodeError;
  const payload = Payload.safeParse(parseJson(text));
  if (!payload.success) return closeCodes.decodeError;
  const { op, d } = payload.data;
  if (op === opcodes.identify) return identify(state, socket, d);
  if (op === opcodes.resume) return resume(state, socket, d);
  if (op !== opcodes.heartbeat) return closeCodes.notAuthenticated;
  state.counts.heartbeats++;
  send(socket, opcodes.ack, null);
  state.changes.emit("change");
  return null;
}

function identify(state: State, socket: WebSocket, d: unknown): number | null {
  const { refusal } = state;
  state.refusal = null;
  if (refusal !== null) return refusal;
  const asked = Identify.safeParse(d).data;
  if (asked === undefined) return closeCodes.decodeError;
  if (state.session?.socket === socket) return closeCodes.alreadyAuthenticated;
  if (asked.token !== state.world.token) return closeCodes.authenticationFailed;
  if ((asked.intents & ~everyIntent) !== 0) return closeCodes.invalidIntents;
  // Source: events/gateway: privileged intents that are not switched on close the connection.
  if ((asked.intents & privileged & ~state.allowedPrivileged) !== 0) return closeCodes.disallowedIntents;
  const session: Session = { id: state.world.newId(), intents: asked.intents, events: [], socket };
  state.session = session;
  record(session, "READY", readyPayload(state.world, { id: session.id, url: state.url() }));
  if ((asked.intents & intents.guilds) !== 0)
    for (const guild of state.world.guilds.values())
      record(session, "GUILD_CREATE", guildPayload(state.world, guild));
  state.counts.identifies++;
  state.changes.emit("change");
  return null;
}

/** Source: events/gateway, Resuming: what was missed is replayed, then RESUMED. */
function resume(state: State, socket: WebSocket, d: unknown): number | null {
  state.counts.resumes++;
  const asked = Resume.safeParse(d).data;
  if (asked === undefined) return closeCodes.decodeError;
  if (asked.token !== state.world.token) return closeCodes.authenticationFailed;
  const { session } = state;
  if (session === null || session.id !== asked.session_id) {
    send(socket, opcodes.invalidSession, false);
    return null;
  }
  if (asked.seq > session.events.length) return closeCodes.invalidSequence;
  session.socket = socket;
  for (let index = asked.seq; index < session.events.length; index++) deliver(session, index);
  record(session, "RESUMED", {});
  return null;
}

function record(session: Session, name: string, data: unknown): void {
  session.events.push({ name, data });
  deliver(session, session.events.length - 1);
}

function deliver(session: Session, index: number): void {
  const event = session.events[index];
  if (event === undefined || session.socket?.readyState !== WebSocket.OPEN) return;
  const payload = { op: opcodes.dispatch, d: event.data, s: index + 1, t: event.name };
  session.socket.send(JSON.stringify(payload));
}

function send(socket: WebSocket, op: number, d: unknown): void {
  socket.send(JSON.stringify({ op, d, s: null, t: null }));
}

function textOf(raw: RawData): string {
  return Buffer.isBuffer(raw) ? raw.toString("utf8") : "";
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
