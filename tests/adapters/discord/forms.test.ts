import { afterEach, describe, expect, it } from "vitest";
import type { Form } from "../../../src/chat/form.ts";
import type { Request } from "../../../src/chat/request.ts";
import { english } from "../../../src/messages/english.ts";
import { createRecordingInbox, type RecordingInbox } from "../../contracts/recording-inbox.ts";
import { type BotOnFake, createBotOnFake } from "../../support/fake-discord/bot.ts";
import type { FilledIn } from "../../support/fake-discord/filled-form.ts";
import {
  directMessagesWith,
  people,
  places,
  type StoredInteraction,
} from "../../support/fake-discord/world.ts";
import { aForm, fields, longChoice } from "./sample-forms.ts";

let bot: BotOnFake;

/** A running bot whose command `setup` asks for this form; other commands ask for none. */
async function botWith(form: Form | null): Promise<RecordingInbox> {
  bot = await createBotOnFake();
  const formOf = ({ command }: Request): Form | null => (command === form?.command ? form : null);
  const inbox = createRecordingInbox(undefined, formOf);
  await bot.platform.start(inbox);
  return inbox;
}

afterEach(async () => {
  expect(bot.fake.specificationProblems() ?? []).toEqual([]);
  await bot.platform.stop();
  await bot.fake.close();
});

/** Somebody uses `/cluster setup`; resolves once the bot has answered the interaction. */
async function use(channelId?: string): Promise<StoredInteraction> {
  const interaction = bot.fake.use({ command: "setup", ...(channelId === undefined ? {} : { channelId }) });
  await bot.fake.journal.when(({ path }) => path.includes(interaction.id));
  return interaction;
}

/** What sending the form in became. */
async function sentIn(inbox: RecordingInbox, form: StoredInteraction, filledIn?: FilledIn): Promise<Request> {
  const submission = bot.fake.fillIn(form, filledIn);
  await bot.fake.journal.when(({ path }) => path.includes(submission.id));
  const stored = inbox.stored.at(-1);
  if (stored === undefined) throw new Error("nothing was sent in");
  return stored.request;
}

