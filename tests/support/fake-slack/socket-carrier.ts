import type { Server } from "node:http";
import { type WebSocket, WebSocketServer } from "ws";
import { acknowledgementMilliseconds, type Carrier, type Delivered, type Delivery } from "./deliveries.ts";

export interface SocketCarrier extends Carrier {
  /** Slack renews a connection every few hours: it says so and closes. */
  renew(): void;
  /** The connection breaks without a word. */
  cut(): void;
  connections(): number;
  close(): Promise<void>;
}

interface Envelope {
  readonly envelope_id: string;
  readonly payload?: { readonly text?: string };
}

/** Slack's end of Socket Mode, on the fake's own server under /socket. */
export function createSocketCarrier(server: Server, patience = acknowledgementMilliseconds): SocketCarrier {
  const sockets = new WebSocketServer({ server, path: "/socket" });
  const waiting = new Map<string, (said: string) => void>();
  let count = 0;

  sockets.on("connection", (socket) => {
    // docs: using Socket Mode: hello once the connection is ready
    socket.send(JSON.stringify({ type: "hello", num_connections: sockets.clients.size }));
    socket.on("message", (data) => {
      const { envelope_id, payload }: Envelope = JSON.parse(String(data));
      waiting.get(envelope_id)?.(payload?.text ?? "");
    });
  });

  const send = (socket: WebSocket, delivery: Delivery): Promise<Delivered> => {
    count += 1;
    const envelope_id = `envelope-${count}`;
    // docs: using Socket Mode: envelope types, retry_attempt; only commands accept a response payload
    const envelope = {
      envelope_id,
      type: delivery.kind === "event" ? "events_api" : "slash_commands",
      payload: delivery.payload,
      accepts_response_payload: delivery.kind === "command",
      ...(delivery.kind === "event"
        ? { retry_attempt: delivery.retry, retry_reason: delivery.retryReason ?? "" }
        : {}),
    };
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        waiting.delete(envelope_id);
        resolve({ kind: "failed", reason: "http_timeout", status: null });
      }, patience);
      waiting.set(envelope_id, (said) => {
        clearTimeout(timer);
        waiting.delete(envelope_id);
        resolve({ kind: "acknowledged", said });
      });
      socket.send(JSON.stringify(envelope));
    });
  };

  return {
    carry: async (delivery) => {
      const [socket] = sockets.clients;
      if (socket === undefined) return { kind: "failed", reason: "connection_failed", status: null };
      return send(socket, delivery);
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
