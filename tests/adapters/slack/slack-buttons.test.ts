import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Form } from "../../../src/chat/form.ts";
import { type Button, plainReply, type Reply } from "../../../src/chat/reply.ts";
import type { Request } from "../../../src/chat/request.ts";
import { createRecordingInbox, type RecordingInbox } from "../../contracts/recording-inbox.ts";
import { send } from "../../contracts/send-reply.ts";
import { mentionDelivery } from "../../support/fake-slack/deliveries.ts";
import type { PressedBy } from "../../support/fake-slack/fake-slack.ts";
import { readableText } from "../../support/fake-slack/message-rules.ts";
import { type FakeMessage, generalChannel, person } from "../../support/fake-slack/workspace.ts";
import { type RunningSlack, runSlack } from "./slack-driver.ts";

const button = (label: string, command: string, text: string): Button => ({
  label,
  command,
  text,
  style: "normal",
});
const withButtons = (...buttons: Button[]): Reply => ({
  ...plainReply("Here is what I understood."),
  blocks: [...plainReply("Here is what I understood.").blocks, { type: "actions", buttons }],
});
const aForm: Form = {
  command: "documents add",
  text: "draft-1",
  title: "Add a document",
  submit: "Read it",
  introduction: null,
  fields: [
    {
      kind: "text",
      name: "title",
      label: "Title",
      hint: null,
      isRequired: false,
      value: "",
      isLong: true,
      maxLength: 200,
    },
  ],
};

let running: RunningSlack;
let inbox: RecordingInbox;
let form: Form | null;

beforeEach(async () => {
  form = null;
  running = await runSlack({ transport: "http" });
  inbox = createRecordingInbox(
    () => {},
    (request) => (request.fields === null && request.command !== "ask" ? form : null),
  );
  await running.platform.start(inbox);
});
afterEach(async () => {
  await running.platform.stop();
  await running.slack.close();
});

/** A reply in the channel, as everybody sees it. */
async function shown(reply: Reply): Promise<FakeMessage> {
  const asking = mentionDelivery(
    { user: person, channel: generalChannel, text: "Hm?" },
    running.slack.workspace,
  );
  await running.carrier.carry(asking);
  const incoming = inbox.stored.at(-1);
  if (incoming === undefined) throw new Error("nothing was heard");
  const outcome = await send(running, incoming, { reply });
  const message = running.slack.workspace.messages.at(-1);
  if (outcome.kind !== "sent" || message === undefined) throw new Error("nothing was shown");
  return message;
}
const press = (message: FakeMessage, label: string, by: PressedBy = {}) =>
  running.carrier.carry(running.slack.press(message, label, by));
const heard = (): Request => {
  const last = inbox.stored.at(-1);
  if (last === undefined) throw new Error("nothing was heard");
  return last.request;
};
const last = () => running.slack.workspace.messages.at(-1);