describe("A form on Discord", () => {
  it("is shown instead of an answer, with every kind of field, and nothing is stored", async () => {
    const inbox = await botWith(
      aForm({
        introduction: "Nothing is *published* yet.",
        fields: [fields.title, fields.kind, fields.channels, fields.file],
      }),
    );

    const { modal } = await use();

    expect(inbox.offered).toEqual([]);
    expect(modal).toMatchObject({
      custom_id: "setup step 2",
      title: "Set this server up",
      components: [
        { type: 10, content: "Nothing is \\*published\\* yet." },
        { label: "Title", component: { type: 4, style: 1, max_length: 200, required: true } },
        {
          label: "Kind",
          component: { type: 3, options: [{ value: "event" }, { value: "policy", default: true }] },
        },
        { label: "Channels", component: { type: 8, channel_types: [0, 5], max_values: 3, required: false } },
        { label: "Document", description: "A PDF or a text", component: { type: 19, max_values: 1 } },
      ],
    });
  });

  it("sent in is a request of the same command, with what was filled in and the file", async () => {
    const inbox = await botWith(aForm({ fields: [fields.title, fields.kind, fields.channels, fields.file] }));
    const upload = bot.fake.upload("fees.pdf", "%PDF", "application/pdf");
    const form = await use();

    const request = await sentIn(inbox, form, {
      Title: " Fees ",
      Channels: [places.general, places.members],
      Document: [upload.id],
    });

    expect(request).toMatchObject({
      command: "setup",
      text: "step 2",
      visibility: "private",
      fields: { title: ["Fees"], kind: ["policy"], channels: [places.general, places.members] },
      attachments: [{ name: "fees.pdf", mediaType: "application/pdf", size: 4 }],
      asker: { id: people.asker, standing: "member" },
    });
    expect(request.fields).not.toHaveProperty("file");
    expect(inbox.asked).toHaveLength(1);
  });

  it("sent in shows “thinking…” to the asker alone, once it is stored", async () => {
    const inbox = await botWith(aForm());
    const form = await use();
    const release = inbox.hold();

    const submission = bot.fake.fillIn(form, { Title: "Fees" });
    await inbox.calls(1);
    const before = submission.original;
    release();
    await bot.fake.journal.when(({ path }) => path.includes(submission.id));

    expect(before).toBeNull();
    expect(submission.original).toMatchObject({ isPending: true, onlyFor: people.asker });
  });

  it("sent in is stored once when Discord delivers it again", async () => {
    const inbox = await botWith(aForm());
    await sentIn(inbox, await use(), { Title: "Fees" });

    const seen = bot.fake.journal.entries.length;
    bot.fake.gateway.repeatLast("INTERACTION_CREATE");
    await bot.fake.journal.when(({ path }) => path.endsWith("/callback"), seen);

    expect(inbox.offered).toHaveLength(2);
    expect(inbox.stored).toHaveLength(1);
  });

  it("is shown once when Discord delivers the command again, and nothing is stored for it", async () => {
    const inbox = await botWith(aForm());
    await use();

    const seen = bot.fake.journal.entries.length;
    bot.fake.gateway.repeatLast("INTERACTION_CREATE");
    await bot.fake.journal.when(({ path, status }) => path.endsWith("/callback") && status === 400, seen);
    await bot.fake.gateway.allHeard();

    expect(inbox.offered).toEqual([]);
  });

  it("left empty where it may be has no values", async () => {
    const inbox = await botWith(aForm({ fields: [{ ...fields.title, isRequired: false }, fields.channels] }));

    const { fields: filledIn } = await sentIn(inbox, await use());

    expect(filledIn).toEqual({ title: [], channels: [] });
  });

  it("keeps to what was there before, and leaves out channels that are gone", async () => {
    const inbox = await botWith(
      aForm({
        fields: [
          { ...fields.title, value: "Fees of 2025" },
          { ...fields.channels, value: [places.members, "300000000000000099"] },
        ],
      }),
    );

    const { fields: filledIn } = await sentIn(inbox, await use());

    expect(filledIn).toEqual({ title: ["Fees of 2025"], channels: [places.members] });
  });

  it("asks for one of more than 25 in writing, and says so", async () => {
    const inbox = await botWith(aForm({ fields: [longChoice(1)] }));
    const form = await use();

    expect(form.modal?.components[0]).toMatchObject({
      description: english.discord.writeOneOf("Cluster 0"),
      component: { type: 4, value: "Cluster 1" },
    });
    expect((await sentIn(inbox, form, { Kind: "Cluster 7" })).fields).toEqual({ kind: ["Cluster 7"] });
  });

  it("asks for some of more than 25 in writing, one on each line", async () => {
    const inbox = await botWith(aForm({ fields: [longChoice(3)] }));

    const { fields: filledIn } = await sentIn(inbox, await use(), { Kind: "Cluster 7\n\n Cluster 8 " });

    expect(filledIn).toEqual({ kind: ["Cluster 7", "Cluster 8"] });
  });

  it("asks for channels in writing in a direct message, where there are none to choose from", async () => {
    const inbox = await botWith(aForm({ fields: [fields.channels] }));
    const form = await use(directMessagesWith(bot.fake.world, people.asker).id);

    const request = await sentIn(inbox, form, { Channels: "#general\n#members" });

    expect(request.fields).toEqual({ channels: ["#general", "#members"] });
    expect(request.asker.standing).toBe("unknown");
  });

  it.each([
    ["all of a short one", "Nothing is published yet. Look first.", "Nothing is published yet. Look first."],
    [
      "its first sentences",
      `It is read again. ${"Then it is published. ".repeat(5)}`,
      /^It is read again\..*\.$/,
    ],
    ["nothing of a sentence that would be cut", "x".repeat(101), undefined],
  ])("with five fields shows %s where it has no room for an introduction", async (_, introduction, shown) => {
    const bare = Array.from({ length: 4 }, (_field, index) => ({ ...fields.title, name: `t${index}` }));
    await botWith(aForm({ introduction, fields: [{ ...fields.title, hint: "Its own" }, ...bare] }));

    const { modal } = await use();

    const hints = modal?.components.map((part) => ("description" in part ? part.description : undefined));
    expect(hints?.[0]).toBe("Its own");
    if (shown instanceof RegExp) expect(hints?.[1]).toMatch(shown);
    else expect(hints?.[1]).toBe(shown);
    expect(hints?.slice(2)).toEqual([undefined, undefined, undefined]);
  });

  it("is shown for a button, too", async () => {
    const inbox = await botWith(aForm());
    const channel = bot.fake.world.channels.get(places.general);
    const message = bot.fake.say({ content: "Here", userId: bot.fake.world.botId });
    message.rows = [
      { type: 1, components: [{ type: 2, style: 1, label: "Change", custom_id: "setup step 2" }] },
    ];

    const pressed = bot.fake.press("Change");
    await bot.fake.journal.when(({ path }) => path.includes(pressed.id));

    expect(channel?.guildId).toBe(inbox.asked[0]?.workspace);
    expect(pressed.modal?.title).toBe("Set this server up");
  });

  it("is not asked for by a mention, where none can be shown", async () => {
    const inbox = await botWith(aForm());

    bot.fake.mention("setup");
    await bot.fake.journal.when(({ path }) => path.endsWith("/typing"));

    expect(inbox.asked).toEqual([]);
    expect(inbox.stored).toMatchObject([{ request: { command: "setup", text: "" } }]);
  });
});

describe("A form that cannot be shown", () => {
  it("in time leaves the command to be answered like any other", async () => {
    bot = await createBotOnFake();
    const inbox = createRecordingInbox();
    await bot.platform.start({ ...inbox, form: () => new Promise(() => {}) });

    const interaction = await use();

    expect(interaction.original).toMatchObject({ isPending: true, onlyFor: people.asker });
    expect(inbox.stored).toMatchObject([{ request: { command: "setup", fields: null } }]);
  });

  it("because Discord does not take it leaves the command to be answered like any other", async () => {
    const inbox = await botWith(aForm({ title: "t".repeat(46) }));

    const { id } = await use();
    await bot.fake.journal.when(({ path, status }) => path.includes(id) && status === 204);

    expect(inbox.stored).toMatchObject([{ request: { command: "setup", fields: null } }]);
  });

  it("because its id would be too long leaves the command to be answered like any other", async () => {
    const inbox = await botWith(aForm({ text: "x".repeat(100) }));

    await use();

    expect(inbox.stored).toHaveLength(1);
  });

  it("for certain is not answered otherwise: Discord itself tells the person when it was not", async () => {
    const inbox = await botWith(aForm());
    bot.fake.faults.next("POST", /callback$/, "server-error-after");

    const { modal } = await use();
    await bot.fake.gateway.allHeard();

    expect(modal).not.toBeNull();
    expect(inbox.offered).toEqual([]);
  });

  it("because it comes after Discord's three seconds is not answered otherwise", async () => {
    const inbox = await botWith(aForm());
    const interaction = bot.fake.use({ command: "setup" });
    bot.clock.advance(3_500);

    const { status } = await bot.fake.journal.when(({ path }) => path.includes(interaction.id));
    await bot.fake.gateway.allHeard();

    expect(status).toBe(404);
    expect(inbox.offered).toEqual([]);
  });
});
