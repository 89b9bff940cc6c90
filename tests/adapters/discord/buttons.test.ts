import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Button, Reply } from "../../../src/chat/reply.ts";
import type { Request } from "../../../src/chat/request.ts";
import { directMessagesWith, people } from "../../support/fake-discord/world.ts";
import { type AskedQuestions, createAskedQuestions, minute, sent } from "./asked-questions.ts";

let asked: AskedQuestions;

beforeEach(async () => {
  asked = await createAskedQuestions();
});

afterEach(() => asked.close());

const publish: Button = {
  label: "Publish",
  command: "documents publish",
  text: "7f3a 2",
  style: "primary",
};

const withButtons = (...rows: Button[][]): Reply => ({
  summary: "This is what I understood.",
  blocks: [
    { type: "paragraph", content: [{ type: "text", text: "This is what I understood." }] },
    ...rows.map((buttons) => ({ type: "actions" as const, buttons })),
  ],
});

/** What pressing it became. */
async function pressed(label: string, userId?: string): Promise<Request> {
  const { length } = asked.inbox.stored;
  asked.fake.press(label, userId);
  await asked.fake.gateway.allHeard();
  expect(asked.inbox.stored).toHaveLength(length + 1);
  const request = asked.inbox.stored[length]?.request;
  if (request === undefined) throw new Error("nothing was pressed");
  return request;
}

const second: Button = { label: "Throw away", command: "documents drop", text: "7f3a", style: "danger" };

describe("The buttons of a reply", () => {
  it("stand under an answer to /cluster, for the asker alone", async () => {
    const incoming = await asked.askedPrivately();

    expect(await asked.send(incoming, { reply: withButtons([publish, second]) })).toEqual(sent);
    expect(asked.fake.seen()).toMatchObject([{ onlyFor: people.asker, buttons: ["Publish", "Throw away"] }]);
  });

  it("stand under the last message of an answer in a channel", async () => {
    const incoming = await asked.mentioned();
    const long = withButtons([publish]);
    const text = { type: "text" as const, text: "word ".repeat(700) };
    const blocks = [{ type: "paragraph" as const, content: [text] }, ...long.blocks];

    expect(await asked.send(incoming, { reply: { ...long, blocks } })).toEqual(sent);
    expect(asked.fake.seen().map(({ buttons }) => buttons)).toEqual([[], ["Publish"]]);
  });

  it("go with the reply when it comes as a direct message", async () => {
    const incoming = await asked.askedPrivately();
    asked.clock.advance(16 * minute);

    expect(await asked.send(incoming, { reply: withButtons([publish]) })).toEqual(sent);
    expect(asked.fake.seen()).toMatchObject([{ buttons: ["Publish"] }]);
  });

  it("are gone when a later reply takes the place of the first and has none", async () => {
    const incoming = await asked.askedPrivately();
    await asked.send(incoming, { reply: withButtons([publish]) });

    await asked.send(incoming);

    expect(asked.fake.seen()).toMatchObject([{ content: "On Thursday at ten.", buttons: [] }]);
  });

  it("are left out when Discord would refuse the whole reply because of them", async () => {
    const incoming = await asked.askedPrivately();
    const tooLong: Button = { ...publish, label: "Too long", text: "x".repeat(100) };
    const same: Button = { ...publish, label: "The same again" };
    const rows = Array.from({ length: 6 }, (_, index) => [
      { ...publish, label: `Row ${index}`, text: `${index}` },
    ]);

    expect(await asked.send(incoming, { reply: withButtons([publish, tooLong, same], ...rows) })).toEqual(
      sent,
    );
    expect(asked.fake.seen()[0]?.buttons).toEqual(["Publish", "Row 0", "Row 1", "Row 2", "Row 3"]);
  });
});

describe("A button that is pressed", () => {
  it("says its command, and the reply is for whoever pressed it alone", async () => {
    await asked.send(await asked.askedPrivately(), { reply: withButtons([publish]) });

    expect(await pressed("Publish")).toMatchObject({
      command: "documents publish",
      text: "7f3a 2",
      fields: null,
      visibility: "private",
      workspace: asked.fake.world.guildId,
      asker: { id: people.asker, standing: "member" },
    });
    const { body } = await asked.fake.journal.when(({ path }) => path.endsWith("/callback"), 3);
    expect(body).toEqual({ type: 5, data: { flags: 64 } });
  });

  it("in a channel is said by whoever presses it, with their own rights", async () => {
    await asked.send(await asked.mentioned(), { reply: withButtons([publish]) });

    expect((await pressed("Publish", people.newcomer)).asker).toMatchObject({
      id: people.newcomer,
      standing: "guest",
      groups: [],
    });
  });

  it("twice is said twice, as Discord delivers it", async () => {
    await asked.send(await asked.mentioned(), { reply: withButtons([publish]) });

    const first = await pressed("Publish");
    const again = await pressed("Publish");

    expect(again.deliveryKey).not.toBe(first.deliveryKey);
  });

  it("is said once when Discord delivers the same press again", async () => {
    await asked.send(await asked.mentioned(), { reply: withButtons([publish]) });
    const { deliveryKey } = await pressed("Publish");

    asked.fake.gateway.repeatLast("INTERACTION_CREATE");
    await asked.fake.gateway.allHeard();

    const keys = asked.inbox.stored.map(({ request }) => request.deliveryKey);
    expect(keys.filter((key) => key === deliveryKey)).toHaveLength(1);
  });

  it("belongs to the server it was posted in, whatever other servers the presser is in", async () => {
    const north = asked.fake.addToServer("Northern cluster");
    await asked.send(await asked.mentioned(north.generalId), { reply: withButtons([publish]) });

    const request = await pressed("Publish");

    expect(request).toMatchObject({ workspace: north.id, channel: north.generalId, asker: { groups: [] } });
    expect(() => asked.fake.press("Publish", people.newcomer)).toThrow(
      "is not where this channel can be seen",
    );
  });

  it("in a direct message comes from somebody whose standing is not known", async () => {
    const { id } = directMessagesWith(asked.fake.world, people.asker);
    await asked.send(await asked.askedPrivately({ channelId: id }), { reply: withButtons([publish]) });

    expect(await pressed("Publish")).toMatchObject({
      workspace: null,
      isDirectMessage: true,
      asker: { id: people.asker, standing: "unknown", groups: [], runsWorkspace: false },
    });
  });

  it("of a command that is gone since keeps its words, so that it is answered as unknown", async () => {
    await asked.send(await asked.mentioned(), { reply: withButtons([second]) });

    expect(await pressed("Throw away")).toMatchObject({ command: "documents", text: "drop 7f3a" });
  });

  it("is answered in a message of its own, beside the one with the button", async () => {
    await asked.send(await asked.mentioned(), { reply: withButtons([publish]) });
    await pressed("Publish");
    const incoming = asked.inbox.stored.at(-1);
    if (incoming === undefined) throw new Error("nothing was pressed");
    await asked.fake.gateway.allHeard();

    expect(await asked.send(incoming, { key: "pressed" })).toEqual(sent);
    expect(asked.fake.seen()).toMatchObject([
      { buttons: ["Publish"], onlyFor: null },
      { content: "On Thursday at ten.", onlyFor: people.asker },
    ]);
  });
});
