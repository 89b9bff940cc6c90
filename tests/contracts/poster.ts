import { afterEach, describe, expect, it } from "vitest";
import type { Announced, PartToPost, PostOutcome, Receipt } from "../../src/announcing/poster.port.ts";
import { readMarkdown } from "../../src/announcing/read-markdown.ts";
import type { Call, PosterDriver, PosterFault } from "./poster-driver.ts";
import { describeMentions } from "./poster-mentions.ts";

export const anAnnouncement = (changed: Partial<Announced> = {}): Announced => ({
  title: "Members’ breakfast",
  body: readMarkdown("On **Tuesday** at eight, @everyone and <!channel>."),
  link: "https://example.org/book",
  image: null,
  footer: "Posted for Tech Cluster",
  ...changed,
});

export const longBody = readMarkdown(
  Array.from({ length: 40 }, (_, index) => `Paragraph ${index + 1}: ${"many words ".repeat(22)}`).join(
    "\n\n",
  ),
);

export const aPart = (driver: PosterDriver, changed: Partial<PartToPost> = {}): PartToPost => ({
  destination: driver.destination,
  announced: anAnnouncement(),
  part: 0,
  before: [],
  key: "key-of-this-part",
  doubtSince: null,
  isWanted: true,
  maySend: () => true,
  ...changed,
});

/** What a deliverer does: waits as long as it is told, and tries again. */
async function deliver(driver: PosterDriver, part: PartToPost): Promise<PostOutcome> {
  let outcome = await driver.poster.post(part);
  for (let tries = 0; outcome.kind === "wait" && tries < 5; tries++) {
    driver.advance(outcome.seconds * 1_000);
    outcome = await driver.poster.post({ ...part, doubtSince: outcome.doubtSince });
    if (outcome.kind === "absent") outcome = await driver.poster.post(part);
  }
  return outcome;
}

export async function posted(driver: PosterDriver, part = aPart(driver)): Promise<Receipt> {
  const outcome = await deliver(driver, part);
  if (outcome.kind !== "posted") throw new Error(JSON.stringify(outcome));
  return outcome.receipt;
}

/** What every platform's poster has to keep to. */
export function describePoster(name: string, open: () => Promise<PosterDriver>): void {
  const drivers: PosterDriver[] = [];
  const driverOf = async (): Promise<PosterDriver> => {
    const driver = await open();
    drivers.push(driver);
    return driver;
  };
  afterEach(async () => {
    for (const driver of drivers.splice(0)) await driver.close();
  });

  describe(`Announcements ${name}`, () => {
    describePosting(driverOf);
    describeMentions(driverOf);
    describeDoubt(driverOf);
    describeChanges(driverOf);
  });
}

function describePosting(driverOf: () => Promise<PosterDriver>): void {
  it("are shown once, whole, and call nobody", async () => {
    const driver = await driverOf();

    const receipt = await posted(driver);

    expect(receipt.link).toMatch(/^https:\/\/.*\d$/);
    const [message, ...others] = driver.shown();
    expect(others).toEqual([]);
    expect(message?.id).toBe(receipt.id);
    expect(message?.pinged).toEqual([]);
    for (const words of [
      "Members’ breakfast",
      "Tuesday",
      "https://example.org/book",
      "Posted for Tech Cluster",
    ])
      expect(message?.text).toContain(words);
  });

  it("take several messages when they are long, each told which it is, the later ones led back to the first", async () => {
    const driver = await driverOf();
    const announced = anAnnouncement({ body: longBody });
    const { length } = driver.poster.preview(announced);
    const before: Receipt[] = [];
    for (let part = 0; part < length; part++)
      before.push(
        await posted(driver, aPart(driver, { announced, part, before: [...before], key: `key-${part}` })),
      );

    const shown = driver.shown().map(({ text }) => text);
    expect(length).toBeGreaterThan(1);
    expect(shown).toHaveLength(length);
    for (const [index, text] of shown.entries()) expect(text).toContain(`Part ${index + 1} of ${length}`);
    for (let paragraph = 1; paragraph <= 40; paragraph++)
      expect(shown.join("\n")).toContain(`Paragraph ${paragraph}:`);
    expect(await driver.poster.post(aPart(driver, { announced, part: length }))).toMatchObject({
      kind: "refused",
    });
  });

  it.each([0, 1, 600])("wait when the platform says so, for %d seconds", async (seconds) => {
    const driver = await driverOf();
    driver.fail("post", { limitedFor: seconds });

    const outcome = await driver.poster.post(aPart(driver));

    expect(outcome).toMatchObject({ kind: "wait", doubtSince: null });
    if (outcome.kind === "wait") expect(outcome.seconds - seconds).toBeOneOf([0, 1]);
    expect(driver.shown()).toEqual([]);
  });

  it("are refused for a reason where they cannot be posted, and not looked for again", async () => {
    const { troubles } = await driverOf();
    for (const [index, [what, reason]] of troubles.entries()) {
      const driver = await driverOf();
      await driver.troubles[index]?.[2]();

      const outcome = await driver.poster.post(aPart(driver));

      expect(outcome, what).toMatchObject({ kind: "refused", reason });
      expect(await driver.poster.examine(driver.destination), what).toMatchObject({
        kind: "refused",
        reason,
      });
    }
  });

  it("can be tried out without posting", async () => {
    const driver = await driverOf();

    const examined = await driver.poster.examine(driver.destination);

    expect(examined).toMatchObject({ kind: "ready", isShared: false, mayAttach: true });
    expect(driver.shown()).toEqual([]);
  });
}

