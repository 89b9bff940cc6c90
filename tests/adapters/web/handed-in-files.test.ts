import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { type ClientRequest, request as openRequest } from "node:http";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { webLimits } from "../../../src/adapters/web/limits.ts";
import type { Form } from "../../../src/chat/form.ts";
import { type ErrorCode, errorTable } from "../../../src/shared/errors.ts";
import { freshDatabase } from "../../support/database.ts";
import { formWith, type Visit, type Visited, valuesIn } from "../../support/web-visit.ts";
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

  /** An upload whose bytes come one after the other. */
  function openUpload(visit: Visit, length: number): ClientRequest {
    const cookie = [...visit.cookies].map(([name, value]) => `${name}=${value}`).join();
    const upload = openRequest(`${web.url.replace("localhost", "127.0.0.1")}/do`, {
      method: "POST",
      headers: { Host: new URL(web.url).host, Cookie: cookie, ...multipart, "Content-Length": length },
    });
    // A connection that ends early is what some of these are about.
    upload.on("error", () => {});
    return upload;
  }

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
    const upload = openUpload(visit, whole.length);
    upload.write(whole.subarray(0, 300_000));
    await vi.waitFor(() => expect(keptFiles()).toHaveLength(1));

    upload.destroy();

    await vi.waitFor(() => expect(keptFiles()).toEqual([]));
    expect(web.inbox.stored.some(({ request }) => request.command === "documents add")).toBe(false);
  });

  it("is not even taken in when its form has not the mark of the session: the answer comes before its end", async () => {
    const { visit, page } = await asking();
    const body = bodyWith(page, { name: "a.pdf", bytes: Buffer.alloc(200_000) });
    const token = valuesIn(formWith(page, "Read it")).token ?? "";
    const forged = Buffer.from(body.toString("latin1").replace(token, "x".repeat(token.length)), "latin1");
    const upload = openUpload(visit, forged.length);
    const answered = new Promise<number | undefined>((resolve) => {
      upload.on("response", ({ statusCode }) => resolve(statusCode));
    });

    upload.write(forged.subarray(0, 100_000));

    expect(await answered).toBe(403);
    expect(keptFiles()).toEqual([]);
    upload.destroy();
  });

  it("is asked for when it is needed and missing", async () => {
    const { visit, page } = await asking();

    const again = await visit.post("/do", bodyWith(page, { name: "", bytes: Buffer.alloc(0) }), multipart);

    expect(again.document.querySelector("[role=alert]")?.textContent).toContain("“The document” is needed");
    expect(keptFiles()).toEqual([]);
  });
});
