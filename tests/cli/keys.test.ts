import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createInstallationStore } from "../../src/adapters/postgres/installation-store.ts";
import { openDatabase } from "../../src/adapters/postgres/open-database.ts";
import { newSealingKey, readSealingKeys } from "../../src/sealing-keys.ts";
import { runClusterbot } from "../support/command-line.ts";
import { type KeptEngine, takeEngine } from "../support/kept-engines.ts";
import { silentLog } from "../support/silent-log.ts";

const installation = {
  workspace: "T0NORTH001",
  name: "North",
  botToken: "xoxb-very-secret-token",
  botUserId: "U0BOT00001",
  botId: null,
};
const old = newSealingKey();
const current = newSealingKey();
const sameName = `${old.split(":")[0]}:${newSealingKey().split(":")[1]}`;

// Runs on, so that each command finds it running, as beside the bot.
let engine: KeptEngine;

beforeEach(async () => {
  engine = await takeEngine();
});
afterEach(() => engine.giveBack());

async function clusterbot(words: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { code, out, err } = await runClusterbot(words, {
    CLUSTERBOT_DATA: engine.dataFolder,
    PORT: "0",
    ...environment,
  });
  return { code, output: out + err };
}

/** Something done with the records of the folder, with these keys. */
async function withStore<Result>(
  keys: string,
  work: (store: ReturnType<typeof createInstallationStore>) => Promise<Result>,
): Promise<Result> {
  const settings = { databaseUrl: null, dataFolder: engine.dataFolder, role: "short" } as const;
  const database = await openDatabase(settings, silentLog);
  const store = createInstallationStore(database.pool, readSealingKeys(keys) ?? []);
  return await work(store).finally(() => database.close());
}

describe("clusterbot keys", { timeout: 120_000 }, () => {
  it("prints a new key that the settings take, another each time", async () => {
    const [first, second] = await Promise.all([clusterbot(["keys", "new"]), clusterbot(["keys", "new"])]);

    const keys = /^CLUSTERBOT_KEYS=(.+)$/m.exec(first.output)?.[1] ?? "";
    expect(readSealingKeys(keys)).toHaveLength(1);
    expect(second.output).not.toContain(keys);
  });

  it("seals everything with the first key, and says with which", async () => {
    await withStore(old, (store) => store.save(installation, "slack:T0NORTH001/U1"));

    const rotated = await clusterbot(["keys", "rotate"], { CLUSTERBOT_KEYS: `${current},${old}` });

    expect(rotated).toMatchObject({ code: 0 });
    expect(rotated.output).toContain(current.split(":")[0]);
    expect(rotated.output).not.toContain(current.split(":")[1]);
    expect(await withStore(current, (store) => store.find(installation.workspace))).toMatchObject(
      installation,
    );
  });

  it("forgets installations whose key is lost, once that is confirmed, and no other", async () => {
    const south = { ...installation, workspace: "T0SOUTH001", name: "South" };
    await withStore(old, (store) => store.save(installation, "slack:T0NORTH001/U1"));
    await withStore(current, (store) => store.save(south, "slack:T0SOUTH001/U1"));
    const keys = { CLUSTERBOT_KEYS: current };

    const without = await clusterbot(["keys", "drop-lost", "--yes"]);
    const listed = await clusterbot(["keys", "drop-lost"], keys);
    const kept = await withStore(old, (store) => store.find(installation.workspace));
    const dropped = await clusterbot(["keys", "drop-lost", "--yes"], keys);
    const again = await clusterbot(["keys", "drop-lost", "--yes"], keys);

    expect(without).toMatchObject({ code: 2 });
    expect(without.output).toContain("CLUSTERBOT_KEYS is empty");
    expect(listed).toMatchObject({ code: 0 });
    expect(listed.output).toContain(`slack:T0NORTH001  North, sealed with ${old.split(":")[0]}`);
    expect(listed.output).not.toContain("South");
    expect(kept).toMatchObject(installation);
    expect(dropped.output).toContain("slack:T0NORTH001  North");
    expect(again.output).toContain("No key is lost");
    const { north, left } = await withStore(current, async (store) => ({
      north: await store.find(installation.workspace),
      left: await store.find(south.workspace),
    }));
    expect(north).toBeNull();
    expect(left).toMatchObject(south);
  });

  it.each([
    ["lost", current, "KEY_MISSING"],
    ["another one of the same name", sameName, "KEY_WRONG"],
  ])("that are %s stop the start with a code, and nothing is changed", async (_, keys, code) => {
    await withStore(old, (store) => store.save(installation, "slack:T0NORTH001/U1"));
    const slack = {
      CLUSTERBOT_KEYS: keys,
      SLACK_CLIENT_ID: "1.2",
      SLACK_CLIENT_SECRET: "a-client-secret",
      SLACK_SIGNING_SECRET: "a-signing-secret",
      SLACK_API_URL: "http://127.0.0.1:9/",
      PUBLIC_URL: "https://bot.example.org",
    };

    const { code: exit, output } = await clusterbot(["start"], slack);

    expect(exit).toBe(3);
    expect(output).toContain(code);
    expect(output).toContain("Nothing was started or changed");
    expect(output).not.toContain("very-secret");
    expect(await withStore(old, (store) => store.find(installation.workspace))).toMatchObject(installation);
  });
});
