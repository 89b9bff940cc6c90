import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { type ErrorCode, errorTable } from "../../../src/shared/errors.ts";
import { freshDatabase } from "../../support/database.ts";
import { createVisit, type Visited } from "../../support/web-visit.ts";
import { postQuestion } from "./plain-http.ts";
import { type SignedInWeb, startSignedInWeb } from "./signed-in-web.ts";

let database: Database;
let open: SignedInWeb;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

/** The page tells this error in its own words, and by its code. */
function tells(page: Visited, status: number, code: ErrorCode): void {
  expect({ status: page.status, words: page.words }).toEqual({
    status,
    words: expect.stringContaining(code),
  });
  expect(page.words).toContain(errorTable[code].sentence);
}

describe("the page at its public address", () => {
  const publicUrl = "https://bot.example.org";
  const outside = { host: "bot.example.org", origin: publicUrl };
  beforeEach(async () => {
    open = await startSignedInWeb(database, { publicUrl });
  });
  afterEach(() => open.stop());

  it("shows a stranger how to sign in, and nothing else", async () => {
    const visit = createVisit(open.url, outside);

    for (const path of ["/", "/?q=hello", "/me", "/documents", "/audit.csv", "/package.json"])
      tells(await visit.get(path), 401, "WEB_SIGN_IN_NEEDED");
    const asked = await postQuestion(open.url, "hello", { Host: outside.host });
    const described = await visit.get("/api");
    const exchanged = await visit.post("/exchange", {}, { "Content-Type": "application/json" });

    expect(JSON.parse(asked.text).error.code).toBe("WEB_SIGN_IN_NEEDED");
    expect([asked.status, described.status, exchanged.status]).toEqual([401, 401, 401]);
    expect(open.inbox.offered).toEqual([]);
    for (const path of ["/sign-in", "/healthz", "/readyz", "/page/page.css"])
      expect((await visit.get(path)).status, path).toBe(200);
  });

  it("answers whoever has signed in, with a cookie for this host and https alone", async () => {
    const visit = createVisit(open.url, outside);
    const link = await open.link();

    const page = await visit.signIn(link);
    const question = await visit.get("/?q=hello");

    expect(link).toMatch(/^https:\/\/bot\.example\.org\/sign-in#/);
    expect(page.words).toContain("Signed in as Alex");
    expect([...visit.cookies.keys()]).toEqual(["__Host-clusterbot"]);
    expect(question.status).toBe(200);
    expect(open.inbox.stored).toHaveLength(1);
  });

  it("does not take the cookie that has no protection, which a neighbour could have planted", async () => {
    const planted = await open.visitor();

    const page = await createVisit(open.url, outside).get("/", {
      Cookie: `clusterbot=${planted.cookies.get("clusterbot")}`,
    });

    tells(page, 401, "WEB_SIGN_IN_NEEDED");
  });

  it("does not take a form whose origin is the same name without https", async () => {
    const visit = createVisit(open.url, { ...outside, origin: "http://bot.example.org" });

    tells(await visit.post("/sign-in", { token: "x" }), 403, "WEB_CROSS_SITE");
  });

  it("does not answer when the server before it hides the name, so that everybody would look local", async () => {
    const page = await createVisit(open.url).get("/", { "X-Forwarded-For": "203.0.113.7" });

    tells(page, 421, "WEB_HOST_NOT_PASSED_ON");
  });

  it("still answers on its own computer, from public material", async () => {
    const visit = createVisit(open.url);

    expect((await visit.get("/?q=hello")).status).toBe(200);
    expect(open.inbox.stored[0]?.request.asker.standing).toBe("unknown");
  });
});
