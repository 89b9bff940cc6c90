import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import type { Reply } from "../../../src/chat/reply.ts";
import { type ErrorCode, errorTable } from "../../../src/shared/errors.ts";
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

function tells(page: Visited, status: number, code: ErrorCode): void {
  expect({ status: page.status, words: page.words }).toEqual({
    status,
    words: expect.stringContaining(errorTable[code].sentence),
  });
}

/** The page `/me` offers any command. */
const say = async (visit: Visit, command: string, text = ""): Promise<Visited> =>
  await visit.submit(await visit.get("/me"), "Send", { command, text });

describe("a command on the page", () => {
  it("goes the way of every command, as the person who is signed in", async () => {
    const visit = await start();

    const page = await say(visit, "grant", "manager north to discord:1");

    expect(web.inbox.stored.at(-1)?.request).toMatchObject({
      platform: "web",
      command: "grant",
      text: "manager north to discord:1",
      asker: { id: "slack:T0NORTH/U0ALEX" },
      fields: null,
    });
    expect(page.words).toContain("Done: grant");
  });

  it("can be a button of a reply, which works without JavaScript", async () => {
    const reply: Reply = {
      summary: "Publish it?",
      blocks: [
        {
          type: "actions",
          buttons: [
            { label: "Publish", command: "documents publish", text: "d1", style: "primary" },
            { label: "Withdraw <b>", command: "documents withdraw", text: "d1 &", style: "danger" },
          ],
        },
      ],
    };
    const visit = await start({ reply: ({ command }) => (command === "documents list" ? reply : null) });

    await visit.submit(await visit.get("/documents"), "Withdraw <b>");

    expect(web.inbox.stored.at(-1)?.request).toMatchObject({ command: "documents withdraw", text: "d1 &" });
  });

  it("is done once, however often the same form is sent", async () => {
    const visit = await start();
    const page = await visit.get("/me");
    const before = web.inbox.stored.length;

    const first = await visit.submit(page, "Send", { command: "unlink" });
    const second = await visit.submit(page, "Send", { command: "unlink" });

    expect(first.status).toBe(200);
    tells(second, 409, "WEB_SENT_ALREADY");
    expect(web.inbox.stored.length - before).toBe(1);
  });

  it("cannot be said by somebody who is not signed in", async () => {
    await start();

    const page = await createVisit(web.url).post("/do", { token: "x", command: "help", text: "" });

    tells(page, 401, "WEB_SIGN_IN_NEEDED");
  });

  it.each([
    ["none", () => ({})],
    ["a wrong one", () => ({ token: "x".repeat(43) })],
    [
      "another session's",
      async () => ({ token: valuesIn(formWith(await (await web.visitor()).get("/me"), "Send")).token ?? "" }),
    ],
  ])("needs the mark of its own session, and has %s", async (_, token) => {
    const visit = await start();
    const values = valuesIn(formWith(await visit.get("/me"), "Send"));
    const { token: _own, ...others } = values;
    const before = web.inbox.offered.length;
    const given = await token();

    const page = await visit.post("/do", { ...others, ...given });
    const signOut = await visit.post("/sign-out", given);
    const everywhere = await visit.post("/sign-out-everywhere", given);

    for (const refused of [page, signOut, everywhere]) tells(refused, 403, "WEB_FORM_STALE");
    expect(web.inbox.offered.length).toBeGreaterThanOrEqual(before);
    expect(web.inbox.offered.some(({ request }) => request.command === values.command)).toBe(false);
    expect((await visit.get("/me")).status).toBe(200);
  });

  it.each([
    ["of another site", { Origin: "https://elsewhere.example", "Sec-Fetch-Site": "cross-site" }],
    ["of a neighbouring site", { "Sec-Fetch-Site": "same-site" }],
    ["without an origin", { Origin: "null" }],
  ])("is not taken from a page %s, even with the mark", async (_, headers) => {
    const visit = await start();
    const values = valuesIn(formWith(await visit.get("/me"), "Send"));

    tells(await visit.post("/do", values, headers), 403, "WEB_CROSS_SITE");
  });

  it("is not taken in another way than as a form", async () => {
    const visit = await start();
    const values = valuesIn(formWith(await visit.get("/me"), "Send"));

    const json = await visit.post("/do", values, { "Content-Type": "application/json" });
    const plain = await visit.post("/do", values, { "Content-Type": "text/plain" });
    const got = await visit.get("/do?command=forget-me");
    const posted = await visit.post("/documents", values);

    tells(json, 415, "WEB_NOT_A_FORM");
    tells(plain, 415, "WEB_NOT_A_FORM");
    tells(got, 405, "WEB_METHOD_WRONG");
    expect(got.headers.allow).toBe("POST");
    tells(posted, 405, "WEB_METHOD_WRONG");
  });

  it("that is longer than any command is refused", async () => {
    const visit = await start();

    tells(await say(visit, "ask", "a".repeat(300_000)), 413, "WEB_TOO_LARGE");
    tells(await say(visit, "ask", "a".repeat(4_001)), 413, "WEB_TOO_LARGE");
  });
});
