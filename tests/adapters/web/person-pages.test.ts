import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { createAuditTrail } from "../../../src/adapters/postgres/audit-trail.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { createPeopleDirectory } from "../../../src/adapters/postgres/people-directory.ts";
import type { PageName } from "../../../src/adapters/web/web-needs.ts";
import { plainReply } from "../../../src/chat/reply.ts";
import type { AuditEntry } from "../../../src/people/audit.port.ts";
import type { PeopleDirectory } from "../../../src/people/people-directory.port.ts";
import { errorTable } from "../../../src/shared/errors.ts";
import { createPageAccess } from "../../../src/wiring/page-access.ts";
import { freshDatabase } from "../../support/database.ts";
import { createVisit, formWith, type Visit, type Visited, valuesIn } from "../../support/web-visit.ts";
import { type Conduct, type SignedInWeb, startSignedInWeb } from "./signed-in-web.ts";

let database: Database;
let web: SignedInWeb;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
afterEach(() => web.stop());

const start = async (conduct: Conduct = {}): Promise<Visit> => {
  web = await startSignedInWeb(database, conduct);
  return await web.visitor();
};

const navigation = ({ document }: Visited): readonly (string | null)[] =>
  [...document.querySelectorAll("nav a")].map((link) => link.getAttribute("href"));

const entry: AuditEntry = {
  id: "1",
  at: new Date("2026-11-25T09:30:00Z"),
  actor: "slack:T0NORTH/U0ALEX",
  action: "role-given",
  subject: "person:1",
  cluster: "north",
  place: "slack:T0NORTH",
  before: null,
  after: { role: '=HYPERLINK("https://elsewhere.example")' },
};

