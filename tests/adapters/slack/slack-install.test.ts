import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { freshDatabase } from "../../support/database.ts";
import { emptyTables } from "../../support/empty-tables.ts";
import { directDelivery } from "../../support/fake-slack/deliveries.ts";
import type { Workspace } from "../../support/fake-slack/workspace.ts";
import {
  authorizeAddressIn,
  createBrowser,
  type InstallableSlack,
  runInstallableSlack,
} from "./installed-slack.ts";

let database: Database;
let running: InstallableSlack;
let north: Workspace;
let now: number;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptyTables(database.pool, "workspace, installation, install_state, audit_entry");
  now = Date.now();
  running = await runInstallableSlack(database, { now: () => new Date(now) });
  north = running.slack.addWorkspace({ isInstalled: false });
});
afterEach(() => running.close());

/** Somebody opened the page in a browser of their own. */
async function begun() {
  const browser = createBrowser(running.origin);
  const page = await browser.open("/slack/install");
  return { browser, address: authorizeAddressIn(page.text) };
}
const installed = async () =>
  (await database.pool.query<{ count: number }>("SELECT count(*)::int AS count FROM installation")).rows[0]
    ?.count;
const exchanges = () => running.slack.calls.filter(({ method }) => method === "oauth.v2.access").length;

describe("the page to install the bot from", () => {
  it("asks Slack for the rights of the manifest, and sends people back to the public address", async () => {
    const { address } = await begun();

    const { searchParams } = new URL(address);
    expect(searchParams.get("redirect_uri")).toBe("https://bot.example.org/slack/oauth_redirect");
    expect(searchParams.get("scope")?.split(",")).toContain("files:read");
    expect(searchParams.get("state")?.length).toBeGreaterThan(40);
  });

  it("runs and loads nothing, and binds the state to this browser over https", async () => {
    const { headers } = await createBrowser(running.origin).open("/slack/install");

    expect(headers.get("content-security-policy")).toMatch(/^default-src 'none'; style-src 'sha256-/);
    expect(headers.get("referrer-policy")).toBe("no-referrer");
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.getSetCookie()[0]).toMatch(
      /^__Host-clusterbot-install=.+; Secure; HttpOnly; SameSite=Lax; Path=\/; Max-Age=600$/,
    );
  });

  it("keeps nothing of somebody who only opens it, however often", async () => {
    for (let opened = 0; opened < 3; opened += 1) await begun();

    expect((await database.pool.query("SELECT FROM install_state")).rowCount).toBe(0);
  });

  it("keeps the state of an installation as a hash only", async () => {
    const { browser, address } = await begun();
    await browser.follow(running.slack.oauth.agree(address, north));

    const { rows } = await database.pool.query<{ state_hash: string }>(
      "SELECT state_hash FROM install_state",
    );
    expect(rows.map((row) => row.state_hash)).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    expect(JSON.stringify(rows)).not.toContain(new URL(address).searchParams.get("state"));
  });

  it.each([
    ["POST", "/slack/install"],
    ["POST", "/slack/oauth_redirect"],
    ["GET", "/slack/elsewhere"],
    ["GET", "/slack/events"],
  ])("is not there for %s %s", async (method, path) => {
    expect((await fetch(`${running.origin}${path}`, { method })).status).toBe(404);
  });
});

