import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { acknowledgementMilliseconds, type Carrier, type Delivered, type Delivery } from "./deliveries.ts";
import { acknowledged } from "./http-carrier.ts";

export interface SocketCarrier extends Carrier {
  /** Slack renews a connection every few hours: it says so and closes. */
  renew(): void;
  /** The connection breaks without a word. */
  cut(): void;
  connections(): number;
  close(): Promise<void>;
}

interface Acknowledgement {
  readonly envelope_id: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** Slack's end of Socket Mode, on the fake's own server under /socket. */
export function createSocketCarrier(server: Server, patience = acknowledgementMilliseconds): SocketCarrier {
  const sockets = new WebSocketServer({ server, path: "/socket" });
  const waiting = new Map<string, Waiting>();
  const envelopes: Envelopes = { waiting, patience, count: 0 };

  sockets.on("connection", (socket) => {
    // docs: using Socket Mode: hello once the connection is ready
    socket.send(JSON.stringify({ type: "hello", num_connections: sockets.clients.size }));
    socket.on("message", (data: Buffer) => {
      const { envelope_id, payload }: Acknowledgement = JSON.parse(data.toString("utf8"));
      waiting.get(envelope_id)?.(payload ?? null);
    });
  });

  return {
    carry: async (delivery) => {
      const [socket] = sockets.clients;
      if (socket === undefined) return { kind: "failed", reason: "connection_failed", status: null };
      return sendEnvelope(socket, delivery, envelopes);
    },
    renew: () => {
      for (const socket of sockets.clients) {
        socket.send(JSON.stringify({ type: "disconnect", reason: "refresh_requested" }));
      }
    },
    cut: () => {
      for (const socket of sockets.clients) socket.terminate();
    },
    connections: () => sockets.clients.size,
    close: async () => {
      for (const socket of sockets.clients) socket.terminate();
      await new Promise((resolve) => sockets.close(resolve));
    },
  };
}

type Waiting = (answer: Readonly<Record<string, unknown>> | null) => void;

/** docs: using Socket Mode: envelope types */
const envelopeTypes = { event: "events_api", command: "slash_commands", interaction: "interactive" } as const;

interface Envelopes {
  /** Envelope → what to do with the bot's acknowledgement. */
  readonly waiting: Map<string, Waiting>;
  readonly patience: number;
  count: number;
}

function sendEnvelope(socket: WebSocket, delivery: Delivery, envelopes: Envelopes): Promise<Delivered> {
  envelopes.count += 1;
  const envelope_id = `envelope-${envelopes.count}`;
  // docs: using Socket Mode: retry_attempt; events accept no response payload
  const envelope = {
    envelope_id,
    type: envelopeTypes[delivery.kind],
    payload: delivery.payload,
    accepts_response_payload: delivery.kind !== "event",
    ...(delivery.kind === "event"
      ? { retry_attempt: delivery.retry, retry_reason: delivery.retryReason ?? "" }
      : {}),
  };
  return new Promise((resolve) => {
    const end = (delivered: Delivered): void => {
      clearTimeout(timer);
      envelopes.waiting.delete(envelope_id);
      resolve(delivered);
    };
    const late: Delivered = { kind: "failed", reason: "http_timeout", status: null };
    const timer = setTimeout(() => end(late), envelopes.patience);
    envelopes.waiting.set(envelope_id, (answer) => end(acknowledged(delivery, answer)));
    socket.send(JSON.stringify(envelope));
  });
}
