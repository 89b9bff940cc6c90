import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { plainReply } from "../../src/chat/reply.ts";
import { type DirectDriver, onDiscord, onSlack } from "./direct-driver.ts";
import { createRecordingInbox } from "./recording-inbox.ts";

const text = "Cloud talk is tomorrow.";

describe.each([
  ["Slack", onSlack],
  ["Discord", onDiscord],
])("a direct message on %s", (_, createDriver) => {
  let driver: DirectDriver;
  beforeEach(async () => {
    driver = await createDriver();
    await driver.platform.start(createRecordingInbox());
  });
  afterEach(async () => {
    await driver.platform.stop();
    await driver.close();
  });

  const send = (attemptedSince: Date | null = null, key = "AbCdEfGhIjKlMnOpQrStUv") => {
    const message = { ...driver.to, reply: plainReply(text), key, attemptedSince };
    if (driver.platform.sendDirectly === undefined) throw new Error("nobody can be written to");
    return driver.platform.sendDirectly(message);
  };
  const doubt = async () => {
    const outcome = await send();
    return outcome.kind === "wait" ? (outcome.doubtSince ?? null) : null;
  };

  it("is shown to the person", async () => {
    expect(await send()).toMatchObject({ kind: "sent", remoteId: expect.any(String) });
    expect(driver.shown()).toEqual([expect.stringContaining(text)]);
  });

  it.each([0, 1, 30])("is not shown twice when the answer was lost, %d minutes later", async (minutes) => {
    driver.fail("lost");
    const since = await doubt();
    driver.advance(minutes);

    if (since !== null) expect(await send(since)).toMatchObject({ kind: "sent" });
    expect(driver.shown()).toHaveLength(1);
  });

  it.each([1, 30])("is found again %d minutes after a crash, and not sent twice", async (minutes) => {
    const began = driver.now();
    await send();
    driver.advance(minutes);

    expect(await send(began)).toMatchObject({ kind: "sent" });
    expect(driver.shown()).toHaveLength(1);
  });

  it("is sent after a crash when it certainly was not", async () => {
    await send(null, "another");
    driver.advance(10);
    const began = driver.now();
    driver.advance(30);

    expect(await send(began)).toMatchObject({ kind: "sent" });
    expect(driver.shown()).toHaveLength(2);
  });

  it("waits as long as the platform says when there were too many", async () => {
    driver.fail("too many");

    const outcome = await send();

    expect(outcome).toEqual({ kind: "wait", seconds: expect.any(Number) });
    expect(outcome.kind === "wait" && outcome.seconds).toBeGreaterThanOrEqual(7);
    expect(driver.shown()).toEqual([]);
  });

  const changed = {
    summary: "It is on now.",
    blocks: [
      ...plainReply("It is on now.").blocks,
      {
        type: "actions" as const,
        buttons: [{ label: "Show A1", command: "announce show", text: "A1", style: "primary" as const }],
      },
    ],
  };
  const change = async (remoteId: string | null) =>
    await driver.platform.changeDirectly?.({ ...driver.to, remoteId: remoteId ?? "", reply: changed });
  const sentId = async (outcome = send()) => {
    const sent = await outcome;
    return sent.kind === "sent" ? sent.remoteId : null;
  };

  it("is changed where it stands, with its buttons, and is still one", async () => {
    const remoteId = await sentId();

    expect(await change(remoteId)).toEqual({ kind: "changed" });
    expect(driver.shown()).toEqual([expect.stringContaining("It is on now.")]);
    expect(driver.buttons()).toEqual(["Show A1"]);
  });

  it.each([1, 30])("found again %d minutes after a crash can be changed", async (minutes) => {
    const began = driver.now();
    await send();
    driver.advance(minutes);

    expect(await change(await sentId(send(began)))).toEqual({ kind: "changed" });
    expect(driver.shown()).toEqual([expect.stringContaining("It is on now.")]);
  });

  it("is changed again when the answer was lost, and later when there were too many", async () => {
    const remoteId = await sentId();

    driver.failChange("lost");
    expect(await change(remoteId)).toMatchObject({ kind: "wait" });
    driver.failChange("too many");
    const outcome = await change(remoteId);
    expect(outcome?.kind === "wait" && outcome.seconds).toBeGreaterThanOrEqual(7);
    expect(driver.shown()).toHaveLength(1);
  });

  it("is not put back once the person deleted it", async () => {
    const remoteId = await sentId();
    driver.deleteAll();

    expect(await change(remoteId)).toEqual({ kind: "refused", reason: expect.any(String) });
    expect(driver.shown()).toEqual([]);
  });

  it("is refused when the person takes none", async () => {
    driver.shut();

    expect(await send()).toEqual({ kind: "refused", reason: expect.any(String) });
    expect(driver.shown()).toEqual([]);
  });
});
