import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { request as openRequest } from "node:http";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { webLimits } from "../../../src/adapters/web/limits.ts";
import type { Form } from "../../../src/chat/form.ts";
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

const setUp: Form = {
  command: "setup",
  text: "north",
  title: "Set up this workspace",
  submit: "Save",
  introduction: "What is entered here\nhas effect at once.",
  fields: [
    {
      kind: "text",
      name: "zone",
      label: "Time zone",
      hint: "Europe/London",
      isRequired: true,
      value: "Europe/London",
      isLong: false,
      maxLength: 20,
    },
    {
      kind: "text",
      name: "topics",
      label: "Topics opted out of",
      hint: null,
      isRequired: false,
      value: "",
      isLong: true,
      maxLength: 200,
    },
    {
      kind: "choice",
      name: "cluster",
      label: "Cluster",
      hint: null,
      isRequired: true,
      value: ["north"],
      atMost: 1,
      options: [
        { value: "north", label: "North Cluster" },
        { value: "south", label: "South Cluster" },
      ],
    },
    {
      kind: "choice",
      name: "purposes",
      label: "Purposes",
      hint: "What they are for",
      isRequired: false,
      value: ["digests"],
      atMost: 2,
      options: ["announcements", "digests", "positions"].map((value) => ({ value, label: value })),
    },
    {
      kind: "channels",
      name: "channels",
      label: "Channels",
      hint: null,
      isRequired: false,
      value: ["C0GENERAL1"],
      atMost: 3,
    },
  ],
};

const handIn: Form = {
  command: "documents add",
  text: "",
  title: "Add a document",
  submit: "Read it",
  introduction: null,
  fields: [
    { kind: "file", name: "file", label: "The document", hint: null, isRequired: true },
    {
      kind: "text",
      name: "title",
      label: "Title",
      hint: null,
      isRequired: false,
      value: "",
      isLong: false,
      maxLength: 100,
    },
  ],
};

const withForm = (form: Form) =>
  start({ form: (request) => (request.command === form.command ? form : null) });

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
    tells(await say(visit, "ask", "a".repeat(4_001)), 403, "WEB_FORM_STALE");
  });
});

