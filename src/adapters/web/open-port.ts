import type { Server } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { z } from "zod";
import { BotError } from "../../shared/errors.ts";
import { webLimits } from "./limits.ts";

/** Only this machine can reach the page: it has no sign-in. */
const loopback = "127.0.0.1";

/** Listens on the given port of 127.0.0.1 or the next free one; 0 is any. Throws BotError PORT_UNAVAILABLE. */
export async function openPort(server: Server, wanted: number): Promise<number> {
  const last = Math.min(65_535, wanted === 0 ? 0 : wanted + webLimits.furtherPorts);
  for (let port = wanted; port <= last; port += 1) {
    if (port !== 0 && (await isAnswered(port))) continue;
    if (await listens(server, port)) return portOf(server);
  }
  throw new BotError("PORT_UNAVAILABLE", { detail: `ports ${wanted} to ${last} are all taken` });
}

/**
 * Whether another program answers there. Asked on both loopback addresses, since a browser that is told
 * `localhost` tries ::1 first and would show that program's page instead of ours.
 */
async function isAnswered(port: number): Promise<boolean> {
  const answers = await Promise.all(["::1", loopback].map((host) => accepts(host, port)));
  return answers.includes(true);
}

function accepts(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const finish = (isOpen: boolean) => (): void => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once("connect", finish(true)).once("error", finish(false)).setTimeout(500, finish(false));
  });
}

const SystemError = z.object({ code: z.string() });

function listens(server: Server, port: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const onListening = (): void => {
      server.off("error", onError);
      resolve(true);
    };
    const onError = (error: unknown): void => {
      server.off("listening", onListening);
      if (SystemError.safeParse(error).data?.code === "EADDRINUSE") resolve(false);
      else reject(new BotError("PORT_UNAVAILABLE", { cause: error, detail: `port ${port}` }));
    };
    server.once("listening", onListening).once("error", onError).listen(port, loopback);
  });
}

function portOf(server: Server): number {
  const address: AddressInfo | string | null = server.address();
  if (address === null || typeof address === "string")
    throw new BotError("PORT_UNAVAILABLE", { detail: "the server has no port" });
  return address.port;
}
