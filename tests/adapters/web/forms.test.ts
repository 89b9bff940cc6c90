import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import type { Form } from "../../../src/chat/form.ts";
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

const withForm = (form: Form) =>
  start({ form: (request) => (request.command === form.command ? form : null) });

/** The page `/me` offers any command. */
const say = async (visit: Visit, command: string, text = ""): Promise<Visited> =>
  await visit.submit(await visit.get("/me"), "Send", { command, text });

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
      "is no link to a channel of the workspace you signed in from",
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

  it("is taken as it was shown, though the command would ask for another one by now", async () => {
    let asked: Form | null = setUp;
    const visit = await start({ form: ({ command }) => (command === "setup" ? asked : null) });
    const page = await say(visit, "setup", "north");
    asked = null;

    const again = await visit.submit(page, "Save", { "field.zone": "" });
    await visit.submit(again, "Save", { "field.zone": "UTC" });

    expect(again.words).toContain("“Time zone” is needed");
    expect(web.inbox.stored.at(-1)?.request).toMatchObject({
      command: "setup",
      fields: { zone: ["UTC"], cluster: ["north"] },
    });
  });

  it.each([
    ["is changed", (values: Record<string, string>) => ({ form: `x${values.form}` })],
    [
      "is another session's",
      async () => ({
        form: valuesIn(formWith(await say(await web.visitor(), "setup", "north"), "Save")).form ?? "",
      }),
    ],
    ["belongs to another command", () => ({ command: "grant" })],
    ["belongs to another text", () => ({ text: "south" })],
    ["is none", () => ({ form: "." })],
  ])("is refused when it %s", async (_, change) => {
    const visit = await withForm(setUp);
    const page = await say(visit, "setup", "north");
    const values = valuesIn(formWith(page, "Save"));

    const refused = await visit.post("/do", { ...values, ...(await change(values)) });

    expect(refused.status).toBe(403);
    expect(refused.words).toContain("WEB_FORM_STALE");
    expect(web.inbox.stored.some(({ request }) => ["setup", "grant"].includes(request.command))).toBe(false);
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