describe("a form on the page", () => {
  it("is shown as what it asks for, filled with what is known", async () => {
    const visit = await withForm(setUp);

    const page = await say(visit, "setup", "north");

    const form = formWith(page, "Save");
    expect(page.words).toContain("What is entered here has effect at once.");
    expect([...form.querySelectorAll("label, legend")].map(({ textContent }) => textContent?.trim())).toEqual(
      [
        "Time zone needed",
        "Topics opted out of",
        "Cluster needed",
        "Purposes (up to 2)",
        "announcements",
        "digests",
        "positions",
        "Channels",
      ],
    );
    expect(valuesIn(form)).toMatchObject({
      command: "setup",
      text: "north",
      "field.zone": "Europe/London",
      "field.cluster": "north",
      "field.channels": "C0GENERAL1",
    });
    expect(web.inbox.stored.some(({ request }) => request.command === "setup")).toBe(false);
  });

  it("comes back as a request with the same command and text, and with what was filled in", async () => {
    const visit = await withForm(setUp);
    const page = await say(visit, "setup", "north");

    await visit.submit(page, "Save", {
      "field.topics": "sport\r\nweather",
      "field.purposes": ["announcements", "digests"],
      "field.channels":
        "https://app.slack.com/client/T0NORTH/C0MEMBERS9\nhttps://north.slack.com/archives/C0BOARD777 C0GENERAL1",
    });

    expect(web.inbox.stored.at(-1)?.request).toMatchObject({
      command: "setup",
      text: "north",
      fields: {
        zone: ["Europe/London"],
        topics: ["sport\nweather"],
        cluster: ["north"],
        purposes: ["announcements", "digests"],
        channels: ["C0MEMBERS9", "C0BOARD777", "C0GENERAL1"],
      },
    });
  });

  it.each([
    ["a field left empty", { "field.zone": "  " }, "“Time zone” is needed"],
    ["too long a text", { "field.zone": "a".repeat(21) }, "“Time zone” is longer than 20 characters"],
    ["what is not offered", { "field.cluster": "west" }, "“Cluster” holds something that is not offered"],
    [
      "too many choices",
      { "field.purposes": ["announcements", "digests", "positions"] },
      "“Purposes” takes 2 at most",
    ],
    [
      "too many channels",
      { "field.channels": "C0AAAAAA1 C0AAAAAA2 C0AAAAAA3 C0AAAAAA4" },
      "“Channels” takes 3 at most",
    ],
    ["a channel by name", { "field.channels": "#general" }, "“#general” is no link to a channel"],
    [
      "a link elsewhere",
      { "field.channels": "https://elsewhere.example/archives/C0GENERAL1" },
      "is no link to a channel",
    ],
    [
      "another workspace's channel",
      { "field.channels": "https://app.slack.com/client/T0SOUTH/C0GENERAL1" },
      "another workspace",
    ],
  ])("with %s is shown again, saying so, with all that was entered", async (_, values, sentence) => {
    const visit = await withForm(setUp);
    const page = await say(visit, "setup", "north");

    const again = await visit.submit(page, "Save", { "field.topics": "sport", ...values });

    expect(again.status).toBe(422);
    expect(again.document.querySelector("[role=alert]")?.textContent).toContain(sentence);
    expect(valuesIn(formWith(again, "Save"))["field.topics"]).toBe("sport");
    expect(web.inbox.stored.some(({ request }) => request.command === "setup")).toBe(false);
  });

  it("is not carried out once the right to it was taken: the command itself answers", async () => {
    let mayStill = true;
    const visit = await start({ form: ({ command }) => (command === "setup" && mayStill ? setUp : null) });
    const page = await say(visit, "setup", "north");
    mayStill = false;

    await visit.submit(page, "Save");

    expect(web.inbox.stored.at(-1)?.request).toMatchObject({ command: "setup", fields: null });
  });

  it("shows hostile words as words", async () => {
    const hostile = `"><script>alert(1)</script>'`;
    const visit = await withForm({
      ...setUp,
      title: "<b>Set up</b>",
      introduction: hostile,
      fields: [
        {
          ...setUp.fields[0],
          kind: "text",
          name: "zone",
          label: hostile,
          hint: hostile,
          isRequired: true,
          value: hostile,
          isLong: false,
          maxLength: 200,
        },
      ],
    });

    const page = await say(visit, "setup");

    expect(page.document.querySelectorAll("script, b")).toHaveLength(0);
    expect(valuesIn(formWith(page, "Save"))["field.zone"]).toBe(hostile);
  });
});

