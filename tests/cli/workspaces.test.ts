import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { createClusterList } from "../../src/adapters/postgres/cluster-list.ts";
import { exitCodes } from "../../src/cli/context.ts";
import { carryOut } from "../../src/cli/workspaces.ts";
import { SetUpDesk } from "../support/set-up-desk.ts";

let desk: SetUpDesk;

beforeAll(async () => {
  desk = await SetUpDesk.open();
});
afterAll(() => desk.close());
beforeEach(() => desk.empty());

type Order = Parameters<typeof carryOut>[0];

function order(
  action: Order["action"],
  ...words: [reference?: string, cluster?: string, keepSetUp?: number]
) {
  const [reference, cluster, keepSetUp] = words;
  const records = { workspaces: desk.store, clusters: createClusterList(desk.database.pool) };
  return carryOut({ action, reference, cluster, keepSetUp, json: false }, records);
}

describe("clusterbot workspaces", () => {
  test("says that there are none", async () => {
    expect((await order("list")).text).toContain("I am in no workspace yet.");
  });

  test("lists each with its state, its cluster and the sentence of what went wrong", async () => {
    await desk.workspace("7", { cluster: "south" });
    await desk.workspace("T1", { state: "confirmed", cluster: "north" });
    await desk.register.noteHealth({ platform: "slack", id: "T1" }, "PLATFORM_REFUSED_TOKEN");

    const { text, data } = await order("list");

    expect(text).toContain("! slack:T1  Workspace T1: confirmed on");
    expect(text).toContain("all channels are public; The chat platform does not accept the bot's token.");
    expect(text).toContain("! discord:7  Workspace 7: waiting since");
    expect(text).toContain("proposed: south; members: only people given the role;");
    expect(JSON.parse(JSON.stringify(data))).toMatchObject({
      workspaces: [
        { platform: "slack", externalId: "T1", lastError: "PLATFORM_REFUSED_TOKEN" },
        { platform: "discord", externalId: "7", health: null },
      ],
    });
  });

  test("confirms for the cluster that is named, else for the one that was proposed, and takes it back", async () => {
    await desk.workspace("T1", { cluster: "north" });

    const proposed = await order("confirm", "slack:T1");
    const named = await order("confirm", "slack:T1", "south");
    const { state, cluster } = await desk.found("T1");
    const released = await order("release", "slack:T1");

    expect([proposed.code, named.code, released.code]).toEqual([0, 0, 0]);
    expect({ state, cluster }).toEqual({ state: "confirmed", cluster: "south" });
    expect((await desk.found("T1")).state).toBe("waiting");
    expect((await desk.audit())[0]).toMatchObject({ actor: "command line", place: "command line" });
  });

  describe("of a workspace that proposes to let everybody read", () => {
    beforeEach(async () => {
      await desk.workspace("T1", {
        cluster: "south",
        everyoneIsMember: true,
        channels: [
          { channel: "C1", purposes: ["questions"], audience: "board" },
          { channel: "C2", purposes: [], audience: "public" },
        ],
      });
    });

    test("lists what it proposes", async () => {
      const { revision } = await desk.found("T1");

      const { text } = await order("list");

      expect(text).toContain(
        `proposed: south; members: everybody but guests; channels that are not public: C1 (board only); set-up number ${revision};`,
      );
    });

    test("confirms whose it is only, and says what was not taken over", async () => {
      const { text } = await order("confirm", "slack:T1", "north");

      expect(await desk.found("T1")).toMatchObject({
        state: "confirmed",
        cluster: "north",
        everyoneIsMember: false,
        channels: [
          { channel: "C1", purposes: ["questions"], audience: "public" },
          { channel: "C2", audience: "public" },
        ],
      });
      expect(text).toContain("members: only people given the role; all channels are public.");
      expect(text).toContain("Not taken over from the proposal: everybody as a member, C1 (board only).");
    });

    test("takes over what was listed under the number that is named", async () => {
      const { revision } = await desk.found("T1");

      const { text } = await order("confirm", "slack:T1", "north", revision);

      expect(await desk.found("T1")).toMatchObject({
        everyoneIsMember: true,
        channels: [{ channel: "C1", audience: "board" }, { channel: "C2" }],
      });
      expect(text).toContain("members: everybody but guests; channels that are not public: C1 (board only).");
      expect(text).not.toContain("Not taken over");
    });

    test("takes nothing over that was changed since it had that number", async () => {
      const { revision } = await desk.found("T1");
      await desk.workspace("T1", { channels: [{ channel: "C3", purposes: [], audience: "board" }] });

      const { code } = await order("confirm", "slack:T1", "north", revision);

      expect(code).toBe(exitCodes.partly);
      expect((await desk.found("T1")).state).toBe("waiting");
    });

    test("confirmed again for the same cluster keeps what has effect; for another it does not", async () => {
      await order("confirm", "slack:T1", "north", (await desk.found("T1")).revision);

      await order("confirm", "slack:T1", "north");
      const same = await desk.found("T1");
      await order("confirm", "slack:T1", "south");
      const other = await desk.found("T1");

      expect([same.everyoneIsMember, same.channels[0]?.audience]).toEqual([true, "board"]);
      expect([other.everyoneIsMember, other.channels[0]?.audience]).toEqual([false, "public"]);
    });
  });

  test.each([
    ["no workspace", undefined, "north", "Which workspace?"],
    ["one that is not known", "slack:T404", "north", "There is no workspace slack:T404"],
    ["no cluster", "slack:T1", undefined, "add --cluster"],
    ["a cluster that is not known", "slack:T1", "atlantis", "known are fed, north, south"],
  ])("with %s changes nothing and says so", async (_, reference, cluster, words) => {
    await desk.workspace("T1");

    const { code, text } = await order("confirm", reference, cluster);

    expect(code).toBe(exitCodes.wrongUse);
    expect(text).toContain(words);
    expect(text).toContain("Nothing was changed.");
    expect((await desk.found("T1")).state).toBe("waiting");
  });

  test("releases nothing that is not confirmed", async () => {
    await desk.workspace("T1");

    expect((await order("release", "slack:T1")).code).toBe(exitCodes.wrongUse);
  });
});
