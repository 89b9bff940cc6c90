import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Form } from "../../src/chat/form.ts";
import { english } from "../../src/messages/english.ts";
import type { Workspace } from "../../src/people/workspace.ts";
import { buttonsIn, SetUpDesk, type Somebody, shownIn } from "../support/set-up-desk.ts";

let desk: SetUpDesk;

const administrator: Somebody = { id: "UADMIN", workspace: "T1" };
const northern: Somebody = { id: "UNORTH", workspace: "T1" };
const southern: Somebody = { id: "USOUTH", workspace: "T1" };
const runner: Somebody = { id: "URUNS", workspace: "T1", runsWorkspace: true };
const member: Somebody = { id: "UMEMBER", workspace: "T1" };
const guest: Somebody = { id: "UGUEST", workspace: "T1", standing: "guest", runsWorkspace: true };
const outsider: Somebody = { id: "UOUT", workspace: "T1", standing: "outsider" };

const { setup, permit } = english;

beforeAll(async () => {
  desk = await SetUpDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty();
  await desk.give(administrator, "administrator", null);
  await desk.give(northern, "manager", "north");
  await desk.give(southern, "manager", "south");
});

const waiting = (): Promise<Workspace> => desk.workspace("T1");
const confirmed = (): Promise<Workspace> => desk.workspace("T1", { state: "confirmed", cluster: "north" });

/** Sends a form in that rests on the workspace as it is now. */
async function sendIn(who: Somebody, command: string, fields: Record<string, string>) {
  const { revision } = await desk.found("T1");
  return desk.say(who, { command, text: `#${revision}`, fields: asFields(fields) });
}

function asFields(fields: Record<string, string>): Record<string, string[]> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value]]));
}

function fieldNames(form: Form | null): readonly string[] | null {
  return form === null ? null : form.fields.map(({ name }) => name);
}

const asSouth = { cluster: "south", members: "given" };
const asNorth = { cluster: "north", members: "everyone" };

describe("who may set a workspace up", () => {
  it.each<[string, Somebody, () => Promise<Workspace>, Record<string, string>, string]>([
    ["an administrator proposes for one that waits", administrator, waiting, asSouth, setup.proposed],
    ["whoever runs it proposes for one that waits", runner, waiting, asSouth, setup.proposed],
    ["a manager proposes their own cluster", southern, waiting, asSouth, setup.proposed],
    ["a manager proposes no other cluster", northern, waiting, asSouth, permit["other-cluster"]],
    ["a member proposes nothing", member, waiting, asSouth, permit["needs-role"]],
    ["a guest proposes nothing, though they run it", guest, waiting, asSouth, permit.guest],
    ["somebody of another organisation proposes nothing", outsider, waiting, asSouth, permit.outsider],
    ["a manager says who is a member of their own", northern, confirmed, asNorth, setup.saved],
    ["a manager of another cluster changes nothing", southern, confirmed, asNorth, permit["other-cluster"]],
    ["a manager of another cluster cannot take it", southern, confirmed, asSouth, permit["other-cluster"]],
    ["a manager cannot give their own away", northern, confirmed, asSouth, setup.clusterForm.confirmed],
    ["an administrator gives a confirmed one to another", administrator, confirmed, asSouth, setup.saved],
    ["whoever runs a confirmed one changes nothing", runner, confirmed, asNorth, permit["needs-role"]],
  ])("%s", async (_, who, make, fields, sentence) => {
    const before = await make();

    const reply = await sendIn(who, "setup cluster", fields);

    expect(shownIn(reply)).toContain(sentence);
    const after = await desk.found("T1");
    const isSaved = sentence === setup.saved || sentence === setup.proposed;
    expect(after.revision).toBe(before.revision + (isSaved ? 1 : 0));
    expect(after.cluster).toBe(isSaved ? fields.cluster : before.cluster);
    expect(after.state).toBe(before.state);
  });

  it("is whom a proposal names, once there is one: another cluster's manager leaves it alone", async () => {
    await desk.workspace("T1", { cluster: "north" });

    const reply = await sendIn(southern, "setup channels", {
      channels: "C1",
      audience: "public",
      action: "set",
    });

    expect(shownIn(reply)).toContain(permit["other-cluster"]);
    expect((await desk.found("T1")).channels).toEqual([]);
  });

  it("is an administrator alone, once it is confirmed: a manager of both clusters cannot move it", async () => {
    const before = await confirmed();
    await desk.database.pool.query(
      `INSERT INTO role_grant (id, role, cluster_id, person_id)
       SELECT gen_random_uuid(), 'manager', 'south', person_id FROM platform_account
       WHERE reference = 'slack:T1/UNORTH'`,
    );

    const reply = await sendIn(northern, "setup cluster", asSouth);

    expect(reply.summary).toBe(setup.nothingSaved(setup.clusterForm.confirmed));
    expect(await desk.found("T1")).toEqual(before);
  });

  it.each(["setup show", "setup cluster", "setup channels", "setup announcements", "setup contacts"])(
    "is told the same of %s, and sees no form",
    async (command) => {
      await confirmed();

      for (const who of [member, guest, outsider, southern, runner]) {
        const reply = await desk.say(who, { command });
        expect(reply.summary, who.id).toMatch(/Nothing was changed/);
        expect(await desk.form(who, { command }), who.id).toBeNull();
      }
      expect((await desk.say(northern, { command })).summary).not.toMatch(/Nothing was changed/);
    },
  );

  it("has effect for a role given by name only where nobody has confirmed the workspace", async () => {
    await waiting();
    await desk.database.pool.query(
      `INSERT INTO role_grant (id, role, cluster_id, workspace_id, group_id)
       SELECT gen_random_uuid(), 'manager', 'north', id, 'S1' FROM workspace`,
    );

    expect((await desk.say(member, { command: "setup show" })).summary).toBe(permit["needs-role"]);
  });
});

