import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createInstallationStore } from "../../../src/adapters/postgres/installation-store.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import type { IncomingRequest } from "../../../src/chat/platform.port.ts";
import { plainReply } from "../../../src/chat/reply.ts";
import { send } from "../../contracts/send-reply.ts";
import { freshDatabase } from "../../support/database.ts";
import { emptyTables } from "../../support/empty-tables.ts";
import { directDelivery, mentionDelivery } from "../../support/fake-slack/deliveries.ts";
import { readableText } from "../../support/fake-slack/message-rules.ts";
import type { Workspace } from "../../support/fake-slack/workspace.ts";
import { aKey } from "../../support/sealing-keys.ts";
import { type InstallableSlack, runInstallableSlack } from "./installed-slack.ts";

const reply = plainReply("The forum is on Thursday.");

let database: Database;
let running: InstallableSlack;
let north: Workspace;
let south: Workspace;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
let beforeLeaving: (() => Promise<void>) | null;
beforeEach(async () => {
  await emptyTables(database.pool, "workspace, installation, install_state, audit_entry");
  beforeLeaving = null;
  running = await runInstallableSlack(database, {
    hasOwnToken: true,
    beforeLeaving: async () => beforeLeaving?.(),
  });
  north = running.slack.addWorkspace({ isInstalled: false });
  south = running.slack.addWorkspace({ isInstalled: false });
  await running.install(north);
  await running.install(south);
});
afterEach(async () => {
  await running.close();
});

const answersIn = (workspace: Workspace) =>
  workspace.messages.filter((message) => readableText(message).includes("Thursday"));
const heardIn = async (workspace: Workspace, user = workspace.person): Promise<IncomingRequest> => {
  await running.carrier.carry(
    mentionDelivery({ user, channel: workspace.generalChannel, text: "When?" }, workspace),
  );
  const heard = running.inbox.stored.findLast(({ request }) => request.workspace === workspace.teamId);
  if (heard === undefined) throw new Error("nothing was heard");
  return heard;
};

describe("a workspace that the bot is removed from", () => {
  it.each([
    ["uninstalled first", ["uninstalled", "revoked"]],
    ["the token revoked first", ["revoked", "uninstalled"]],
    ["only one of both", ["revoked"]],
    ["both told twice", ["uninstalled", "revoked", "uninstalled", "revoked"]],
  ] as const)("is gone, with its token: %s", async (_, order) => {
    const heard = await heardIn(north);
    const told = running.slack.uninstall(north);
    for (const event of order) expect((await running.carrier.carry(told[event])).kind).toBe("acknowledged");

    const outcome = await send(running, heard, { reply });

    expect(outcome).toMatchObject({ kind: "refused" });
    expect(await running.stateOf(north)).toBe("gone");
    expect(answersIn(north)).toEqual([]);
    const { rows } = await database.pool.query(
      "SELECT 1 FROM audit_entry WHERE action = 'workspace-left' AND place = $1",
      [`slack:${north.teamId}`],
    );
    expect(rows).toHaveLength(1);
    expect((await send(running, await heardIn(south), { reply })).kind).toBe("sent");
  });

  it("gets no more answers to what is still on its way, and people there are told", async () => {
    const { uninstalled } = running.slack.uninstall(north);
    await running.carrier.carry(uninstalled);
    const before = running.slack.calls.length;

    const mention = await running.carrier.carry(directDelivery({ user: north.person, text: "When?" }, north));
    const command = await running.carrier.carry(
      running.slack.command({ user: north.person, channel: north.generalChannel, text: "ask When?" }, north),
    );

    expect(mention).toEqual({ kind: "acknowledged", said: "" });
    expect(command).toMatchObject({ said: expect.stringContaining("no longer installed") });
    expect(running.inbox.stored).toEqual([]);
    expect(running.slack.calls).toHaveLength(before);
  });

  it("waits for confirmation when it comes back, and a late word of its leaving changes nothing", async () => {
    const told = running.slack.uninstall(north);
    await running.carrier.carry(told.uninstalled);
    await running.install(north);

    await running.carrier.carry(told.revoked);

    expect(await running.stateOf(north)).toBe("waiting");
    expect((await send(running, await heardIn(north), { reply })).kind).toBe("sent");
  });

  it("keeps what is installed again while its leaving is being written down", async () => {
    await heardIn(north);
    const told = running.slack.uninstall(north);
    beforeLeaving = async () => {
      beforeLeaving = null;
      await running.install(north);
    };

    expect((await running.carrier.carry(told.uninstalled)).kind).toBe("acknowledged");
    expect((await running.carrier.carry(told.revoked)).kind).toBe("acknowledged");

    expect(await running.stateOf(north)).toBe("waiting");
    expect((await send(running, await heardIn(north), { reply })).kind).toBe("sent");
    expect(running.platform.health().detail).toContain(north.name);
  });

  it("keeps what another process of the bot installed again", async () => {
    await heardIn(north);
    const told = running.slack.uninstall(north);
    Object.assign(north, { isTokenRevoked: false, botToken: "xoxb-fake-of-another-process" });
    await createInstallationStore(database.pool, [aKey("key")]).save(
      {
        workspace: north.teamId,
        name: north.name,
        botToken: north.botToken,
        botUserId: north.botUser,
        botId: north.botId,
      },
      "slack:T0/U0",
    );

    await running.carrier.carry(told.uninstalled);

    expect(await running.stateOf(north)).toBe("waiting");
    expect((await send(running, await heardIn(north), { reply })).kind).toBe("sent");
  });

  it.each([
    ["answers with an error of its own", "refuse"],
    ["gives no answer", "hang"],
    ["has reached its limit", 30],
    ["has an error inside", { error: "internal_error" }],
  ] as const)(
    "and that has it again keeps it, with its token, when a late word of its leaving comes while Slack %s",
    async (_, fault) => {
      const told = running.slack.uninstall(north);
      await running.carrier.carry(told.uninstalled);
      await running.install(north);
      running.slack.faults.next("auth.test", fault);

      const first = await running.carrier.carry(told.revoked);
      const again = await running.carrier.carry(told.revoked);

      expect(first.kind).toBe("failed");
      expect(again.kind).toBe("acknowledged");
      expect(await running.stateOf(north)).toBe("waiting");
      expect((await send(running, await heardIn(north), { reply })).kind).toBe("sent");
    },
  );

  it("is told of again by Slack when that could not be written down", async () => {
    const told = running.slack.uninstall(north);
    await heardIn(south);
    await database.pool.query("ALTER TABLE workspace RENAME TO workspace_away");

    const first = await running.carrier
      .carry(told.uninstalled)
      .finally(() => database.pool.query("ALTER TABLE workspace_away RENAME TO workspace"));
    await running.carrier.carry(told.uninstalled);

    expect(first.kind).toBe("failed");
    expect(await running.stateOf(north)).toBe("gone");
  });

  it("is not gone when only a person's own token was taken back", async () => {
    const { revoked } = running.slack.uninstall(north);
    north.isTokenRevoked = false;
    const event = { type: "tokens_revoked", tokens: { oauth: [north.person] } };

    await running.carrier.carry({ ...revoked, payload: { ...revoked.payload, event } });

    expect(await running.stateOf(north)).toBe("waiting");
  });

  it("may be the one whose token is in the environment", async () => {
    const { workspace } = running.slack;
    await running.carrier.carry(running.slack.uninstall(workspace).uninstalled);

    expect(await running.stateOf(workspace)).toBe("gone");
    expect((await running.install(workspace)).status).toBe(200);
    expect((await send(running, await heardIn(workspace), { reply })).kind).toBe("sent");
  });
});
