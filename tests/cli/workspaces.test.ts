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

function order(action: Order["action"], reference?: string, cluster?: string) {
  const records = { workspaces: desk.store, clusters: createClusterList(desk.database.pool) };
  return carryOut({ action, reference, cluster, json: false }, records);
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
    expect(text).toContain("belongs to north; The chat platform does not accept the bot's token.");
    expect(text).toContain("! discord:7  Workspace 7: waiting since");
    expect(text).toContain("proposed: south; works");
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
