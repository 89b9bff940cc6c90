import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { createWorkspaceRegister } from "../../../src/adapters/postgres/workspace-store.ts";
import { webLimits } from "../../../src/adapters/web/limits.ts";
import { type ErrorCode, errorTable } from "../../../src/shared/errors.ts";
import { freshDatabase } from "../../support/database.ts";
import { silentLog } from "../../support/silent-log.ts";
import { createVisit, type Visited } from "../../support/web-visit.ts";
import { postQuestion } from "./plain-http.ts";
import { type SignedInWeb, startSignedInWeb } from "./signed-in-web.ts";

let database: Database;
let web: SignedInWeb;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  web = await startSignedInWeb(database);
});
afterEach(() => web.stop());

/** The page tells this error in its own words, and by its code. */
function tells(page: Visited, status: number, code: ErrorCode): void {
  expect({ status: page.status, words: page.words }).toEqual({
    status,
    words: expect.stringContaining(code),
  });
  expect(page.words).toContain(errorTable[code].sentence);
}

const tokenOf = (link: string): string => new URL(link).hash.slice(1);

describe("a link to sign in", () => {
  it("shows whose it is before the button, and only the button uses it up", async () => {
    const link = await web.link();
    const visit = createVisit(web.url);

    // What a link preview does, and what the page's own script does.
    const seen = [await visit.get("/sign-in"), await visit.get("/sign-in"), await visit.get("/sign-in")];
    const asked = await visit.post("/sign-in/check", { token: tokenOf(link) });
    const again = await visit.post("/sign-in/check", { token: tokenOf(link) });
    const signedIn = await visit.submit(again, "Sign in");

    expect(seen.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(asked.words).toContain("sign in as Alex (North)");
    expect(asked.words).not.toContain("Signed in as");
    expect(signedIn.words).toContain("Signed in as Alex (North)");
  });

  it("can be pasted whole where scripts do not run", async () => {
    const visit = createVisit(web.url);
    const page = await visit.get("/sign-in");

    const asked = await visit.submit(page, "Continue", { token: ` ${await web.link()} ` });

    expect(asked.words).toContain("sign in as Alex (North)");
  });

  it("does not work a second time", async () => {
    const link = await web.link();
    await createVisit(web.url).signIn(link);

    const visit = createVisit(web.url);
    const looked = await visit.post("/sign-in/check", { token: tokenOf(link) });
    const pressed = await visit.post("/sign-in", { token: tokenOf(link) });

    tells(looked, 410, "WEB_LINK_USED");
    tells(pressed, 410, "WEB_LINK_USED");
    expect(visit.cookies.size).toBe(0);
  });

  it("signs in once when the button is pressed twice at once", async () => {
    const link = await web.link();
    const visits = [createVisit(web.url), createVisit(web.url), createVisit(web.url)];

    const pages = await Promise.all(visits.map((visit) => visit.post("/sign-in", { token: tokenOf(link) })));

    expect(pages.map(({ status }) => status).toSorted()).toEqual([200, 410, 410]);
    expect(visits.filter(({ cookies }) => cookies.size > 0)).toHaveLength(1);
  });

  it("opens although a stranger floods the page with links that were made up", async () => {
    const link = await web.link();
    const stranger = createVisit(web.url);
    const made = "A".repeat(43);

    const flood = await Promise.all(
      Array.from({ length: 100 }, () => stranger.post("/sign-in/check", { token: made })),
    );
    const opened = await createVisit(web.url).signIn(link);

    expect(flood.filter(({ status }) => status === 429)).not.toEqual([]);
    expect(opened.words).toContain("Signed in as Alex");
  });

  it("works for ten minutes and not longer", async () => {
    const [first, second] = [await web.link(), await web.link()];

    web.wait(9);
    const inTime = await createVisit(web.url).signIn(first);
    web.wait(1);
    const late = await createVisit(web.url).signIn(second);

    expect(inTime.words).toContain("Signed in as Alex");
    tells(late, 410, "WEB_LINK_EXPIRED");
  });

  it.each(["", "x", "A".repeat(43), "'; DROP TABLE web_login; --", "\u0000"])(
    "that was made up (%j) signs nobody in",
    async (token) => {
      const visit = createVisit(web.url);

      tells(await visit.post("/sign-in/check", { token }), 404, "WEB_LINK_UNKNOWN");
      tells(await visit.post("/sign-in", { token }), 404, "WEB_LINK_UNKNOWN");
      expect(visit.cookies.size).toBe(0);
    },
  );

  it("of somebody who was erased meanwhile signs nobody in", async () => {
    const link = await web.link({ account: "slack:T0NORTH/U0GONE" });
    await database.pool.query(
      "DELETE FROM person WHERE id = (SELECT person_id FROM platform_account WHERE reference = 'slack:T0NORTH/U0GONE')",
    );

    tells(await createVisit(web.url).signIn(link), 404, "WEB_LINK_UNKNOWN");
  });

  it("is not taken from a page of another site, whose visitor would act as somebody else", async () => {
    const link = await web.link();
    const visit = createVisit(web.url);

    const forged = await visit.post(
      "/sign-in",
      { token: tokenOf(link) },
      { Origin: "https://elsewhere.example", "Sec-Fetch-Site": "cross-site" },
    );

    tells(forged, 403, "WEB_CROSS_SITE");
    expect((await visit.signIn(link)).words).toContain("Signed in as Alex");
  });

  it("says who is signed in already, and ends that session", async () => {
    const visit = await web.visitor();
    const earlier = new Map(visit.cookies);
    const link = await web.link({ account: "slack:T0NORTH/U0KIM", name: "Kim" });

    const asked = await visit.post("/sign-in/check", { token: tokenOf(link) });
    await visit.post("/sign-in", { token: tokenOf(link) });
    const withOld = await createVisit(web.url).get("/me", {
      Cookie: `clusterbot=${earlier.get("clusterbot")}`,
    });

    expect(asked.words).toContain("you are signed in as Alex (North)");
    expect((await visit.get("/")).words).toContain("Signed in as Kim (North)");
    expect(visit.cookies.get("clusterbot")).not.toBe(earlier.get("clusterbot"));
    tells(withOld, 401, "WEB_SESSION_ENDED");
  });
});

describe("a session", () => {
  it("asks as what that person was where they got their link, for their eyes only", async () => {
    const visit = await web.visitor();

    await visit.get("/?q=What+is+the+fee%3F");
    await postQuestion(web.url, "And for freelancers?", {
      Cookie: `clusterbot=${visit.cookies.get("clusterbot")}`,
    });

    for (const { request } of web.inbox.stored.slice(-2))
      expect(request).toMatchObject({
        platform: "web",
        workspace: "slack:T0NORTH",
        visibility: "private",
        asker: { id: "slack:T0NORTH/U0ALEX", standing: "member", groups: ["S0BOARD"], runsWorkspace: false },
      });
  });

  it("lasts twelve hours, however much it is used", async () => {
    const visit = await web.visitor();

    web.wait(11 * 60 + 59);
    const used = await visit.get("/me");
    web.wait(1);
    const over = await visit.get("/me");
    const next = await visit.get("/");

    expect(used.status).toBe(200);
    tells(over, 401, "WEB_SESSION_ENDED");
    expect(next.words).toContain("Not signed in");
    expect(webLimits.sessionSeconds).toBe(12 * 3_600);
  });

  it("ends with “Sign out”, here and for whoever copied the cookie", async () => {
    const visit = await web.visitor();
    const copied = visit.cookies.get("clusterbot");

    const page = await visit.submit(await visit.get("/"), "Sign out");
    const thief = await createVisit(web.url).get("/me", { Cookie: `clusterbot=${copied}` });

    expect(page.words).toContain("You are signed out");
    expect(visit.cookies.size).toBe(0);
    tells(thief, 401, "WEB_SESSION_ENDED");
  });

  it("ends in every browser with “Sign out everywhere”, and open links with it, but nobody else's", async () => {
    const [here, there, other] = [
      await web.visitor(),
      await web.visitor(),
      await web.visitor({ account: "slack:T0NORTH/U0KIM" }),
    ];
    const link = await web.link();

    await here.submit(await here.get("/me"), "Sign out everywhere");

    tells(await there.get("/me"), 401, "WEB_SESSION_ENDED");
    tells(await createVisit(web.url).signIn(link), 404, "WEB_LINK_UNKNOWN");
    expect((await other.get("/me")).status).toBe(200);
  });

  it.each(["x", "A".repeat(43), "'; --"])("that was made up (%j) is told to be over", async (secret) => {
    const visit = createVisit(web.url);

    const page = await visit.get("/", { Cookie: `clusterbot=${secret}` });
    const asked = await postQuestion(web.url, "hello", { Cookie: `clusterbot=${secret}` });

    tells(page, 401, "WEB_SESSION_ENDED");
    expect(JSON.parse(asked.text).error.code).toBe("WEB_SESSION_ENDED");
    expect(web.inbox.offered).toEqual([]);
  });

  it("ends when its person is erased", async () => {
    const visit = await web.visitor({ account: "slack:T0NORTH/U0SOON" });
    await database.pool.query(
      "DELETE FROM person WHERE id = (SELECT person_id FROM platform_account WHERE reference = 'slack:T0NORTH/U0SOON')",
    );

    tells(await visit.get("/me"), 401, "WEB_SESSION_ENDED");
  });

  it("ends when its workspace is gone", async () => {
    const visit = await web.visitor();
    const register = createWorkspaceRegister(database.pool, silentLog);

    await register.left({ platform: "slack", id: "T0NORTH" });
    const page = await visit.get("/me");
    await register.joined({ platform: "slack", id: "T0NORTH", name: "North" });

    tells(page, 401, "WEB_SESSION_ENDED");
  });

  it("is kept in a cookie that scripts cannot read", async () => {
    const link = await web.link();
    const visit = createVisit(web.url);
    const { headers } = await visit.get("/");

    const token = tokenOf(link);
    const response = await fetch(`${web.url}/sign-in`, {
      method: "POST",
      redirect: "manual",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: `token=${token}`,
    });

    expect(headers["set-cookie"]).toBeUndefined();
    expect(response.headers.get("set-cookie")).toMatch(
      /^clusterbot=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Lax$/,
    );
  });
});
