import { describe, expect, it } from "vitest";
import type { FetchedPicture } from "../../src/chat/fetch-picture.port.ts";
import { createBotOnFake } from "../support/fake-discord/bot.ts";
import { type Fault, tooManyRequests } from "../support/fake-discord/faults.ts";
import { readableContent } from "../support/fake-discord/readable-text.ts";
import { type Permission, permissionBits, places } from "../support/fake-discord/world.ts";
import { anAnnouncement, aPart, describePoster, longBody } from "./poster.ts";
import type { Call, PosterDriver, PosterFault } from "./poster-driver.ts";
import { createRecordingInbox } from "./recording-inbox.ts";

const methods: Readonly<Record<Call, string>> = { post: "POST", edit: "PATCH", remove: "DELETE" };
const faultOf = (fault: PosterFault): Fault =>
  typeof fault === "object"
    ? tooManyRequests(fault.limitedFor)
    : ({ lost: "lose-reply", "done-but-500": "server-error-after", "500": "server-error-before" } as const)[
        fault
      ];
const every = Object.keys(permissionBits) as Permission[];
const all = (...but: readonly Permission[]): Permission[] =>
  every.filter((permission) => !but.includes(permission));
const picture: FetchedPicture = {
  kind: "fetched",
  bytes: new Uint8Array([137, 80]),
  mediaType: "image/png",
  ending: "png",
};

async function open(channel: string = places.general) {
  const fetched: string[] = [];
  let fetches: FetchedPicture = picture;
  const { fake, platform, clock } = await createBotOnFake({}, {}, async (address) => {
    fetched.push(address);
    return fetches;
  });
  const { world } = fake;
  await platform.start(createRecordingInbox());
  const messages = () =>
    world.messages.filter((message) => message.channelId === channel && !message.isDeleted);
  const changed = async (change: () => void): Promise<void> => {
    change();
    await fake.gateway.allHeard();
  };
  return {
    fake,
    fetched,
    messages,
    changed,
    noPicture: () => {
      fetches = { kind: "refused", reason: "it is gone" };
    },
    poster: platform.poster,
    destination: { platform: "discord", workspace: world.guildId, channel },
    shown: () =>
      messages().map(({ id, content, pinged }) => ({ id, text: readableContent(content), pinged })),
    fail: (call, fault) => fake.faults.next(methods[call], /\/messages(\/\d+)?$/, faultOf(fault)),
    advance: clock.advance,
    now: clock.now,
    troubles: [
      ["the bot was removed", "bot-removed", () => changed(() => fake.removeFromServer(world.guildId))],
      ["the channel was deleted", "channel-gone", () => changed(() => fake.deleteChannel(channel))],
      [
        "the bot may not see the channel",
        "not-in-channel",
        () => changed(() => fake.setPermissions(channel, all("VIEW_CHANNEL"))),
      ],
      [
        "the bot may not write there",
        "may-not-post",
        () => changed(() => fake.setPermissions(channel, all("SEND_MESSAGES"))),
      ],
    ],
    allowReadingBack: (isAllowed) =>
      changed(() => fake.setPermissions(channel, isAllowed ? every : all("READ_MESSAGE_HISTORY"))),
    deleteMessage: (id) => {
      for (const message of messages()) if (message.id === id) message.isDeleted = true;
    },
    close: async () => {
      expect(fake.specificationProblems() ?? []).toEqual([]);
      await platform.stop();
      await fake.close();
    },
  } satisfies PosterDriver & Record<string, unknown>;
}

describePoster("on Discord", () => open());