describe("an installation", () => {
  it("ends with what comes next, and the bot answers there without being started again", async () => {
    const page = await running.install(north);

    expect(page.status).toBe(200);
    expect(page.text).toContain(`Clusterbot is in ${north.name}`);
    expect(page.text).toContain("administrator of the federation");
    expect(page.text).toContain("/cluster setup");
    await running.carrier.carry(directDelivery({ user: north.person, text: "When?" }, north));
    expect(running.inbox.stored[0]?.request).toMatchObject({ workspace: north.teamId });
    expect(await running.stateOf(north)).toBe("waiting");
    expect(running.platform.health().detail).toContain(north.name);
  });

  it("may be done again: the workspace is the same one", async () => {
    await running.install(north);
    await database.pool.query("UPDATE workspace SET state = 'confirmed'");

    expect((await running.install(north)).status).toBe(200);

    expect(await installed()).toBe(1);
    expect(await running.stateOf(north)).toBe("confirmed");
  });

  it("shows the name of a workspace as text, whatever it is", async () => {
    Object.assign(north, { name: "<script>alert(1)</script>" });

    expect((await running.install(north)).text).not.toContain("<script>");
  });

  it("is not finished when the callback comes a second time", async () => {
    const { browser, address } = await begun();
    const back = running.slack.oauth.agree(address, north);
    await browser.follow(back);

    const again = await browser.follow(back);

    expect(again.status).toBe(400);
    expect(again.text).toContain("can&#39;t be used any more");
    expect(exchanges()).toBe(1);
    expect(await installed()).toBe(1);
  });

  it("is refused with a state that was used already, also when the cookie is put back", async () => {
    const { browser, address } = await begun();
    const cookie = `__Host-clusterbot-install=${new URL(address).searchParams.get("state")}`;
    await browser.follow(running.slack.oauth.agree(address, north));
    const back = new URL(running.slack.oauth.agree(address, north));

    const replayed = await fetch(`${running.origin}${back.pathname}${back.search}`, { headers: { cookie } });

    expect(replayed.status).toBe(400);
    expect(exchanges()).toBe(1);
  });

  it("is refused with a state that nobody made, although browser and address agree", async () => {
    const cookie = "__Host-clusterbot-install=forged";
    const path = "/slack/oauth_redirect?code=code-1&state=forged";

    const forged = await fetch(`${running.origin}${path}`, { headers: { cookie } });

    expect(forged.status).toBe(400);
    expect(exchanges()).toBe(0);
  });

  it.each([
    ["a later end", (bytes: Buffer) => bytes.writeUIntBE(Date.now() + 3_600_000, 10, 6)],
    ["another random part", (bytes: Buffer) => bytes.writeUInt8((bytes.readUInt8(0) + 1) % 256, 0)],
    ["another signature", (bytes: Buffer) => bytes.writeUInt8((bytes.readUInt8(31) + 1) % 256, 31)],
  ])("is refused with a state that was given %s", async (_, change) => {
    const { address } = await begun();
    const bytes = Buffer.from(new URL(address).searchParams.get("state") ?? "", "base64url");
    change(bytes);
    const state = bytes.toString("base64url");
    const path = `/slack/oauth_redirect?code=code-1&state=${state}`;

    const changed = await fetch(`${running.origin}${path}`, {
      headers: { cookie: `__Host-clusterbot-install=${state}` },
    });

    expect(changed.status).toBe(400);
    expect(exchanges()).toBe(0);
  });

  it("is refused in another browser than it was begun in", async () => {
    const { address } = await begun();
    const other = createBrowser(running.origin);
    await other.open("/slack/install");

    const page = await other.follow(running.slack.oauth.agree(address, north));

    expect(page.status).toBe(400);
    expect(exchanges()).toBe(0);
    expect(await installed()).toBe(0);
  });

  it("is refused after ten minutes", async () => {
    const { browser, address } = await begun();
    const back = running.slack.oauth.agree(address, north);
    now += 10 * 60_000;

    expect((await browser.follow(back)).status).toBe(400);
    expect(exchanges()).toBe(0);
  });

  it.each(["", "?code=code-1", "?state=abc", "?error=invalid_scope"])(
    "is refused when the address says only %j",
    async (query) => {
      const { browser } = await begun();

      expect((await browser.open(`/slack/oauth_redirect${query}`)).status).toBe(400);
      expect(exchanges()).toBe(0);
    },
  );

  it("changes nothing when the person cancels, and they may start again", async () => {
    const { browser, address } = await begun();

    const page = await browser.follow(running.slack.oauth.cancel(address));

    expect(page.text).toContain("You cancelled");
    expect(page.text).toContain('href="/slack/install"');
    expect(await installed()).toBe(0);
  });

  it("of a whole organisation is refused, and its token given back", async () => {
    const { browser, address } = await begun();
    const back = running.slack.oauth.agree(address, north, { isOrganisation: true });

    const page = await browser.follow(back);

    expect(page.status).toBe(400);
    expect(page.text).toContain("choose a single workspace");
    expect(await installed()).toBe(0);
    expect(running.slack.oauth.isOrganisationTokenGood()).toBe(false);
  });

  it.each([
    [{ error: "bad_client_secret" }, 502],
    [{ error: "code_already_used" }, 400],
    ["refuse", 502],
  ] as const)("is told to be unfinished when Slack answers %j", async (fault, status) => {
    const { browser, address } = await begun();
    running.slack.faults.next("oauth.v2.access", fault);

    const page = await browser.follow(running.slack.oauth.agree(address, north));

    expect(page.status).toBe(status);
    expect(await installed()).toBe(0);
  });

  it("is told to be unfinished when the records are away", async () => {
    const { browser, address } = await begun();
    const back = running.slack.oauth.agree(address, north);
    await database.pool.query("ALTER TABLE installation RENAME TO installation_away");

    const page = await browser
      .follow(back)
      .finally(() => database.pool.query("ALTER TABLE installation_away RENAME TO installation"));

    expect(page.status).toBe(503);
    expect(page.text).toContain("was not written down");
    expect((await running.install(north)).status).toBe(200);
  });
});

describe("the page over Socket Mode", () => {
  it("is served too, while everything else comes over the socket", async () => {
    await running.close();
    running = await runInstallableSlack(database, { transport: "socket" });
    north = running.slack.addWorkspace({ isInstalled: false });

    expect((await running.install(north)).status).toBe(200);
    await running.carrier.carry(directDelivery({ user: north.person, text: "When?" }, north));

    expect(running.inbox.stored).toHaveLength(1);
    expect((await fetch(`${running.origin}/slack/events`, { method: "POST" })).status).toBe(404);
  });
});
