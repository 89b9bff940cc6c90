import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { FetchedAttachment } from "../../../src/chat/platform.port.ts";
import { english } from "../../../src/messages/english.ts";
import { type BotOnFake, createBotOnFake } from "../../support/fake-discord/bot.ts";
import { uploadPayload } from "../../support/fake-discord/payloads.ts";

let bot: BotOnFake;

beforeEach(async () => {
  bot = await createBotOnFake();
});

afterEach(() => bot.fake.close());

const clauses = english.discord.attachment;
const megabyte = 1_000_000;

const addressOf = (content: string): string =>
  uploadPayload(bot.fake.world, bot.fake.upload("fees.txt", content)).url;

/** The bot reads a file that somebody sent, as the core asks it to. */
async function read(address: string, more: { size?: number; maxBytes?: number } = {}) {
  const { size = null, maxBytes = megabyte } = more;
  const attachment = { name: "fees.txt", address, mediaType: "text/plain", size };
  return await bot.platform.fetchAttachment?.({ workspace: null, attachment }, maxBytes);
}

const refused = (reason: string): FetchedAttachment => ({ kind: "refused", reason });

describe("A file that was sent on Discord", () => {
  it("is read as it is", async () => {
    const fetched = await read(addressOf("240 pounds"));

    expect(fetched).toMatchObject({ kind: "fetched" });
    expect(fetched?.kind === "fetched" && Buffer.from(fetched.bytes).toString()).toBe("240 pounds");
  });

  it("is not read when Discord says that it is too large", async () => {
    expect(await read(addressOf("x"), { size: megabyte + 1 })).toEqual(refused(clauses.tooLarge(1)));
    expect(bot.fake.journal.entries).toEqual([]);
  });

  it("is not read to the end when it is larger than Discord says", async () => {
    const address = addressOf("x".repeat(3 * megabyte));

    expect(await read(address, { size: 10, maxBytes: 2 * megabyte })).toEqual(refused(clauses.tooLarge(2)));
  });

  it("may be as large as is allowed", async () => {
    expect(await read(addressOf("x".repeat(megabyte)))).toMatchObject({ kind: "fetched" });
  });

  it("that is gone is said to be", async () => {
    const address = addressOf("x");
    bot.fake.world.uploads.clear();

    expect(await read(address)).toEqual(refused(clauses.gone));
  });

  it("is not read when Discord answers that it cannot just now", async () => {
    bot.fake.faults.next("GET", /attachments/, "server-error-before");

    expect(await read(addressOf("x"))).toEqual(refused(clauses.notRead));
  });

  it("is not followed elsewhere", async () => {
    const location = addressOf("another");
    bot.fake.faults.next("GET", /attachments/, { answer: { status: 302, headers: { location } } });

    expect(await read(addressOf("x"))).toEqual(refused(clauses.notRead));
  });

  it("is not read when Discord cannot be reached", async () => {
    const address = addressOf("x");
    await bot.fake.close();

    expect(await read(address)).toEqual(refused(clauses.notRead));
  });

  it.each([
    "https://example.org/fees.txt",
    "http://cdn.discordapp.com/attachments/1/2/fees.txt",
    "https://cdn.discordapp.com.example.org/attachments/1/2/fees.txt",
    "https://cdn.discordapp.com:8443/attachments/1/2/fees.txt",
    "https://somebody@cdn.discordapp.com/attachments/1/2/fees.txt",
    "http://169.254.169.254/latest/meta-data",
    "file:///etc/passwd",
    "fees.txt",
  ])("is not looked for at %s", async (address) => {
    expect(await read(address)).toEqual(refused(clauses.notOnDiscord));
  });

  it("is not looked for where the program itself may be, when Discord is the real one", async () => {
    const address = addressOf("x");
    const real = bot.anotherProcess({ apiUrl: "https://discord.com/api" });
    const attachment = { name: "x", address, mediaType: null, size: null };

    expect(await real.fetchAttachment?.({ workspace: null, attachment }, megabyte)).toEqual(
      refused(clauses.notOnDiscord),
    );
  });
});
