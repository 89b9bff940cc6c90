import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Form } from "../../../src/chat/form.ts";
import { plainReply } from "../../../src/chat/reply.ts";
import type { Request } from "../../../src/chat/request.ts";
import { createRecordingInbox, type RecordingInbox } from "../../contracts/recording-inbox.ts";
import { send } from "../../contracts/send-reply.ts";
import type { Delivered } from "../../support/fake-slack/deliveries.ts";
import type { FilledIn } from "../../support/fake-slack/interactions.ts";
import { directOf, generalChannel, person } from "../../support/fake-slack/workspace.ts";
import { type RunningSlack, runSlack } from "./slack-driver.ts";

const common = { hint: null, isRequired: true };
const setup: Form = {
  command: "setup",
  text: "step one",
  title: "Set up this workspace",
  submit: "Save",
  introduction: "What you enter takes effect once it is confirmed.",
  fields: [
    {
      kind: "text",
      name: "title",
      label: "Title",
      ...common,
      hint: "In a few words",
      value: "Forum",
      isLong: false,
      maxLength: 80,
    },
    {
      kind: "choice",
      name: "cluster",
      label: "Cluster",
      ...common,
      options: ["north", "south"].map((value) => ({ value, label: value.toUpperCase() })),
      value: ["south", "gone"],
      atMost: 1,
    },
    {
      kind: "choice",
      name: "purposes",
      label: "Purposes",
      ...common,
      isRequired: false,
      options: ["questions", "digests", "positions"].map((value) => ({ value, label: value })),
      value: [],
      atMost: 2,
    },
    { kind: "channels", name: "channels", label: "Channels", ...common, value: [generalChannel], atMost: 3 },
    { kind: "file", name: "document", label: "Document", ...common, isRequired: false },
  ],
};

let running: RunningSlack;
let inbox: RecordingInbox;
let form: Form | null;
let now: number;

