import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSettingsImport } from "../../../src/adapters/postgres/settings-import.ts";
import { createWorkspaceStore } from "../../../src/adapters/postgres/workspace-store.ts";
import { cautiousConsent } from "../../../src/people/workspace.ts";
import { PeopleSettings } from "../../../src/people/workspace-settings.ts";
import { replanning } from "../../../src/wiring/replanning.ts";
import { SetUpDesk } from "../../support/set-up-desk.ts";

let desk: SetUpDesk;

beforeAll(async () => {
  desk = await SetUpDesk.open();
});
afterAll(() => desk.close());
beforeEach(() => desk.empty());

const slack = { platform: "slack", id: "T1" } as const;
const audit = {
  actor: "slack:T1/U1",
  action: "workspace-set-up",
  subject: "workspace:slack:T1",
  cluster: "north",
  place: "slack:T1",
};

describe("a workspace that joins and leaves", () => {
  it("waits from the moment it joined, however often that is said", async () => {
    await Promise.all([1, 2, 3].map(() => desk.register.joined({ ...slack, name: "North" })));
    await desk.register.joined({ ...slack, name: "North renamed" });

    expect(await desk.store.all()).toMatchObject([
      { externalId: "T1", name: "North renamed", state: "waiting", cluster: null, lastError: null },
    ]);
    expect(await desk.actions()).toEqual(["workspace-joined"]);
  });

  it("has a name of one line, whatever its platform says", async () => {
    await desk.register.joined({ ...slack, name: "North\n\u001b[2J\u202e slack:T2  South: confirmed" });
    const made = (await desk.found("T1"))?.name;
    await desk.register.joined({ ...slack, name: "Renamed\r\n\u0007" });

    expect([made, (await desk.found("T1"))?.name]).toEqual([
      "North [2J slack:T2 South: confirmed",
      "Renamed",
    ]);
  });

  it("stays confirmed while it is said to be there still", async () => {
    await desk.workspace("T1", { state: "confirmed", cluster: "north" });

    await desk.register.joined({ ...slack, name: "" });

    expect(await desk.found("T1")).toMatchObject({ state: "confirmed", name: "Workspace T1" });
  });

  it("is gone once, however often and in whatever order that is said, and its tokens with it", async () => {
    const { id } = await desk.workspace("T1", { state: "confirmed", cluster: "north" });
    await desk.database.pool.query(
      "INSERT INTO installation (workspace_id, key_id, sealed) VALUES ($1::uuid, 'k1', 'sealed')",
      [id],
    );

    await desk.register.left({ platform: "slack", id: "T-never-seen" });
    await Promise.all([desk.register.left(slack), desk.register.left(slack)]);
    await desk.register.left(slack);

    expect(await desk.found("T1")).toMatchObject({ state: "gone" });
    expect(await desk.database.prisma.installation.count()).toBe(0);
    const lines = (await desk.audit()).filter(({ action }) => action === "workspace-left");
    expect(lines).toMatchObject([
      { actor: "platform", place: "slack:T1", before: { state: "confirmed" }, after: { state: "gone" } },
    ]);
  });

  it("stays, with its tokens, when another installation is there than the one that was removed", async () => {
    const { id } = await desk.workspace("T1", { state: "confirmed", cluster: "north" });
    const installedAt = new Date("2026-11-02T09:00:00.123Z");
    await desk.database.pool.query(
      `INSERT INTO installation (workspace_id, key_id, sealed, installed_at)
       VALUES ($1::uuid, 'k1', 'sealed', $2)`,
      [id, installedAt],
    );

    const outcomes = [
      await desk.register.left({ ...slack, installedAt: new Date("2026-11-01T09:00:00Z") }),
      await desk.register.left({ ...slack, installedAt: null }),
    ];
    const kept = await desk.database.prisma.installation.count();
    const removed = await desk.register.left({ ...slack, installedAt });
    const again = await desk.register.left({ ...slack, installedAt });

    expect([outcomes, kept]).toEqual([[false, false], 1]);
    expect([removed, again]).toEqual([true, true]);
    expect(await desk.database.prisma.installation.count()).toBe(0);
    expect((await desk.actions()).filter((action) => action === "workspace-left")).toHaveLength(1);
  });

  it("takes with it who was signed in from there, so that nobody is when it comes back", async () => {
    const { prisma } = desk.database;
    const [gone, stays] = [await desk.workspace("T1"), await desk.workspace("T2")];
    const { id: personId } = await prisma.person.create({ data: {} });
    for (const workspaceId of [gone.id, stays.id]) {
      const common = { personId, reference: "discord:5", workspaceId, standing: "member", groups: [] };
      const data = { ...common, expiresAt: new Date("2099-01-01T00:00:00Z") };
      await prisma.webSession.create({ data: { ...data, sessionHash: workspaceId } });
      await prisma.webLogin.create({ data: { ...data, tokenHash: workspaceId } });
    }

    await desk.register.left(slack);
    await desk.register.joined({ ...slack, name: "" });

    expect(await prisma.webSession.findMany()).toMatchObject([{ workspaceId: stays.id }]);
    expect(await prisma.webLogin.findMany()).toMatchObject([{ workspaceId: stays.id }]);
  });

  it("is gone, too, when its platform no longer names it, as when it left", async () => {
    await desk.workspace("T1", { state: "confirmed", cluster: "north" });
    await desk.workspace("T2", { state: "confirmed", cluster: "north" });
    await desk.register.joined({ platform: "discord", id: "T1", name: "Server" });

    await desk.register.onlyIn("slack", ["T2"]);
    await desk.register.onlyIn("slack", ["T2"]);

    const states = (await desk.store.all()).map((known) => [known.platform, known.externalId, known.state]);
    expect(states).toEqual([
      ["slack", "T1", "gone"],
      ["slack", "T2", "confirmed"],
      ["discord", "T1", "waiting"],
    ]);
    expect((await desk.actions()).filter((action) => action === "workspace-left")).toHaveLength(1);
  });

  it("is not gone when only the settings file has named it so far, but is once the bot was in it", async () => {
    const settings = PeopleSettings.parse({
      workspaces: [{ platform: "discord", id: "7", cluster: "north" }],
    });
    await createSettingsImport(desk.database.pool).importOnce(settings);

    await desk.register.onlyIn("discord", []);
    const early = await desk.store.find("discord", "7");
    await desk.register.joined({ platform: "discord", id: "7", name: "Server" });
    await desk.register.onlyIn("discord", []);
    const late = await desk.store.find("discord", "7");

    expect([early?.state, late?.state]).toEqual(["confirmed", "gone"]);
  });

  it("waits again when the bot was invited anew, though nobody told that it had been gone", async () => {
    const server = { platform: "discord", id: "7", name: "Server" } as const;
    const first = new Date("2026-11-01T09:00:00.123Z");
    await desk.register.joined(server);
    await desk.register.joined({ ...server, invitedAt: first });
    await desk.database.pool.query("UPDATE workspace SET state = 'confirmed', cluster_id = 'north'");

    await desk.register.joined({ ...server, invitedAt: first });
    await desk.register.joined(server);
    const still = await desk.store.find("discord", "7");
    await desk.register.joined({ ...server, invitedAt: new Date("2026-11-02T09:00:00Z") });

    expect(still?.state).toBe("confirmed");
    expect(await desk.store.find("discord", "7")).toMatchObject({ state: "waiting", goneAt: null });
    expect((await desk.actions()).slice(0, 2)).toEqual(["workspace-joined", "workspace-left"]);
  });

  it("waits again when it comes back, with what was set up as a proposal", async () => {
    await desk.workspace("T1", { state: "confirmed", cluster: "north", everyoneIsMember: true });
    await desk.register.left(slack);

    await desk.register.joined({ ...slack, name: "North" });

    expect(await desk.found("T1")).toMatchObject({ state: "waiting", cluster: "north", goneAt: null });
    expect((await desk.actions()).slice(0, 2)).toEqual(["workspace-joined", "workspace-left"]);
  });
});