describe("the pages of somebody signed in", () => {
  it("are shown in the navigation as far as that person may see them, looked up anew each time", async () => {
    let allowed: readonly PageName[] = ["documents", "audit"];
    const visit = await start({ access: () => ({ pages: allowed }) });

    const before = navigation(await visit.get("/"));
    allowed = [];
    const after = navigation(await visit.get("/"));

    expect(before).toEqual(["/", "/calendars", "/documents", "/audit", "/me"]);
    expect(after).toEqual(["/", "/calendars", "/me"]);
  });

  it("are asked for as the person who is signed in", async () => {
    const asked: unknown[] = [];
    const visit = await start({
      access: (request) => {
        asked.push([request.platform, request.workspace, request.asker.id, request.asker.groups]);
        return {};
      },
    });

    await visit.get("/");

    expect(asked.at(-1)).toEqual(["web", "slack:T0NORTH", "slack:T0NORTH/U0ALEX", ["S0BOARD"]]);
  });

  it.each(["/", "/documents", "/workspaces", "/sources", "/me"])(
    "are each made from one look at who they are: %s",
    async (path) => {
      let lookUps = 0;
      const directory = createPeopleDirectory(database.pool);
      const people: PeopleDirectory = {
        lookUp: (whom) => {
          lookUps += 1;
          return directory.lookUp(whom);
        },
      };
      const access = createPageAccess({ people, audit: createAuditTrail(database.pool) });
      const visit = await start({ access });
      lookUps = 0;

      const page = await visit.get(path);

      expect(page.status).toBe(200);
      expect(lookUps).toBe(1);
    },
  );

  it.each([
    ["/documents", ["documents list"], "Add a document", "documents add"],
    ["/sources", ["watch list"], "Watch another one", "watch add"],
  ])("at %s say what the command says, and begin the next one", async (path, commands, label, begins) => {
    const visit = await start();
    const before = web.inbox.stored.length;

    const page = await visit.get(path);

    const said = web.inbox.stored.slice(before).map(({ request }) => request);
    expect(said.map(({ command }) => command)).toEqual(commands);
    for (const command of commands) expect(page.words).toContain(`Done: ${command}`);
    expect(valuesIn(formWith(page, label))).toMatchObject({ command: begins, text: "" });
  });

  it("begin every kind of announcement, for whoever may", async () => {
    const all = ["announce list", "announce write", "announce event", "announce digest"];
    let commands: readonly string[] = all;
    const visit = await start({ access: () => ({ commands }) });

    const page = await visit.get("/announcements");
    commands = ["announce list"];
    const forApprovers = await visit.get("/announcements");

    const begun = ["Write an announcement", "Announce an event", "Set up a digest"].map(
      (label) => valuesIn(formWith(page, label)).command,
    );
    expect(begun).toEqual(all.slice(1));
    expect(forApprovers.words).not.toContain("Announce an event");
  });

  it("show positions to whoever may read them, and begin one only for whoever may propose it", async () => {
    const visit = await start();
    const before = web.inbox.stored.length;

    const page = await visit.get("/positions");

    const said = web.inbox.stored.slice(before).map(({ request }) => request.command);
    expect(said).toEqual(["positions drafts", "inquiries list", "positions list"]);
    expect(page.words).not.toContain("Propose a position");
    expect(valuesIn(formWith(page, "Show it"))).toMatchObject({ command: "positions list", text: "" });
  });

  it("show themselves anew while something goes on there, and only then; a page with a form never", async () => {
    let changesSoon = true;
    const visit = await start({ reply: () => ({ ...plainReply("340 of 1,000 posted."), changesSoon }) });
    const refreshOf = ({ document }: Visited): string | null | undefined =>
      document.querySelector('meta[http-equiv="refresh"]')?.getAttribute("content");

    expect(refreshOf(await visit.get("/announcements"))).toBe("5");
    expect(refreshOf(await visit.get("/me"))).toBeUndefined();
    changesSoon = false;
    expect(refreshOf(await visit.get("/announcements"))).toBeUndefined();
  });

  it("at /workspaces show as many of its parts as that person may see, and when none, why", async () => {
    let allowed = ["setup show", "workspaces list"];
    const visit = await start({ access: () => ({ commands: allowed }) });
    const said = async (): Promise<readonly string[]> => {
      const before = web.inbox.stored.length;
      await visit.get("/workspaces");
      return web.inbox.stored.slice(before).map(({ request }) => request.command);
    };

    const all = await said();
    allowed = ["setup show"];
    const one = await said();
    allowed = [];
    const none = await said();

    expect([all, one]).toEqual([["setup show", "workspaces list"], ["setup show"]]);
    expect(none).toEqual(["setup show", "workspaces list"]);
  });

  it("show at /me who one is, all accounts and the commands they may use", async () => {
    const visit = await start({ access: () => ({ commands: ["ask", "help"] }) });

    const page = await visit.get("/me");

    const offered = [...page.document.querySelectorAll("option")].map((option) =>
      option.getAttribute("value"),
    );
    expect(page.words).toContain("Done: whoami");
    expect(page.words).toContain("slack:T0NORTH/U0ALEX – Alex");
    expect(offered).toEqual(["ask", "help"]);
  });

  it.each(["/me", "/documents", "/workspaces", "/sources", "/audit", "/audit.csv"])(
    "are nobody else's: %s tells a stranger to sign in",
    async (path) => {
      await start();
      const before = web.inbox.offered.length;

      const page = await createVisit(web.url).get(path);

      expect(page.status).toBe(401);
      expect(page.words).toContain(errorTable.WEB_SIGN_IN_NEEDED.sentence);
      expect(web.inbox.offered).toHaveLength(before);
    },
  );

  it("are kept by no cache, and framed, scripted and filled in by nobody else", async () => {
    const visit = await start();

    for (const path of ["/", "/me", "/documents", "/sign-in", "/nowhere"]) {
      const { headers, text } = await visit.get(path);
      expect(headers["cache-control"], path).toBe("no-store");
      expect(String(headers["content-security-policy"]), path).toMatch(
        /default-src 'none'.*script-src 'self'.*form-action 'self'.*frame-ancestors 'none'/,
      );
      expect(text, path).not.toMatch(/<script>|style="| on[a-z]+="|\{\{/);
    }
  });
});

describe("the trail of changes on the page", () => {
  it("can be read and saved by whoever may", async () => {
    const visit = await start({
      access: () => ({ readAudit: async () => [entry], auditCsv: async () => "a table" }),
    });

    const page = await visit.get("/audit");
    const table = await visit.get("/audit.csv");

    expect(page.words).toContain("role-given");
    expect(page.document.querySelector("time")?.getAttribute("datetime")).toBe("2026-11-25T09:30:00.000Z");
    expect(table.headers["content-type"]).toBe("text/csv; charset=utf-8");
    expect(table.headers["content-disposition"]).toContain("attachment");
    expect(table.text).toBe("a table");
    expect(page.words).toContain("role: =HYPERLINK");
  });

  it.each(["/audit", "/audit.csv"])("at %s is refused to whoever may not", async (path) => {
    const visit = await start();

    const page = await visit.get(path);

    expect(page.status).toBe(403);
    expect(page.words).toContain(errorTable.WEB_NOT_ALLOWED.sentence);
  });
});