describe("Announcements on Discord alone", () => {
  const image = { url: "https://example.org/poster.png", alt: "Two people, one laptop" };
  const announced = anAnnouncement({ image });

  it("carry their picture with what it shows in words, fetched once for all servers", async () => {
    const driver = await open();
    await driver.poster.post(aPart(driver, { announced }));
    await driver.poster.post(aPart(driver, { announced, key: "another" }));

    expect(driver.messages().map(({ attachments }) => attachments)).toMatchObject([
      [{ name: "picture.png", mediaType: "image/png", description: image.alt }],
      [{ description: image.alt }],
    ]);
    expect(driver.fetched).toEqual([image.url]);

    await driver.close();
  });

  it.each([
    ["cannot be fetched", (driver: Awaited<ReturnType<typeof open>>) => driver.noPicture()],
    [
      "may not be attached",
      (driver: Awaited<ReturnType<typeof open>>) =>
        driver.changed(() => driver.fake.setPermissions(places.general, all("ATTACH_FILES"))),
    ],
  ])("lead to their picture where it %s", async (_, trouble) => {
    const driver = await open();
    await trouble(driver);

    const outcome = await driver.poster.post(aPart(driver, { announced }));

    expect(outcome.kind).toBe("posted");
    expect(driver.messages()).toMatchObject([{ attachments: [] }]);
    expect(driver.messages()[0]?.content).toContain(`[Picture: ${image.alt}](<${image.url}>)`);

    await driver.close();
  });

  it("are told beforehand that the picture may not be attached", async () => {
    const driver = await open();
    await driver.changed(() => driver.fake.setPermissions(places.general, all("ATTACH_FILES")));

    expect(await driver.poster.examine(driver.destination)).toMatchObject({
      kind: "ready",
      mayAttach: false,
    });

    await driver.close();
  });

  it("lose or change their picture with a correction", async () => {
    const driver = await open();
    const outcome = await driver.poster.post(aPart(driver, { announced }));
    if (outcome.kind !== "posted") throw new Error(outcome.kind);
    const { receipt } = outcome;

    const other = anAnnouncement({ image: { ...image, alt: "Three people" } });
    await driver.poster.edit({ ...aPart(driver, { announced: other }), receipt });
    expect(driver.messages()[0]?.attachments).toMatchObject([{ description: "Three people" }]);
    await driver.poster.edit({ ...aPart(driver), receipt });
    expect(driver.messages()[0]?.attachments).toEqual([]);

    await driver.close();
  });

  it.each([
    [true, "as replies to the first part"],
    [false, "with a link to it where the bot may not reply"],
  ])("go on (%s) %s", async (mayReply) => {
    const driver = await open();
    await driver.allowReadingBack(mayReply);
    const long = anAnnouncement({ body: longBody });
    const first = await driver.poster.post(aPart(driver, { announced: long }));
    if (first.kind !== "posted") throw new Error(first.kind);

    await driver.poster.post(
      aPart(driver, { announced: long, part: 1, before: [first.receipt], key: "next" }),
    );

    const [, second] = driver.messages();
    expect(second?.replyTo).toBe(mayReply ? first.receipt.id : null);
    expect(second?.content.includes(first.receipt.link ?? "?")).toBe(!mayReply);

    await driver.close();
  });

  it("hold up everything on Discord's global limit, and only the channel on its own", async () => {
    const driver = await open();
    driver.fail("post", { limitedFor: 30 });
    expect(await driver.poster.post(aPart(driver))).toMatchObject({ kind: "wait", scope: "channel" });

    const another = await open();
    const { answer } = tooManyRequests(30);
    const headers = { ...answer.headers, "x-ratelimit-global": "true", "x-ratelimit-scope": "global" };
    another.fake.faults.next("POST", /messages$/, { answer: { ...answer, headers } });
    expect(await another.poster.post(aPart(another))).toMatchObject({ kind: "wait", scope: "platform" });

    await driver.close();
    await another.close();
  });

  it("wait while Discord has an outage of the server", async () => {
    const driver = await open();
    await driver.changed(() => {
      driver.fake.beginOutage(driver.destination.workspace);
      driver.fake.world.channels.get(places.general)?.permissions.clear();
    });

    expect(await driver.poster.post(aPart(driver))).toMatchObject({ kind: "wait", seconds: 60 });

    await driver.close();
  });

  it("are refused in a thread that is archived, and say beforehand that they will be", async () => {
    const driver = await open(places.thread);
    const thread = driver.fake.world.channels.get(places.thread);
    if (thread !== undefined) thread.isArchived = true;
    const expected = { kind: "refused", reason: "channel-archived" };

    expect(await driver.poster.post(aPart(driver))).toMatchObject(expected);
    expect(await driver.poster.examine(driver.destination)).toMatchObject(expected);

    await driver.close();
  });

  it("are left to somebody to decide when what may be it says something else around its title", async () => {
    const driver = await open();
    const since = driver.now();
    await driver.poster.post(aPart(driver, { announced: anAnnouncement({ footer: "Posted for Old Name" }) }));
    driver.advance(30 * 60_000);

    const renamed = anAnnouncement({ footer: "Posted for New Name" });
    const again = await driver.poster.post(aPart(driver, { announced: renamed, doubtSince: since }));

    expect(again.kind).toBe("uncertain");
    expect(driver.shown()).toHaveLength(1);
    await driver.close();
  });

  it("wait for the bot to be connected", async () => {
    const { fake, platform } = await createBotOnFake();
    const destination = {
      platform: "discord",
      workspace: fake.world.guildId,
      channel: places.general,
    } as const;

    const outcome = await platform.poster.post(aPart({ destination } as PosterDriver));

    expect(outcome).toMatchObject({ kind: "wait", scope: "platform", doubtSince: null });
    await fake.close();
  });
});