describe("what is set up in a workspace", () => {
  it("is saved with its line in the audit trail, before and after", async () => {
    const joined = await desk.workspace("T1");
    const consent = { ...cautiousConsent, dailyCap: 3, quiet: { from: "20:00", until: "08:00" } };
    const channel = { channel: "C1", purposes: ["questions" as const], audience: "members" as const };

    const saved = await desk.store.save(
      joined.id,
      { cluster: "north", consent, channels: [channel] },
      { revision: joined.revision, audit },
    );

    expect(saved).toMatchObject({
      kind: "saved",
      workspace: { cluster: "north", consent, channels: [channel], revision: joined.revision + 1 },
    });
    const [line] = await desk.audit();
    expect(line).toMatchObject({ ...audit, before: { cluster: null }, after: { cluster: "north", consent } });
  });

  it("is saved by one of two who save at once, and the other is told", async () => {
    const joined = await desk.workspace("T1");
    const other = createWorkspaceStore(desk.database.pool, replanning({ now: () => new Date() }));

    const saved = await Promise.all([
      desk.store.save(joined.id, { cluster: "north" }, { revision: joined.revision, audit }),
      other.save(joined.id, { cluster: "south" }, { revision: joined.revision, audit }),
    ]);

    expect(saved.map(({ kind }) => kind).toSorted()).toEqual(["saved", "stale"]);
    const [winner] = saved.filter(({ kind }) => kind === "saved");
    expect(winner).toMatchObject({ workspace: { cluster: (await desk.found("T1")).cluster } });
    expect((await desk.actions()).filter((action) => action === audit.action)).toHaveLength(1);
  });

  it("is not saved without its line in the audit trail", async () => {
    const joined = await desk.workspace("T1");
    const unwritable = { ...audit, action: "\u0000" };

    const saving = desk.store.save(
      joined.id,
      { cluster: "north" },
      { revision: joined.revision, audit: unwritable },
    );

    await expect(saving).rejects.toThrow();
    expect(await desk.found("T1")).toMatchObject({ cluster: null, revision: joined.revision });
  });

  it("loses channels that are taken out and keeps the others", async () => {
    const channels = ["C1", "C2"].map((channel) => ({ channel, purposes: [], audience: "public" as const }));
    const made = await desk.workspace("T1", { channels });

    await desk.store.save(made.id, { channelsRemoved: ["C1"] }, { revision: made.revision, audit });

    expect((await desk.found("T1")).channels.map(({ channel }) => channel)).toEqual(["C2"]);
  });
});

describe("whether a workspace works", () => {
  it("is noted by the code of what went wrong, until it works again", async () => {
    await desk.workspace("T1");

    await desk.register.noteHealth(slack, "PLATFORM_REFUSED_TOKEN");
    const failing = await desk.found("T1");
    await desk.register.noteHealth(slack, null);

    expect(failing.lastError).toBe("PLATFORM_REFUSED_TOKEN");
    expect((await desk.found("T1")).lastError).toBeNull();
  });
});
