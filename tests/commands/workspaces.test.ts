import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { buttonsIn, SetUpDesk, type Somebody, shownIn } from "../support/set-up-desk.ts";

let desk: SetUpDesk;

const administrator: Somebody = { id: "UADMIN", workspace: "T9" };
const northern: Somebody = { id: "UNORTH", workspace: "T1" };
const runner: Somebody = { id: "URUNS", workspace: "T1", runsWorkspace: true };
const guest: Somebody = { id: "UGUEST", workspace: "T1", standing: "guest", runsWorkspace: true };
const { workspaces: words, permit, setup } = english;

beforeAll(async () => {
  desk = await SetUpDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty();
  await desk.give(administrator, "administrator", null);
  await desk.give(northern, "manager", "north");
  await desk.workspace("T9", { state: "confirmed", cluster: "fed" });
  await desk.workspace("T1", {
    cluster: "north",
    everyoneIsMember: true,
    channels: [{ channel: "C1", purposes: [], audience: "members" }],
  });
});

const proposal = { state: "waiting", cluster: "north" };

describe("who decides on workspaces", () => {
  const decisions = [
    { command: "workspaces list" },
    { command: "workspaces confirm", text: "slack:T1 north" },
    { command: "workspaces refuse", text: "slack:T1" },
    { command: "workspaces release", text: "slack:T9" },
  ];

  it.each(decisions)("is an administrator, nobody else: $command", async (said) => {
    const before = await desk.store.all();

    const refusals = [];
    for (const who of [northern, runner, guest]) {
      refusals.push((await desk.say(who, said)).summary);
      expect(await desk.form(who, { command: said.command, text: "slack:T1" }), who.id).toBeNull();
    }

    expect(refusals).toEqual([permit["needs-role"], permit["needs-role"], permit.guest]);
    expect(await desk.store.all()).toEqual(before);
  });
});

describe("the list of workspaces", () => {
  it("shows state, cluster, date and health, and buttons for those that wait", async () => {
    await desk.register.noteHealth({ platform: "slack", id: "T1" }, "PLATFORM_REFUSED_TOKEN");
    await desk.workspace("7");
    await desk.register.left({ platform: "discord", id: "7" });

    const reply = await desk.say(administrator, { command: "workspaces list" });

    const { revision } = await desk.found("T1");
    expect(reply.summary).toBe(words.count(1, 1, 1));
    const shown = shownIn(reply);
    for (const part of [
      "Workspace T1",
      "slack:T1",
      words.proposed("Tech North"),
      words.members.everyone,
      words.closedChannels("C1 (members only)"),
      "does not accept the bot's token",
      words.belongsTo("The Federation"),
      "gone since",
    ])
      expect(shown).toContain(part);
    expect(buttonsIn(reply)).toEqual([
      { command: "workspaces confirm", text: `slack:T1 #${revision}` },
      { command: "workspaces refuse", text: `slack:T1 #${revision}` },
    ]);
  });

  it("goes over pages when there are many, each workspace on one of them", async () => {
    for (let number = 10; number < 32; number += 1)
      await desk.workspace(`T${number}`, number % 4 === 0 ? {} : { state: "confirmed", cluster: "north" });

    const seen: string[] = [];
    let next: string | undefined = "1";
    while (next !== undefined) {
      const reply = await desk.say(administrator, { command: "workspaces list", text: next });
      seen.push(...[...shownIn(reply).matchAll(/"code","text":"(\w+:\w+)"/g)].map(([, id = ""]) => id));
      const rows = reply.blocks.filter(({ type }) => type === "actions");
      expect(rows.length).toBeLessThanOrEqual(5);
      next = buttonsIn(reply).find(({ command }) => command === "workspaces list")?.text;
    }

    expect(seen.toSorted()).toEqual(
      (await desk.store.all()).map(({ platform, externalId }) => `${platform}:${externalId}`).toSorted(),
    );
  });
});

