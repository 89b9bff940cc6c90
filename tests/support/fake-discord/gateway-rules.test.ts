import { once } from "node:events";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { WebSocket } from "ws";
import { z } from "zod";
import { createFakeDiscord, type FakeDiscord } from "./fake-discord.ts";
import { intents } from "./payloads.ts";

let fake: FakeDiscord;

beforeEach(async () => {
  fake = await createFakeDiscord();
});

afterEach(() => fake.close());

const Payload = z.object({
  op: z.number(),
  t: z.string().nullable(),
  s: z.number().nullable(),
  d: z.unknown(),
});
type Payload = z.infer<typeof Payload>;

/** A bare client that says what it is told. */
interface BareClient {
  readonly heard: Payload[];
  say(op: number, d: unknown): void;
  sayText(text: string): void;
  /** Resolves when an event of this name, or an opcode, has come. */
  hears(what: string | number): Promise<Payload>;
  /** The code the connection was closed with. */
  closed(): Promise<number>;
  end(): void;
}

function connect(address = `${fake.gateway.url()}/?v=10&encoding=json`): BareClient {
  const socket = new WebSocket(address);
  const heard: Payload[] = [];
  const closing = once(socket, "close").then(([code]) => Number(code));
  socket.on("message", (data: Buffer) => {
    heard.push(Payload.parse(JSON.parse(data.toString("utf8"))));
    socket.emit("heard");
  });
  const hears = async (what: string | number): Promise<Payload> => {
    const found = heard.find(({ op, t }) => t === what || op === what);
    if (found !== undefined) return found;
    await once(socket, "heard");
    return hears(what);
  };
  return {
    heard,
    say: (op, d) => socket.send(JSON.stringify({ op, d })),
    sayText: (text) => socket.send(text),
    hears,
    closed: () => closing,
    end: () => socket.terminate(),
  };
}

const every = intents.guilds | intents.guildMessages | intents.directMessages;
const identity = (more: Record<string, unknown> = {}) => ({
  token: fake.world.token,
  intents: every,
  properties: { os: "linux", browser: "test", device: "test" },
  ...more,
});

async function identified(more: Record<string, unknown> = {}): Promise<BareClient> {
  const client = connect();
  await client.hears(10);
  client.say(2, identity(more));
  await client.hears("READY");
  return client;
}

describe("The imitation of Discord's gateway", () => {
  it("greets, and tells who the bot is and where, in this order", async () => {
    const client = await identified();
    await client.hears("GUILD_CREATE");

    expect(client.heard.map(({ op, t, s }) => [op, t, s])).toEqual([
      [10, null, null],
      [0, "READY", 1],
      [0, "GUILD_CREATE", 2],
    ]);
    client.end();
  });

  it.each(["/?v=9&encoding=json", "/?v=10&encoding=etf", "/"])(
    "closes an address like %s",
    async (address) => {
      expect(await connect(`${fake.gateway.url()}${address}`).closed()).toBe(4012);
    },
  );

  it.each([
    ["another token", { token: "wrong" }, 4004],
    ["intents there are none of", { intents: 1 << 30 }, 4013],
    ["a privileged intent that is not switched on", { intents: intents.messageContent }, 4014],
    ["no word on what it is", { properties: undefined }, 4002],
  ])("closes on a client with %s", async (_, more, code) => {
    const client = connect();
    await client.hears(10);

    client.say(2, identity(more));

    expect(await client.closed()).toBe(code);
  });

  it("closes on a client that identifies twice", async () => {
    const client = await identified();

    client.say(2, identity());

    expect(await client.closed()).toBe(4005);
  });

  it.each([
    ["talks before it has identified", '{"op":3,"d":{}}', 4003],
    ["says nothing that can be read", "hello", 4002],
    ["says too much at once", JSON.stringify({ op: 1, d: "x".repeat(4_096) }), 4002],
  ])("closes on a client that %s", async (_, text, code) => {
    const client = connect();
    await client.hears(10);

    client.sayText(text);

    expect(await client.closed()).toBe(code);
  });

  it("closes on a client that talks without end", async () => {
    const client = connect();
    await client.hears(10);

    for (let count = 0; count <= 120; count++) client.say(1, null);

    expect(await client.closed()).toBe(4008);
  });

  it("answers a heartbeat", async () => {
    const client = await identified();

    client.say(1, null);

    expect((await client.hears(11)).op).toBe(11);
    client.end();
  });

  it("tells only what was asked for", async () => {
    const client = await identified({ intents: intents.directMessages });

    fake.mention("in a channel");
    fake.writeDirectly("directly");
    const { d } = await client.hears("MESSAGE_CREATE");

    expect(d).toMatchObject({ content: "directly" });
    client.end();
  });

  it("withholds the text of messages that have nothing to do with the bot", async () => {
    const client = await identified();

    fake.say({ content: "between us" });
    const { d } = await client.hears("MESSAGE_CREATE");

    expect(d).toMatchObject({ content: "" });
    client.end();
  });

  it("shows them to a bot with the privileged intent", async () => {
    await fake.close();
    fake = await createFakeDiscord({ allowedPrivileged: intents.messageContent });
    const client = await identified({ intents: every | intents.messageContent });

    fake.say({ content: "between us" });
    const { d } = await client.hears("MESSAGE_CREATE");

    expect(d).toMatchObject({ content: "between us" });
    client.end();
  });

  describe("when a session is resumed", () => {
    const resumption = (ready: Payload, more: Record<string, unknown> = {}) => ({
      token: fake.world.token,
      session_id: z.object({ session_id: z.string() }).parse(ready.d).session_id,
      seq: 2,
      ...more,
    });

    async function resumed(more: Record<string, unknown> = {}): Promise<BareClient> {
      const first = await identified();
      const ready = await first.hears("READY");
      first.end();
      await first.closed();
      fake.mention("meanwhile");
      const second = connect();
      await second.hears(10);
      second.say(6, resumption(ready, more));
      return second;
    }

    it("replays what was missed, and says when that is done", async () => {
      const client = await resumed();
      await client.hears("RESUMED");

      expect(client.heard.map(({ t }) => t)).toEqual([null, "MESSAGE_CREATE", "RESUMED"]);
      client.end();
    });

    it.each([
      ["another token", { token: "wrong" }, 4004],
      ["a number it was never given", { seq: 99 }, 4007],
      ["no number", { seq: undefined }, 4002],
    ])("closes on %s", async (_, more, code) => {
      const client = await resumed(more);

      expect(await client.closed()).toBe(code);
    });

    it("says when there is no such session any more", async () => {
      const client = await resumed({ session_id: "forgotten" });

      expect(await client.hears(9)).toMatchObject({ d: false });
      client.end();
    });
  });
});
