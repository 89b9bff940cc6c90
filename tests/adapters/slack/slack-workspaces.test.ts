import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import type { IncomingRequest } from "../../../src/chat/platform.port.ts";
import { plainReply } from "../../../src/chat/reply.ts";
import { send } from "../../contracts/send-reply.ts";
import { freshDatabase } from "../../support/database.ts";
import { emptyTables } from "../../support/empty-tables.ts";
import { mentionDelivery } from "../../support/fake-slack/deliveries.ts";
import { readableText } from "../../support/fake-slack/message-rules.ts";
import type { Workspace } from "../../support/fake-slack/workspace.ts";
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
beforeEach(async () => {
  await emptyTables(database.pool, "workspace, installation, install_state, audit_entry");
  running = await runInstallableSlack(database, { hasOwnToken: true });
  north = running.slack.addWorkspace({ isInstalled: false });
  south = running.slack.addWorkspace({ isInstalled: false });
  await running.install(north);
  await running.install(south);
});
afterEach(async () => {
  await running.close();
});

const all = () => [running.slack.workspace, north, south];
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
const lastErrorOf = async ({ teamId }: Workspace) => {
  const { rows } = await database.pool.query<{ last_error: string | null }>(
    "SELECT last_error FROM workspace WHERE external_id = $1",
    [teamId],
  );
  return rows[0]?.last_error;
};

describe("several workspaces at once", () => {
  it("are each answered with their own token, whether it was given or installed", async () => {
    const heard = await Promise.all(all().map((workspace) => heardIn(workspace)));

    const outcomes = await Promise.all(heard.map((incoming) => send(running, incoming, { reply })));

    expect(outcomes.map((outcome) => outcome.kind)).toEqual(["sent", "sent", "sent"]);
    for (const workspace of all()) expect(answersIn(workspace)).toHaveLength(1);
    expect(running.slack.wrongTokens()).toEqual([]);
    expect(running.slack.calls.filter((call) => call.method === "chat.postMessage")).toHaveLength(3);
  });

  it("know people of another one as outsiders", async () => {
    running.slack.workspace.users.set(north.person, {
      id: north.person,
      teamId: north.teamId,
      isStranger: true,
    });

    const { request } = await heardIn(running.slack.workspace, north.person);

    expect(request.asker).toMatchObject({ standing: "outsider", groups: [] });
  });

  it("do not wait for one whose limit is reached", async () => {
    const [inNorth, inSouth] = await Promise.all([heardIn(north), heardIn(south)]);
    running.slack.faults.next("chat.postMessage", 30);

    const first = await send(running, inNorth, { reply });
    const second = await send(running, inSouth, { reply });

    expect(first).toEqual({ kind: "wait", seconds: 30 });
    expect(second.kind).toBe("sent");
  });

  it("are all named to whoever runs the bot", () => {
    const { detail } = running.platform.health();

    expect(detail).toBe(
      "Slack: connected to Cluster workspace, Cluster workspace 2, Cluster workspace 3 (HTTP).",
    );
  });

  it("are named on one line, and so are the people in them", async () => {
    Object.assign(north, { name: "North\n\u001b[2J" });
    north.users.set(north.person, { id: north.person, teamId: north.teamId, name: "Sam\n\u202eadmin" });
    await running.install(north);

    const { request } = await heardIn(north);

    expect(running.platform.health().detail).toContain("North [2J (HTTP)");
    expect(request.asker.name).toBe("Sam admin");
  });

  it("are known again after a start, with the same tokens", async () => {
    await running.platform.stop();
    await running.platform.start(running.inbox);

    const outcome = await send(running, await heardIn(north), { reply });

    expect(outcome.kind).toBe("sent");
    expect(running.slack.wrongTokens()).toEqual([]);
  });
});

describe("a token that Slack refuses in the middle of a request", () => {
  it("ends with a named outcome and a note, is not tried again, and works again once it is good", async () => {
    const own = running.slack.workspace;
    const heard = await heardIn(own);
    own.isTokenRevoked = true;
    const before = running.slack.calls.length;

    const outcome = await send(running, heard, { reply });

    expect(outcome).toEqual({ kind: "refused", reason: "token_revoked" });
    expect(running.slack.calls).toHaveLength(before + 1);
    expect(await lastErrorOf(own)).toBe("PLATFORM_REFUSED_TOKEN");
    expect(running.platform.health().detail).toContain(`refuses the token of ${own.name}`);
    own.isTokenRevoked = false;
    expect((await send(running, heard, { reply })).kind).toBe("sent");
    expect(await lastErrorOf(own)).toBeNull();
  });

  it("means that the bot was removed there, where it was installed: it waits again when it is back", async () => {
    const heard = await heardIn(north);
    await database.pool.query("UPDATE workspace SET state = 'confirmed' WHERE external_id = $1", [
      north.teamId,
    ]);
    north.isTokenRevoked = true;

    const outcome = await send(running, heard, { reply });

    expect(outcome).toEqual({ kind: "refused", reason: "token_revoked" });
    await vi.waitFor(async () => expect(await running.stateOf(north)).toBe("gone"));
    expect((await running.install(north)).status).toBe(200);
    expect(await running.stateOf(north)).toBe("waiting");
  });

  it("is found at a start: the bot is gone from there, no longer confirmed when it is back, and the others are served", async () => {
    await database.pool.query("UPDATE workspace SET state = 'confirmed' WHERE external_id = $1", [
      north.teamId,
    ]);
    await running.platform.stop();
    running.slack.uninstall(north);

    await running.platform.start(running.inbox);

    await vi.waitFor(async () => expect(await running.stateOf(north)).toBe("gone"));
    const { rows } = await database.pool.query(
      "SELECT 1 FROM audit_entry WHERE action = 'workspace-left' AND place = $1",
      [`slack:${north.teamId}`],
    );
    expect(rows).toHaveLength(1);
    expect((await send(running, await heardIn(south), { reply })).kind).toBe("sent");
    await running.install(north);
    expect(await running.stateOf(north)).toBe("waiting");
  });

  it("of an earlier installation says nothing of the present one", async () => {
    const heard = await heardIn(north);
    running.slack.faults.next("chat.postMessage", { error: "token_revoked" });

    expect((await send(running, heard, { reply })).kind).toBe("refused");

    expect((await send(running, heard, { reply })).kind).toBe("sent");
    expect(await running.stateOf(north)).toBe("waiting");
  });

  it("does not keep the bot from starting when it is the environment's and there are others", async () => {
    await running.platform.stop();
    running.slack.workspace.isTokenRevoked = true;

    await running.platform.start(running.inbox);

    expect(running.platform.health().detail).toContain("refuses the token of SLACK_BOT_TOKEN");
    expect((await send(running, await heardIn(north), { reply })).kind).toBe("sent");
  });
});