describe("confirming a workspace", () => {
  it("shows what was proposed and gives it effect", async () => {
    const form = await desk.form(administrator, { command: "workspaces confirm", text: "slack:T1 #1" });
    const fields = { cluster: ["north"], members: ["everyone"] };

    const reply = await desk.say(administrator, {
      command: "workspaces confirm",
      text: form?.text ?? "",
      fields,
    });

    expect(form?.introduction).toContain(words.form.everyone);
    expect(form?.introduction).toContain("C1 (members only)");
    expect(form?.introduction).toContain(setup.changedSinceCard);
    expect(form?.introduction).toContain(setup.consent.hold);
    expect(reply.summary).toBe(
      `${words.confirmed("Workspace T1", "Tech North")} ${words.hasEffect("members: everybody but guests; channels that are not public: C1 (members only)")}`,
    );
    expect(await desk.found("T1")).toMatchObject({
      state: "confirmed",
      cluster: "north",
      channels: [{ channel: "C1", audience: "members" }],
    });
    expect((await desk.audit())[0]).toMatchObject({
      actor: "slack:T9/UADMIN",
      action: "workspace-confirmed",
      subject: "workspace:slack:T1",
      cluster: "north",
      before: { state: "waiting" },
      after: { state: "confirmed", everyoneIsMember: true },
    });
  });

  it("takes over only the channels that the form had room for", async () => {
    const channels = Array.from({ length: 25 }, (_, index) => `C${String(index + 10)}`);
    await desk.workspace("T1", {
      channels: channels.map((channel) => ({ channel, purposes: [], audience: "board" })),
      channelsRemoved: ["C1"],
    });
    const form = await desk.form(administrator, { command: "workspaces confirm", text: "slack:T1" });

    const reply = await desk.say(administrator, {
      command: "workspaces confirm",
      text: form?.text ?? "",
      fields: { cluster: ["north"], members: ["given"] },
    });

    const now = await desk.found("T1");
    const boards = now.channels.filter(({ audience }) => audience === "board").map(({ channel }) => channel);
    expect(boards).toHaveLength(20);
    for (const channel of boards) expect(form?.introduction).toContain(channel);
    expect(form?.introduction).toContain(words.form.notShown(5));
    expect(reply.summary).toContain("C34 (board only). If it is right");
  });

  it("takes nothing over that lets people read more when it is typed", async () => {
    const reply = await desk.say(administrator, { command: "workspaces confirm", text: "slack:T1 north" });

    expect(await desk.found("T1")).toMatchObject({
      state: "confirmed",
      everyoneIsMember: false,
      channels: [{ channel: "C1", audience: "public" }],
    });
    expect(reply.summary).toContain(words.notTakenOver(`${words.everyoneAsMember}, C1 (members only)`));
  });

  it("may be for another cluster than was proposed, and typed in one line", async () => {
    const reply = await desk.say(administrator, {
      command: "workspaces confirm",
      text: "slack:t1 Tech South",
    });

    expect(reply.summary).toContain(words.confirmed("Workspace T1", "Tech South"));
    expect(
      await desk.form(administrator, { command: "workspaces confirm", text: "slack:T1 south" }),
    ).toBeNull();
  });

  it("may name the cluster as people call it", async () => {
    await desk.database.pool.query("UPDATE cluster SET nicknames = '{brighton}' WHERE id = 'south'");

    const reply = await desk.say(administrator, {
      command: "workspaces confirm",
      text: "slack:T1 Brighton",
    });

    expect(reply.summary).toContain(words.confirmed("Workspace T1", "Tech South"));
  });

  it.each([
    ["without a workspace", "", words.sayWhich("slack:T012AB3CD")],
    ["of one that nobody knows", "slack:T404 north", words.notFound("slack:T404")],
    ["for no cluster", "slack:T1", words.needsCluster("slack:T1")],
    ["for one that nobody knows", "slack:T1 atlantis", words.unknownCluster("atlantis", "fed, north, south")],
  ])("%s changes nothing", async (_, text, sentence) => {
    const reply = await desk.say(administrator, { command: "workspaces confirm", text });

    expect(reply.summary).toBe(sentence);
    expect(await desk.found("T1")).toMatchObject(proposal);
  });

  it("does not happen when the proposal was changed since it was looked at", async () => {
    const form = await desk.form(administrator, { command: "workspaces confirm", text: "slack:T1" });
    const { revision } = await desk.found("T1");
    await desk.say(runner, {
      command: "setup channels",
      text: `#${revision}`,
      fields: { channels: ["C2"], audience: ["board"], action: ["set"] },
    });

    const reply = await desk.say(administrator, {
      command: "workspaces confirm",
      text: form?.text ?? "",
      fields: { cluster: ["north"], members: ["everyone"] },
    });

    expect(reply.summary).toBe(words.changedMeanwhile("Workspace T1"));
    expect(await desk.found("T1")).toMatchObject(proposal);
  });

  it("is not possible while the bot is no longer there", async () => {
    await desk.register.left({ platform: "slack", id: "T1" });

    const reply = await desk.say(administrator, { command: "workspaces confirm", text: "slack:T1 north" });

    expect(reply.summary).toBe(words.notPossible.confirm("Workspace T1"));
  });
});

describe("refusing and releasing", () => {
  it("clears what was proposed, and the workspace goes on waiting", async () => {
    const { revision } = await desk.found("T1");
    const said = { command: "workspaces refuse", text: `slack:T1 #${revision}` };

    const reply = await desk.say(administrator, said);
    const again = await desk.say(administrator, said);

    expect(reply.summary).toBe(words.refused("Workspace T1"));
    expect(again.summary).toBe(reply.summary);
    expect(await desk.found("T1")).toMatchObject({
      state: "waiting",
      cluster: null,
      everyoneIsMember: false,
      channels: [],
      revision: revision + 1,
    });
  });

  it("refuses nothing that is confirmed, and releases nothing that waits", async () => {
    const refused = await desk.say(administrator, { command: "workspaces refuse", text: "slack:T9" });
    const released = await desk.say(administrator, { command: "workspaces release", text: "slack:T1" });

    expect(refused.summary).toBe(words.notPossible.refuse("Workspace T9"));
    expect(released.summary).toBe(words.notPossible.release("Workspace T1"));
    expect(await desk.found("T9")).toMatchObject({ state: "confirmed" });
    expect(await desk.found("T1")).toMatchObject(proposal);
  });

  it("takes a confirmation back, with what was set up as a proposal", async () => {
    const form = await desk.form(administrator, { command: "workspaces confirm", text: "slack:T1" });
    const fields = { cluster: ["north"], members: ["everyone"] };
    await desk.say(administrator, { command: "workspaces confirm", text: form?.text ?? "", fields });

    const reply = await desk.say(administrator, { command: "workspaces release", text: "slack:T1" });

    expect(reply.summary).toBe(words.released("Workspace T1"));
    expect(await desk.found("T1")).toMatchObject({ ...proposal, everyoneIsMember: true });
    expect((await desk.actions())[0]).toBe("workspace-released");
  });
});