describe("a button", () => {
  it("says its command, privately", async () => {
    const message = await shown(withButtons(button("Publish", "documents publish", "draft-1")));

    await press(message, "Publish");

    expect(heard()).toMatchObject({
      command: "documents publish",
      text: "draft-1",
      channel: generalChannel,
      visibility: "private",
      fields: null,
      asker: { id: person, standing: "member" },
    });
  });

  it("is answered by a message that only whoever pressed it sees, and the first one stays", async () => {
    const message = await shown(withButtons(button("Publish", "documents publish", "draft-1")));
    await press(message, "Publish", { user: "U0GUEST001" });
    const incoming = inbox.stored.at(-1);
    if (incoming === undefined) throw new Error("nothing was heard");

    await send(running, incoming, { reply: plainReply("Published.") });

    expect(last()).toMatchObject({ seenBy: "U0GUEST001", channel: generalChannel });
    expect(running.slack.workspace.messages).toContain(message);
  });

  it("that is pressed twice is said twice; one press delivered twice is taken once", async () => {
    const message = await shown(withButtons(button("Publish", "documents publish", "draft-1")));
    const pressed = running.slack.press(message, "Publish");
    const before = inbox.stored.length;

    await running.carrier.carry(pressed);
    await running.carrier.carry(pressed);
    expect(inbox.stored).toHaveLength(before + 1);

    await press(message, "Publish");
    expect(inbox.stored).toHaveLength(before + 2);
  });

  it.each([
    ["somebody of another organisation", { user: "U0STRANGER", userTeam: "T0OTHER001" }, "outsider"],
    ["somebody Slack knows to be from elsewhere", { user: "U0STRANGER" }, "outsider"],
    ["a guest", { user: "U0GUEST001" }, "guest"],
  ] as const)("pressed by %s is theirs, not a member's", async (_, by, standing) => {
    const message = await shown(withButtons(button("Publish", "documents publish", "draft-1")));

    await press(message, "Publish", by);

    expect(heard().asker).toMatchObject({ id: by.user, standing, groups: [], runsWorkspace: false });
  });

  it("stands under the words, with as many as there are, each with its own command", async () => {
    const rows: Reply = {
      ...plainReply("Three documents."),
      blocks: [
        {
          type: "actions",
          buttons: [button("A", "documents show", "1"), button("B", "documents show", "2")],
        },
        { type: "paragraph", content: [{ type: "text", text: "And more." }] },
        { type: "actions", buttons: [button("C", "documents show", "3")] },
      ],
    };
    const message = await shown(rows);

    for (const label of ["A", "B", "C"]) await press(message, label);

    expect(readableText(message)).toMatch(/A[\s\S]*B[\s\S]*And more\.[\s\S]*C/);
    expect(inbox.stored.slice(-3).map(({ request }) => request.text)).toEqual(["1", "2", "3"]);
  });

  it("is still there when the words above it were cut", async () => {
    const words = Array.from({ length: 80 }, (_, index) => `Part ${index}. ${"Many words. ".repeat(40)}`);
    const long: Reply = {
      ...plainReply("Long."),
      blocks: [
        ...words.map((text) => ({ type: "paragraph" as const, content: [{ type: "text" as const, text }] })),
        { type: "actions", buttons: [button("Publish", "documents publish", "draft-1")] },
      ],
    };

    await press(await shown(long), "Publish");

    expect(heard().command).toBe("documents publish");
  });

  it("opens a form where its command asks for one", async () => {
    const message = await shown(withButtons(button("Change", "documents add", "draft-1")));
    form = aForm;

    await press(message, "Change");
    const view = running.slack.workspace.views.at(-1);
    if (view === undefined) throw new Error("no form was shown");
    await running.carrier.carry(running.slack.submit(view, { title: "Terms" }));

    expect(heard()).toMatchObject({
      command: "documents add",
      text: "draft-1",
      fields: { title: ["Terms"] },
    });
  });

  it("tells whoever pressed it when the records are away", async () => {
    const message = await shown(withButtons(button("Publish", "documents publish", "draft-1")));
    inbox.fail();

    await press(message, "Publish");

    expect(last()).toMatchObject({ seenBy: person, text: expect.stringContaining("ask again in a minute") });
  });

  it("tells whoever pressed it when the form could not be opened", async () => {
    const message = await shown(withButtons(button("Change", "documents add", "draft-1")));
    form = aForm;
    running.slack.faults.next("views.open", { error: "expired_trigger_id" });

    await press(message, "Change");

    expect(last()).toMatchObject({ seenBy: person, text: expect.stringContaining("open the form") });
  });

  it("tells somebody whose workspace the app is not in, and does nothing", async () => {
    const message = await shown(withButtons(button("Publish", "documents publish", "draft-1")));
    const before = inbox.offered.length;
    const pressed = running.slack.press(message, "Publish");

    await running.carrier.carry({ ...pressed, payload: { ...pressed.payload, team: { id: "T0OTHER001" } } });

    expect(last()).toMatchObject({ text: expect.stringContaining("no longer installed") });
    expect(inbox.offered).toHaveLength(before);
  });

  it("sends no word to an address that is not Slack's", async () => {
    const message = await shown(withButtons(button("Publish", "documents publish", "draft-1")));
    const pressed = running.slack.press(message, "Publish");
    const payload = { ...pressed.payload, response_url: "https://attacker.example/commands/1" };

    await running.carrier.carry({ ...pressed, payload });

    expect(inbox.stored.at(-1)?.replyAddress).toMatchObject({ kind: "command", responseUrl: null });
  });
});

describe("the menu of a message", () => {
  const file = () =>
    running.slack.addFile({ name: "minutes.pdf", mediaType: "application/pdf", content: "%PDF-1.7" });
  const choose = (text: string, callbackId = "clusterbot:documents add") =>
    running.carrier.carry(
      running.slack.menu({ callbackId, user: person, channel: generalChannel, text, files: [file()] }),
    );

  it("says its command with the message's words, links and files", async () => {
    await choose("See <https://north.example/terms|our terms> by <@U0PERSON02|ana> &amp; others");

    expect(heard()).toMatchObject({
      command: "documents add",
      text: "See https://north.example/terms by slack:T0CLUSTER1/U0PERSON02 & others",
      visibility: "private",
      attachments: [{ name: "minutes.pdf", mediaType: "application/pdf", size: 8 }],
    });
  });

  it("carries the message's files through a form", async () => {
    form = aForm;
    await choose("The minutes");
    const view = running.slack.workspace.views.at(-1);
    if (view === undefined) throw new Error("no form was shown");

    await running.carrier.carry(running.slack.submit(view, { title: "Minutes" }));

    expect(heard()).toMatchObject({
      fields: { title: ["Minutes"] },
      attachments: [{ name: "minutes.pdf", mediaType: "application/pdf" }],
    });
  });

  it("of another app, or of a command that is gone, says nothing", async () => {
    await choose("The minutes", "clusterbot:unknown");

    expect(inbox.offered).toEqual([]);
  });
});