describe("/cluster setup", () => {
  it("shows what the state means, and four buttons that rest on what was shown", async () => {
    const { revision } = await confirmed();

    const reply = await desk.say(northern, { command: "setup show" });

    expect(shownIn(reply)).toContain(setup.state.confirmed("Tech North"));
    expect(buttonsIn(reply)).toEqual([
      { command: "setup cluster", text: `#${revision}` },
      { command: "setup channels", text: `#${revision}` },
      { command: "setup announcements", text: `#${revision}` },
      { command: "setup contacts", text: "" },
    ]);
  });

  it("says what went wrong with the workspace last", async () => {
    await confirmed();
    await desk.register.noteHealth({ platform: "slack", id: "T1" }, "PLATFORM_REFUSED_TOKEN");

    const reply = await desk.say(northern, { command: "setup show" });

    expect(shownIn(reply)).toContain("does not accept the bot's token");
  });

  it("in a Discord direct message says to do it in the server", async () => {
    const someone: Somebody = { id: "77", workspace: null, platform: "discord", standing: "unknown" };
    await desk.give(someone, "manager", "north");

    const reply = await desk.say(someone, { command: "setup show" });

    expect(reply.summary).toBe(setup.noWorkspace);
  });

  it("on the web page shows the workspace somebody signed in from", async () => {
    await confirmed();
    const onPage: Somebody = { id: "slack:T1/UNORTH", workspace: "slack:T1", platform: "web" };

    const reply = await desk.say(onPage, { command: "setup show" });
    const saved = await sendIn(onPage, "setup cluster", asNorth);

    expect(shownIn(reply)).toContain("Workspace T1");
    expect(shownIn(saved)).toContain(setup.saved);
    expect((await desk.audit())[0]).toMatchObject({ actor: "slack:T1/UNORTH", place: "web" });
  });

  it("in a workspace the bot has left is nobody's any more, though they were its manager", async () => {
    await confirmed();
    await desk.register.left({ platform: "slack", id: "T1" });
    const before = await desk.found("T1");

    const reply = await sendIn(northern, "setup cluster", asNorth);

    expect(reply.summary).toBe(permit["needs-role"]);
    expect(await desk.found("T1")).toEqual(before);
  });
});

describe("two who set up at once", () => {
  const changes: readonly [string, Record<string, string>][] = [
    ["setup cluster", asNorth],
    ["setup channels", { channels: "C2", audience: "public", action: "set" }],
    ["setup announcements", { posting: "accept", bankHolidays: "skip" }],
  ];

  it.each(changes)(
    "in %s: the second is told, saves nothing and sees how it stands",
    async (command, fields) => {
      const { revision } = await confirmed();
      await sendIn(northern, "setup channels", { channels: "C1", audience: "members", action: "set" });
      const between = await desk.found("T1");

      const reply = await desk.say(administrator, {
        command,
        text: `#${revision}`,
        fields: asFields(fields),
      });

      expect(reply.summary).toContain(setup.changedMeanwhile);
      expect(shownIn(reply)).toContain("members only");
      expect(await desk.found("T1")).toEqual(between);
    },
  );

  it("are told nothing when it is the same request again, worked on anew after a crash", async () => {
    const { revision } = await confirmed();
    const said = { command: "setup cluster", text: `#${revision}`, fields: asFields(asNorth) };
    await desk.say(northern, said);

    const again = await desk.say(northern, said);

    expect(again.summary).toContain(setup.saved);
    expect((await desk.found("T1")).revision).toBe(revision + 1);
  });

  it("see in a form opened from an older card that it has changed", async () => {
    const { revision } = await confirmed();
    await sendIn(northern, "setup cluster", asNorth);

    const form = await desk.form(administrator, { command: "setup channels", text: `#${revision}` });

    expect(form?.introduction).toContain(setup.changedSinceCard);
    expect(form?.text).toBe(`#${revision + 1}`);
  });
});

describe("the form of whose workspace it is", () => {
  it("offers every cluster by name to an administrator, and a manager of a confirmed one none", async () => {
    await confirmed();

    const form = await desk.form(administrator, { command: "setup cluster" });

    const [cluster] = form?.fields ?? [];
    expect(cluster?.kind === "choice" && cluster.options.map(({ label }) => label)).toEqual([
      "Tech North",
      "Tech South",
      "The Federation",
    ]);
    expect(fieldNames(await desk.form(northern, { command: "setup cluster" }))).toEqual(["members"]);
  });

  it("takes a cluster's name too, where a platform offers no choice", async () => {
    await waiting();

    await sendIn(runner, "setup cluster", { cluster: " tech SOUTH", members: "given" });

    expect((await desk.found("T1")).cluster).toBe("south");
  });

  it("says what is wrong, and offers itself again", async () => {
    await waiting();

    const reply = await sendIn(runner, "setup cluster", { cluster: "atlantis", members: "given" });

    expect(reply.summary).toBe(setup.nothingSaved(setup.clusterForm.unknownCluster("atlantis")));
    expect(buttonsIn(reply)).toMatchObject([{ command: "setup cluster" }]);
    expect((await desk.found("T1")).cluster).toBeNull();
  });

  it("where a form cannot be shown is offered with a button", async () => {
    await waiting();

    expect(buttonsIn(await desk.say(runner, { command: "setup cluster" }))).toMatchObject([
      { command: "setup cluster" },
    ]);
  });
});
