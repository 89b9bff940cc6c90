// Somebody who manages a cluster writes a link in a chat: the bot fetches it, but never from the network it runs in,
// also where whoever runs it lets the command line do that.
import { afterAll, beforeAll, expect, it } from "vitest";
import { personWith } from "../../src/adapters/postgres/person-rows.ts";
import type { Platform } from "../../src/chat/platform.port.ts";
import { type Config, readConfig } from "../../src/config.ts";
import { type Core, openCore } from "../../src/wiring/open-core.ts";
import { openInbox } from "../../src/wiring/open-inbox.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";
import { type KeptEngine, takeEngine } from "../support/kept-engines.ts";
import { silentLog } from "../support/silent-log.ts";
import { openWebSite, type WebSite } from "../support/web-site.ts";

let engine: KeptEngine;
let core: Core;
let site: WebSite;
const replies: string[] = [];

const platform: Platform = {
  name: "slack",
  canAnswerLater: true,
  start: async () => {},
  stop: async () => {},
  health: () => ({ state: "connected", detail: "" }),
  send: async ({ reply }) => {
    replies.push(JSON.stringify(reply.blocks));
    return { kind: "sent", remoteId: null };
  },
};

function settings(): Config {
  const read = readConfig({ CLUSTERBOT_DATA: engine.dataFolder, CLUSTERBOT_ALLOW_PRIVATE_ADDRESSES: "yes" });
  if (read.kind !== "valid") throw new Error("the settings are wrong");
  return read.config;
}

beforeAll(async () => {
  engine = await takeEngine();
  site = await openWebSite();
  core = await openCore(settings(), silentLog, "short");
  const { pool } = core.database;
  await pool.query(
    `INSERT INTO cluster (id, name, nicknames) VALUES ('north', 'Tech North', '{}');
     INSERT INTO workspace (id, platform, external_id, state, cluster_id)
       VALUES (gen_random_uuid(), 'slack', 'T1', 'confirmed', 'north')`,
  );
  const person = await personWith(pool, "slack:T1/U1", "Sam");
  await pool.query(
    "INSERT INTO role_grant (id, role, cluster_id, person_id) VALUES (gen_random_uuid(), 'manager', 'north', $1)",
    [person],
  );
});
afterAll(async () => {
  site.close();
  await core.close();
  engine.giveBack();
});

it.each(["documents add", "watch add"])(
  "%s refuses an address inside the network, and nothing there is asked",
  async (command) => {
    site.pages.set("/intranet", "<title>Intranet</title><p>For nobody outside.</p>");
    replies.length = 0;
    const inbox = openInbox([platform], core, { config: settings(), log: silentLog });

    await inbox.accept(
      anIncomingRequest({ command, text: `${site.origin}/intranet`, visibility: "private" }),
    );
    await inbox.stop();

    expect(replies.join()).toContain("it leads to a private address");
    expect(site.asked).toEqual([]);
  },
);