describe("a file handed in on the page", () => {
  const boundary = "----WebKitFormBoundaryAbC123";
  const multipart = { "Content-Type": `multipart/form-data; boundary=${boundary}` };

  /** The form's fields and then the file, as a browser puts them. */
  function bodyWith(
    page: Visited,
    file: { readonly name: string; readonly bytes: Buffer },
    end = "--\r\n",
  ): Buffer {
    const fields = Object.entries(valuesIn(formWith(page, "Read it"))).map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="field.file"; filename="${file.name}"\r\nContent-Type: application/pdf\r\n\r\n`;
    return Buffer.concat([
      Buffer.from(fields.join("") + head),
      file.bytes,
      Buffer.from(`\r\n--${boundary}${end}`),
    ]);
  }

  const keptFiles = (): readonly string[] => {
    const own = join(web.uploadFolder, String(process.pid));
    return existsSync(own) ? readdirSync(own) : [];
  };

  const asking = async (): Promise<{ visit: Visit; page: Visited }> => {
    const visit = await withForm(handIn);
    return { visit, page: await say(visit, "documents add") };
  };

  it("is kept privately until it is read, once", async () => {
    const { visit, page } = await asking();
    const bytes = Buffer.from("%PDF-1.7 not really\r\n--\u0000\r\n------WebKit");

    await visit.post("/do", bodyWith(page, { name: "C:\\papers\\fees %22new%22.pdf", bytes }), multipart);

    const { request } = web.inbox.stored.at(-1) ?? {};
    const [attachment] = request?.attachments ?? [];
    if (attachment === undefined) throw new Error("nothing was attached");
    expect(attachment).toMatchObject({
      name: 'fees "new".pdf',
      mediaType: "application/pdf",
      size: bytes.length,
    });
    const [kept = ""] = keptFiles();
    const file = join(web.uploadFolder, String(process.pid), kept);
    expect(statSync(file).mode & 0o077).toBe(0);
    expect(statSync(join(file, "..")).mode & 0o077).toBe(0);
    expect(readFileSync(file)).toEqual(bytes);
    const place = { workspace: request?.workspace ?? null, attachment };
    expect(await web.platform.fetchAttachment?.(place, 1_000)).toEqual({ kind: "fetched", bytes });
    expect(keptFiles()).toEqual([]);
    expect(await web.platform.fetchAttachment?.(place, 1_000)).toMatchObject({ kind: "refused" });
  });

  it("that is larger than somebody will read is told so and removed", async () => {
    const { visit, page } = await asking();
    await visit.post("/do", bodyWith(page, { name: "a.pdf", bytes: Buffer.alloc(2_000_000) }), multipart);
    const [attachment] = web.inbox.stored.at(-1)?.request.attachments ?? [];
    if (attachment === undefined) throw new Error("nothing was attached");

    const read = await web.platform.fetchAttachment?.({ workspace: null, attachment }, 1_048_576);

    expect(read).toEqual({ kind: "refused", reason: "it is larger than 1 MB" });
    expect(keptFiles()).toEqual([]);
  });

  it.each([
    "upload:../../../etc/passwd",
    "upload:00000000-0000-0000-0000-000000000000",
    "file:///etc/passwd",
    "",
  ])("is not found under an address that was made up (%s)", async (address) => {
    await start();
    const attachment = { name: "a", address, mediaType: null, size: null };

    const read = await web.platform.fetchAttachment?.({ workspace: null, attachment }, 1_000);

    expect(read).toMatchObject({ kind: "refused" });
  });

  it("of more than 20 MB is refused with a sentence, and nothing of it is kept", async () => {
    const { visit, page } = await asking();
    const before = web.inbox.stored.length;

    const refused = await visit.post(
      "/do",
      bodyWith(page, { name: "a.pdf", bytes: Buffer.alloc(webLimits.fileBytes + 1) }),
      multipart,
    );

    tells(refused, 413, "WEB_UPLOAD_TOO_LARGE");
    expect(keptFiles()).toEqual([]);
    expect(web.inbox.stored).toHaveLength(before);
  });

  it("that ends before its end is refused with a sentence, and nothing of it is kept", async () => {
    const { visit, page } = await asking();

    const whole = bodyWith(page, { name: "a.pdf", bytes: Buffer.alloc(50_000) });
    const refused = await visit.post("/do", whole.subarray(0, whole.length - 20_000), multipart);

    tells(refused, 400, "WEB_UPLOAD_BROKEN");
    expect(keptFiles()).toEqual([]);
  });

  it("whose connection breaks leaves nothing behind", async () => {
    const { visit, page } = await asking();
    const whole = bodyWith(page, { name: "a.pdf", bytes: Buffer.alloc(500_000) });
    const cookie = [...visit.cookies].map(([name, value]) => `${name}=${value}`).join();
    const upload = openRequest(`${web.url.replace("localhost", "127.0.0.1")}/do`, {
      method: "POST",
      headers: { Host: new URL(web.url).host, Cookie: cookie, ...multipart, "Content-Length": whole.length },
    });
    upload.on("error", () => {});
    upload.write(whole.subarray(0, 300_000));
    await vi.waitFor(() => expect(keptFiles()).toHaveLength(1));

    upload.destroy();

    await vi.waitFor(() => expect(keptFiles()).toEqual([]));
    expect(web.inbox.stored.some(({ request }) => request.command === "documents add")).toBe(false);
  });

  it("is not even taken in when its form has not the mark of the session", async () => {
    const { visit, page } = await asking();
    const body = bodyWith(page, { name: "a.pdf", bytes: Buffer.alloc(100) });
    const token = valuesIn(formWith(page, "Read it")).token ?? "";
    const forged = Buffer.from(body.toString("latin1").replace(token, "x".repeat(token.length)), "latin1");

    tells(await visit.post("/do", forged, multipart), 403, "WEB_FORM_STALE");
    expect(keptFiles()).toEqual([]);
  });

  it("is asked for when it is needed and missing", async () => {
    const { visit, page } = await asking();

    const again = await visit.post("/do", bodyWith(page, { name: "", bytes: Buffer.alloc(0) }), multipart);

    expect(again.document.querySelector("[role=alert]")?.textContent).toContain("“The document” is needed");
    expect(keptFiles()).toEqual([]);
  });
});