beforeEach(async () => {
  form = setup;
  now = Date.now();
  running = await runSlack({ transport: "http", now: () => new Date(now) });
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

const say = (text: string, user = person): Promise<Delivered> =>
  running.carrier.carry(running.slack.command({ user, channel: generalChannel, text }));
const shown = () => {
  const view = running.slack.workspace.views.at(-1);
  if (view === undefined) throw new Error("no form was shown");
  return view;
};
const sendIn = (filled: Readonly<Record<string, FilledIn>> = {}): Promise<Delivered> =>
  running.carrier.carry(running.slack.submit(shown(), filled));
const heard = (): Request => {
  const last = inbox.stored.at(-1);
  if (last === undefined) throw new Error("nothing was heard");
  return last.request;
};

describe("a command that asks for a form", () => {
  it("shows it at once, and nothing is stored before it is sent in", async () => {
    expect(await say("setup")).toEqual({ kind: "acknowledged", said: "" });

    expect(shown()).toMatchObject({ user: person, isOpen: true });
    expect(shown().view).toMatchObject({
      title: { text: "Set up this workspace" },
      submit: { text: "Save" },
      close: { text: "Cancel" },
    });
    expect(shown().view.blocks.map((block) => block.type)).toEqual(["section", ...Array(5).fill("input")]);
    expect(inbox.stored).toEqual([]);
  });

  it("becomes the request it was asked for, with what was filled in and the file", async () => {
    const file = running.slack.addFile({ name: "terms.md", mediaType: "text/markdown", content: "# Terms" });
    await say("setup");

    const sent = await sendIn({
      title: "Terms",
      cluster: "north",
      purposes: ["questions", "positions"],
      channels: ["C0NOTHERE1"],
      document: { files: [file] },
    });

    expect(sent).toEqual({ kind: "acknowledged", said: "" });
    expect(shown().isOpen).toBe(false);
    expect(heard()).toMatchObject({
      command: "setup",
      text: "step one",
      channel: generalChannel,
      visibility: "private",
      asker: { id: person, standing: "member" },
      fields: {
        title: ["Terms"],
        cluster: ["north"],
        purposes: ["questions", "positions"],
        channels: ["C0NOTHERE1"],
        document: [],
      },
      attachments: [
        { name: "terms.md", mediaType: "text/markdown", size: 7, address: file.url_private_download },
      ],
    });
  });

  it("begins with what is set already, without what is no longer offered", async () => {
    await say("setup");

    await sendIn();

    expect(heard().fields).toEqual({
      title: ["Forum"],
      cluster: ["south"],
      purposes: [],
      channels: [generalChannel],
      document: [],
    });
  });

  it("is answered where it was asked, seen by the asker only", async () => {
    await say("setup");
    await sendIn();
    const [incoming] = inbox.stored;
    if (incoming === undefined) throw new Error("nothing was heard");

    const outcome = await send(running, incoming, { reply: plainReply("Saved.") });

    expect(outcome.kind).toBe("sent");
    expect(running.slack.workspace.messages.at(-1)).toMatchObject({
      channel: generalChannel,
      seenBy: person,
    });
    expect(running.slack.calls.some(({ method }) => method === "chat.postEphemeral")).toBe(false);
  });

  it("is answered by a new message when it was filled in for longer than half an hour", async () => {
    await say("setup");
    now += 31 * 60_000;
    await sendIn();
    const [incoming] = inbox.stored;
    if (incoming === undefined) throw new Error("nothing was heard");

    const outcome = await send(running, incoming, { reply: plainReply("Saved."), receivedAt: new Date(now) });

    expect(outcome.kind).toBe("sent");
    expect(running.slack.calls.some(({ method }) => method === "chat.postEphemeral")).toBe(true);
  });

  it("is a request like any other in a direct message, where no form can be shown", async () => {
    form = null;

    await running.carrier.carry(
      running.slack.command({ user: person, channel: directOf(person), text: "setup" }),
    );

    expect(heard()).toMatchObject({ command: "setup", fields: null, isDirectMessage: true });
  });

  it.each(["\u202eTitle\u0000", "<!channel> & <@U1>"])("shows %j as harmless words", async (title) => {
    form = { ...setup, title: title.slice(0, 24) };

    await say("setup");

    expect(shown().view.title).toMatchObject({ type: "plain_text" });
    expect(shown().view.title.text).not.toContain("\u202e");
  });
});

describe("a form that goes wrong", () => {
  it("is taken once when it is sent in twice", async () => {
    await say("setup");
    const delivery = running.slack.submit(shown(), {});

    await running.carrier.carry(delivery);
    const again = await running.carrier.carry(delivery);

    expect(again).toEqual({ kind: "acknowledged", said: "" });
    expect(inbox.stored).toHaveLength(1);
  });

  it.each(["fail", "hang"] as const)(
    "stays open with everything in it while the records are away (%s), and can be sent in again",
    async (fault) => {
      await say("setup");
      inbox[fault]();

      const refused = await sendIn({ title: "Terms" });

      expect(refused).toMatchObject({ said: expect.stringContaining("still here") });
      expect(shown().isOpen).toBe(true);
      inbox.work();
      expect(await sendIn({ title: "Terms" })).toEqual({ kind: "acknowledged", said: "" });
      expect(heard().fields).toMatchObject({ title: ["Terms"] });
      expect(inbox.stored).toHaveLength(1);
    },
  );

  it.each([
    ["Slack does not open it", { error: "internal_error" }],
    ["it comes too late for Slack", { error: "expired_trigger_id" }],
    ["Slack does not answer", "hang"],
  ] as const)("is told when %s, and nothing is stored", async (_, fault) => {
    running.slack.faults.next("views.open", fault);

    expect(await say("setup")).toMatchObject({ said: expect.stringContaining("couldn't open the form") });
    expect(inbox.offered).toEqual([]);
  });

  it("is told when the records are away while it is looked for", async () => {
    const hanging = { ...inbox, form: () => new Promise<null>(() => {}) };
    await running.platform.stop();
    await running.platform.start(hanging);

    const before = performance.now();
    const told = await say("setup");

    expect(told).toMatchObject({ said: expect.stringContaining("ask again in a minute") });
    expect(performance.now() - before).toBeLessThan(3_000);
  });

  it("is told when the app was removed while it was filled in", async () => {
    await say("setup");
    const { uninstalled } = running.slack.uninstall(running.slack.workspace);
    await running.carrier.carry(uninstalled);

    expect(await sendIn()).toMatchObject({ said: expect.stringContaining("no longer installed") });
    expect(inbox.offered).toEqual([]);
  });

  it("without a place to come from is dropped, and closes", async () => {
    await say("setup");
    const delivery = running.slack.submit(shown(), {});
    const view = { ...(delivery.payload.view as object), private_metadata: "not ours" };

    const sent = await running.carrier.carry({ ...delivery, payload: { ...delivery.payload, view } });

    expect(sent).toEqual({ kind: "acknowledged", said: "" });
    expect(inbox.offered).toEqual([]);
  });

  it("is not shown to programs", async () => {
    await say("setup", "U0PROGRAM1");

    expect(running.slack.workspace.views).toEqual([]);
  });
});