function describeDoubt(driverOf: () => Promise<PosterDriver>): void {
  it.each<PosterFault>(["lost", "done-but-500", "500"])(
    "are shown once when the call that posts them ends with: %s",
    async (fault) => {
      const driver = await driverOf();
      await driver.allowReadingBack(true);
      driver.fail("post", fault);

      const receipt = await posted(driver);

      expect(driver.shown().map(({ id }) => id)).toEqual([receipt.id]);
    },
  );

  it("are shown once when their answer was lost and the next attempt comes ten minutes later", async () => {
    const driver = await driverOf();
    await driver.allowReadingBack(true);
    driver.fail("post", "lost");
    const first = await driver.poster.post(aPart(driver));
    driver.advance(10 * 60_000);

    if (first.kind === "wait") await posted(driver, aPart(driver, { doubtSince: first.doubtSince }));

    expect(driver.shown()).toHaveLength(1);
  });

  it("are shown once when the bot died after posting them, and looks half an hour later", async () => {
    const driver = await driverOf();
    await driver.allowReadingBack(true);
    const since = driver.now();
    const receipt = await posted(driver);
    driver.advance(30 * 60_000);

    const again = await driver.poster.post(aPart(driver, { doubtSince: since }));

    expect(again).toEqual({ kind: "posted", receipt });
    expect(driver.shown()).toHaveLength(1);
  });

  it("are posted when the bot died before it could, and finds nothing half an hour later", async () => {
    const driver = await driverOf();
    await driver.allowReadingBack(true);
    await posted(driver, aPart(driver, { key: "another", announced: anAnnouncement({ title: "Another" }) }));
    const since = driver.now();
    driver.advance(30 * 60_000);

    const outcome = await driver.poster.post(aPart(driver, { doubtSince: since }));
    expect(outcome).toEqual({ kind: "absent" });
    expect(driver.shown()).toHaveLength(1);
    // By an attempt of its own, in no doubt.
    await posted(driver);

    expect(driver.shown()).toHaveLength(2);
  });

  it("are only looked for, and not posted, once they are not wanted any more", async () => {
    const driver = await driverOf();
    await driver.allowReadingBack(true);
    const part = aPart(driver, { doubtSince: driver.now(), isWanted: false });

    expect(await driver.poster.post(part)).toEqual({ kind: "absent" });
    expect(driver.shown()).toEqual([]);

    const receipt = await posted(driver);
    expect(await driver.poster.post(part)).toEqual({ kind: "posted", receipt });
    expect(driver.shown()).toHaveLength(1);
  });

  it("are left to somebody to decide where the bot may not look", async () => {
    const driver = await driverOf();
    await driver.allowReadingBack(false);
    const since = driver.now();
    await posted(driver);
    driver.advance(30 * 60_000);

    const again = await driver.poster.post(aPart(driver, { doubtSince: since }));

    expect(again).toMatchObject({ kind: "uncertain" });
    expect(driver.shown()).toHaveLength(1);
    expect(await driver.poster.examine(driver.destination)).toMatchObject({
      kind: "ready",
      canReadBack: false,
    });
  });
}

function describeChanges(driverOf: () => Promise<PosterDriver>): void {
  const {
    key: _,
    doubtSince: __,
    ...corrected
  } = aPart({} as PosterDriver, {
    announced: anAnnouncement({ title: "Members’ lunch @here" }),
  });

  it("can be corrected, which calls nobody either", async () => {
    const driver = await driverOf();
    const receipt = await posted(driver);

    const changed = await driver.poster.edit({ ...corrected, destination: driver.destination, receipt });

    expect(changed).toEqual({ kind: "changed" });
    expect(driver.shown()).toMatchObject([{ id: receipt.id, pinged: [] }]);
    expect(driver.shown()[0]?.text).toContain("lunch");
    expect(driver.shown()[0]?.text).not.toContain("breakfast");
  });

  it("can be taken back, once", async () => {
    const driver = await driverOf();
    const receipt = await posted(driver);

    expect(await driver.poster.remove(driver.destination, receipt)).toEqual({ kind: "changed" });
    expect(driver.shown()).toEqual([]);
    expect(await driver.poster.remove(driver.destination, receipt)).toEqual({ kind: "gone" });
  });

  it("say so when somebody else took them away", async () => {
    const driver = await driverOf();
    const receipt = await posted(driver);
    driver.deleteMessage(receipt.id);

    const changed = await driver.poster.edit({ ...corrected, destination: driver.destination, receipt });

    expect(changed).toEqual({ kind: "gone" });
  });

  it.each<[Call, PosterFault]>([
    ["edit", "lost"],
    ["edit", "500"],
    ["edit", { limitedFor: 1 }],
    ["remove", "done-but-500"],
    ["remove", { limitedFor: 1 }],
  ])("are tried again when the call to %s them ends with: %j", async (call, fault) => {
    const driver = await driverOf();
    const receipt = await posted(driver);
    driver.fail(call, fault);

    const outcome =
      call === "edit"
        ? await driver.poster.edit({ ...corrected, destination: driver.destination, receipt })
        : await driver.poster.remove(driver.destination, receipt);

    expect(outcome).toMatchObject({ kind: "wait" });
  });
}
