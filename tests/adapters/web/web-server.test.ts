import { createServer } from "node:http";
import { type AddressInfo, createServer as createListener } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createRateLimit } from "../../../src/adapters/web/rate-limit.ts";
import { plainHttp, postQuestion } from "./plain-http.ts";
import { type RunningWeb, startWeb } from "./running-web.ts";
import { anAnswer, replyOf } from "./web-answers.ts";

let running: RunningWeb[] = [];

async function start(...overrides: Parameters<typeof startWeb>): Promise<RunningWeb> {
  const web = await startWeb(...overrides);
  running.push(web);
  return web;
}

afterEach(async () => {
  await Promise.all(running.map((web) => web.stop()));
  running = [];
});

describe("the port of the web page", () => {
  it("is the next one when the one in the settings is taken, and says so", async () => {
    const first = await start();
    const taken = first.platform.address()?.port ?? 0;

    const second = await start({ settings: { port: taken } });

    expect(second.platform.address()?.port).toBeGreaterThan(taken);
    expect(second.platform.health().detail).toContain(`port ${taken} was taken`);
    expect((await plainHttp(`${second.url}/healthz`)).status).toBe(200);
  });

  it("is not one where another program answers to localhost by its newer address", async () => {
    const other = createListener((socket) => socket.end());
    await new Promise<void>((resolve) => other.listen(0, "::1", resolve));
    const address: AddressInfo | string | null = other.address();
    const taken = typeof address === "object" ? (address?.port ?? 0) : 0;

    const web = await start({ settings: { port: taken } });
    await new Promise((resolve) => other.close(resolve));

    expect(web.platform.address()?.port).not.toBe(taken);
  });

  it("is reached from this computer only", async () => {
    const web = await start();
    const port = web.platform.address()?.port ?? 0;

    const elsewhere = createServer();
    const couldListen = await new Promise<boolean>((resolve) => {
      elsewhere.once("error", () => resolve(false)).listen(port, "127.0.0.2", () => resolve(true));
    });
    elsewhere.close();

    // Had the page listened on every address, this one would have been taken.
    expect(couldListen).toBe(true);
  });
});

describe("whoever watches the service", () => {
  it("sees that it is alive without any database", async () => {
    const web = await start({ needs: { readiness: () => new Promise(() => {}) } });

    expect((await plainHttp(`${web.url}/healthz`)).status).toBe(200);
  });

  it("sees which part is not ready", async () => {
    const parts = { database: { ready: false, detail: "The database can't be reached." } };
    const web = await start({ needs: { readiness: async () => ({ ready: false, parts }) } });

    const response = await plainHttp(`${web.url}/readyz`);

    expect(response.status).toBe(503);
    expect(JSON.parse(response.text)).toEqual({ ready: false, parts });
  });

  it("sees that it is ready", async () => {
    const web = await start();

    const response = await plainHttp(`${web.url}/readyz`);

    expect(response.status).toBe(200);
  });

  it.each([
    ["fails", () => Promise.reject(new Error("no"))],
    ["hangs", () => new Promise<never>(() => {})],
  ])("is told so when the check itself %s", async (_, readiness) => {
    const web = await start({ needs: { readiness } });

    const response = await plainHttp(`${web.url}/readyz`);

    expect(response.status).toBe(503);
    expect(JSON.parse(response.text).ready).toBe(false);
  });
});

describe("another platform that shares the port", () => {
  it("gets its requests untouched, whatever name they came by", async () => {
    const web = await start({
      needs: {
        mounts: [
          {
            path: "/slack/events",
            listener: (incoming, outgoing) => {
              incoming.resume().on("end", () => outgoing.end(`${incoming.method} ${incoming.url}`));
            },
          },
        ],
      },
    });

    const mounted = await plainHttp(`${web.url}/slack/events?a=1`, {
      method: "POST",
      headers: { Host: "bot.cluster.example" },
      body: "payload",
    });
    const beside = await plainHttp(`${web.url}/slack/eventsnot`);

    expect(mounted.text).toBe("POST /slack/events?a=1");
    expect(beside.status).toBe(404);
  });
});

describe("the web page when the program stops", () => {
  it("still brings answers that are on their way", async () => {
    const answer = Promise.withResolvers<void>();
    const asked = Promise.withResolvers<void>();
    const web = await start({
      settings: { stopMilliseconds: 5_000 },
      answering: async () => {
        asked.resolve();
        await answer.promise;
        return replyOf(anAnswer());
      },
    });
    const response = postQuestion(web.url, "How do I leave?");
    await asked.promise;

    const stopping = web.stop();
    answer.resolve();
    await stopping;

    expect((await response).status).toBe(200);
    await expect(plainHttp(web.url)).rejects.toThrow("ECONNREFUSED");
  });

  it("tells whoever still waits after that to ask again", async () => {
    const asked = Promise.withResolvers<void>();
    const web = await start({
      settings: { stopMilliseconds: 10 },
      answering: () => {
        asked.resolve();
        return null;
      },
    });
    const response = postQuestion(web.url, "How do I leave?");
    await asked.promise;

    await web.stop();

    expect(JSON.parse((await response).text).error.code).toBe("WEB_STOPPING");
  });
});

describe("the limit on questions", () => {
  it("holds for those that wait at the same time, and an answered one makes room", async () => {
    let minutes = 0;
    const held: (() => void)[] = [];
    const clock = {
      now: () => {
        minutes += 1;
        return new Date(minutes * 60_000);
      },
    };
    const web = await start({
      needs: { clock },
      answering: async () => {
        await new Promise<void>((resolve) => held.push(resolve));
        return replyOf(anAnswer());
      },
    });
    const waiting = Array.from({ length: 64 }, () => postQuestion(web.url, "How do I leave?"));
    await expect.poll(() => held.length).toBe(64);

    const refused = await postQuestion(web.url, "How do I leave?");
    for (const release of held) release();
    const answered = await Promise.all(waiting);
    const next = postQuestion(web.url, "How do I leave?");
    await expect.poll(() => held.length).toBe(65);
    held.at(-1)?.();

    expect(refused.status).toBe(429);
    expect(answered.every((response) => response.status === 200)).toBe(true);
    expect((await next).status).toBe(200);
  });

  it("counts each address for itself, and forgives with time", () => {
    let seconds = 0;
    const limit = createRateLimit({ now: () => new Date(1_700_000_000_000 + seconds * 1_000) });
    for (let index = 0; index < 60; index += 1) expect(limit("a")).toBe(0);

    expect(limit("a")).toBe(1);
    expect(limit("b")).toBe(0);
    seconds = 1;
    expect([limit("a"), limit("a"), limit("a"), limit("a"), limit("a")]).toEqual([0, 0, 0, 0, 0]);
    expect(limit("a")).toBe(1);
  });
});
