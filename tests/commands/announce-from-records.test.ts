import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAnnouncementStore } from "../../src/adapters/postgres/announcement-store.ts";
import { createClusterList } from "../../src/adapters/postgres/cluster-list.ts";
import { createEventSearch, eventAudience } from "../../src/adapters/postgres/event-search.ts";
import { createEventStore } from "../../src/adapters/postgres/event-store.ts";
import { createReminderStore } from "../../src/adapters/postgres/reminder-store.ts";
import { type AboutEvent, mayHear } from "../../src/announcing/about-event.ts";
import type { Aim } from "../../src/announcing/choose-destinations.ts";
import { lookAhead, type PromiseNeeds } from "../../src/announcing/promise.ts";
import { readMarkdown } from "../../src/announcing/read-markdown.ts";
import type { Form } from "../../src/chat/form.ts";
import { plainText } from "../../src/chat/plain-rich-text.ts";
import type { Reply } from "../../src/chat/reply.ts";
import type { Request } from "../../src/chat/request.ts";
import { createDigestSource } from "../../src/commands/announcing/fill-digest.ts";
import { type DispatchNeeds, dispatch, formFor } from "../../src/commands/dispatch.ts";
import { english } from "../../src/messages/english.ts";
import type { Audience } from "../../src/shared/audience.ts";
import { aWorkspace } from "../support/a-workspace.ts";
import { aDispatchNeeds } from "../support/command-needs.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";
import { RecordsDesk } from "../support/records-desk.ts";

const at = (title: string, rest: string) => `${title}@x,${title},${rest}`;
const events = `uid,title,cluster,start,end,venue,postcode,price,tags,audience,url,status
${at("Rust Supper", "aire,2026-12-01T18:00,2026-12-01T20:00,Old_Mill,LS1 9ZZ,£6,rust,public,https://e.example/rust,scheduled")}
${at("Founders Supper", "aire,2026-12-02T18:00,2026-12-02T20:00,Old Mill,LS1 9ZZ,Free,founders,members,https://e.example/founders,scheduled")}
${at("Board Supper", "aire,2026-12-02T18:00,2026-12-02T20:00,Old Mill,LS1 9ZZ,Free,founders,board,https://e.example/board,scheduled")}
${at("Federation Supper", "fed,2026-12-02T19:00,2026-12-02T20:00,Old Mill,LS1 9ZZ,Free,founders,members,https://e.example/fed,scheduled")}
${at("Called Off", "aire,2026-12-03T18:00,2026-12-03T20:00,Old Mill,LS1 9ZZ,Free,clinic,public,https://e.example/off,cancelled")}
${at("Guest Talk", "avon,2026-12-03T18:00,2026-12-03T20:00,Old Mill,LS1 9ZZ,,talks,public,,scheduled")}
${at("Avon Night", "avon,2026-12-03T18:00,2026-12-03T20:00,The Dock,BS1 5TY,,talks,public,,scheduled")}
${at("Spring Day", "aire,2027-03-10T09:00,2027-03-10T17:00,Old Mill,LS1 9ZZ,Free,cloud,public,,scheduled")}
`;

let desk: RecordsDesk;
let needs: DispatchNeeds;

beforeAll(async () => {
  desk = await RecordsDesk.open([
    { id: "fed", name: "The Federation", region: "United Kingdom", nicknames: [] },
    { id: "aire", name: "Aire Tech", region: "Yorkshire and The Humber", nicknames: ["aire"] },
    { id: "avon", name: "Avon Tech", region: "South West", nicknames: ["avon"] },
  ]);
  await desk.events(events);
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.database.pool.query("DELETE FROM announcement");
  const { pool } = desk.database;
  const store = createAnnouncementStore(pool);
  const clock = { now: () => new Date("2026-11-25T12:00:00Z") };
  const ahead: PromiseNeeds = {
    store,
    workspaces: { all: async () => [] },
    posters: new Map(),
    digests: { fill: async () => null },
    announce: ({ content }) => ({ ...content, body: readMarkdown(content.body), footer: "" }),
    divisionOf: () => null,
    imageProblem: async () => null,
    clock,
  };
  const usual = aDispatchNeeds();
  needs = {
    ...usual,
    clock,
    federation: "fed",
    consult: (question, reader) => desk.consult(question, { reader }),
    reminders: createReminderStore(pool),
    clusters: createClusterList(pool),
    people: {
      lookUp: async () => ({
        person: null,
        place: {
          id: "w",
          state: "confirmed",
          cluster: "aire",
          everyoneIsMember: false,
          channelAudience: "public",
        },
        given: [{ role: "manager", cluster: "aire", isNamed: true, givenBy: null }],
      }),
    },
    announcements: {
      ...usual.announcements,
      store,
      clock,
      lookAhead: (announcement) => lookAhead(announcement, ahead),
      read: ({ body }) => plainText(readMarkdown(body)),
    },
  };
});

/** What Aire Tech's manager says in private, and is told. */
async function says(command: string, text: string, changes: Partial<Request> = {}): Promise<Reply> {
  const asked = { command, text, visibility: "private", ...changes } as const;
  return (await dispatch(anIncomingRequest(asked).request, needs)).reply;
}

function opens(command: string, text: string): Promise<Form | null> {
  return formFor(anIncomingRequest({ command, text, visibility: "private" }).request, needs);
}

function inForm(form: Form | null, name: string): string {
  const field = form?.fields.find((one) => one.name === name);
  if (field === undefined) throw new Error(`the form has no ${name}`);
  return field.kind === "file" ? "" : [field.value].flat().join();
}

/** The form sent in as it opened, but for these. */
function sent(form: Form | null, changes: Readonly<Record<string, string>>): Partial<Request> {
  const asOpened = Object.fromEntries(form?.fields.map(({ name }) => [name, inForm(form, name)]) ?? []);
  const filled = Object.entries({ ...asOpened, ...changes });
  return { fields: Object.fromEntries(filled.map(([name, value]) => [name, [value]])) };
}

describe("An event on a card", () => {
  const label = english.digests.event.button;

  it("has a button that announces it, for whoever writes for its cluster and nobody else", async () => {
    expect(JSON.stringify(await says("ask", "When is Rust Supper?"))).toContain(label);
    expect(JSON.stringify(await says("ask", "When is Avon Night?"))).not.toContain(label);
    const inPublic = await says("ask", "When is Rust Supper?", { visibility: "shared" });
    expect(JSON.stringify(inPublic)).not.toContain(label);
  });

  it("opens a form filled in from the calendar, with names that format nothing", async () => {
    const form = await opens("announce event", "Rust Supper");

    expect(inForm(form, "title")).toBe("Rust Supper");
    expect(plainText(readMarkdown(inForm(form, "body")))).toBe(
      "When: Tuesday 1 December 2026, 18:00–20:00 GMT\nWhere: Old_Mill LS1 9ZZ\nPrice: £6",
    );
    expect([inForm(form, "link"), inForm(form, "topic"), inForm(form, "to")]).toEqual([
      "https://e.example/rust",
      "rust",
      "Aire Tech",
    ]);
  });

  it("of another cluster is not announced, nor one nobody may show to whoever asks", async () => {
    expect((await says("announce event", "Avon Night")).summary).toContain("Avon Tech");
    expect((await says("announce event", "Board Supper")).summary).not.toContain("Board Supper");
    expect(await opens("announce event", "Avon Night")).toBeNull();
  });

  it("for members is announced to nobody else, neither at first nor when it is changed", async () => {
    const form = await opens("announce event", "Founders Supper");
    expect(inForm(form, "audience")).toBe("members");
    const options = form?.fields.find(({ name }) => name === "audience");
    expect(options?.kind === "choice" && options.options.map(({ value }) => value)).toEqual([
      "members",
      "board",
    ]);

    const text = form?.text ?? "";
    for (const wider of [{ audience: "public" }, { to: "everyone" }, { to: "Aire Tech, Avon Tech" }]) {
      const reply = await says("announce event", text, sent(form, { when: "now", ...wider }));
      expect(reply.summary).toContain("members of Aire Tech");
    }
    expect(await needs.announcements.store.list({ clusters: null, limit: 9 })).toEqual([]);

    const draft = await says("announce event", text, sent(form, { when: "now" }));
    const name = /A\d+/.exec(draft.summary)?.[0] ?? "";
    const again = await opens("announce change", name);
    const changed = await says("announce change", name, sent(again, { audience: "public" }));
    expect(changed.summary).toContain("members of Aire Tech");
    const [kept] = await needs.announcements.store.list({ clusters: null, limit: 9 });
    expect(kept?.aim).toMatchObject({ audience: "members", clusters: ["aire"] });
  });

  it("that is only for members by now stands against its announcement", async () => {
    const form = await opens("announce event", "Rust Supper");
    const draft = await says("announce event", form?.text ?? "", sent(form, { when: "now" }));
    await desk.database.pool.query(
      "UPDATE event SET audience = 'members', audience_clusters = '{aire}' WHERE title = 'Rust Supper'",
    );

    const shown = await says("announce show", /A\d+/.exec(draft.summary)?.[0] ?? "");
    await desk.database.pool.query(
      "UPDATE event SET audience = 'public', audience_clusters = '{}' WHERE title = 'Rust Supper'",
    );
    expect(JSON.stringify(shown)).toContain(english.preflight.problems["event-narrower"]);
  });
});

describe("The store of announcements", () => {
  const audiences: readonly Audience[] = ["public", "members", "board"];
  const aims: readonly Aim["clusters"][] = ["all", ["aire"], ["avon"], ["aire", "avon"], ["fed"]];
  const content = { title: "T", body: "B", topic: null, link: null, image: null };

  it.each(["Rust Supper", "Founders Supper", "Board Supper", "Federation Supper"])(
    "keeps of %s only what everybody it reaches may hear of",
    async (title) => {
      const { store } = needs.announcements;
      const { rows } = await desk.database.pool.query<{ id: string }>(
        "SELECT id FROM event WHERE title = $1",
        [title],
      );
      const event = rows[0]?.id ?? "";
      const about = (await store.aboutEvent(event)) as AboutEvent;
      let kept = 0;
      for (const audience of audiences)
        for (const clusters of aims) {
          const aim: Aim = { audience, clusters, platforms: ["slack"] };
          const made = {
            cluster: "aire",
            author: "slack:T1/U1",
            content,
            aim,
            schedule: { kind: "now" } as const,
          };
          const keeping = store.create(
            { ...made, digest: null, event, lateMinutes: 0 },
            { actor: "slack:T1/U1", place: "slack:T1" },
          );
          if (mayHear(aim, about)) expect((await keeping).about).toEqual(about);
          else await expect(keeping).rejects.toThrow();
          kept += mayHear(aim, about) ? 1 : 0;
        }
      const expected = {
        "Rust Supper": 15,
        "Founders Supper": 2,
        "Board Supper": 1,
        "Federation Supper": 10,
      };
      expect(kept).toBe(expected[title as keyof typeof expected]);
    },
  );
});

describe("A digest", () => {
  const week = { kind: "events", days: 14 } as const;

  /** What it says in a channel of a workspace of that cluster. */
  async function filled(
    cluster: string,
    audience: Audience,
    {
      isOwn = true,
      days = 14,
      pool = desk.database.pool as Pick<RecordsDesk["database"]["pool"], "query">,
    } = {},
  ): Promise<string> {
    const workspace = aWorkspace({ cluster, channels: [{ channel: "C1", purposes: ["digests"], audience }] });
    const source = createDigestSource({
      events: createEventSearch(pool),
      clusters: () => createEventStore(desk.database.pool).clusters(),
      workspaces: { find: async () => workspace },
      isOwnChannel: async () => isOwn,
      clock: { now: () => new Date("2026-11-30T08:30:00Z") },
      messages: english,
    });
    const found = await source.fill({ ...week, days }, { platform: "slack", workspace: "T1", channel: "C1" });
    return found === null ? "" : plainText(readMarkdown(found.markdown));
  }

  it("lists what is on in the region in order, with time, place and price, and nothing that was called off", async () => {
    expect(await filled("aire", "public")).toBe(
      [
        "• Tuesday 1 December 2026, 18:00–20:00 GMT: Rust Supper (https://e.example/rust), Old_Mill LS1 9ZZ, £6",
        "• Thursday 3 December 2026, 18:00–20:00 GMT: Guest Talk, Old Mill LS1 9ZZ",
      ].join("\n"),
    );
    expect(await filled("aire", "public", { days: 1 })).toBe("");
    expect(await filled("fed", "public")).toContain("Avon Night");
  });

  it.each<readonly [string, Audience, boolean, readonly string[]]>([
    ["aire", "public", true, []],
    ["aire", "members", true, ["Federation", "Founders"]],
    ["aire", "board", true, ["Board", "Federation", "Founders"]],
    ["avon", "public", true, []],
    ["avon", "board", true, []],
    ["fed", "members", true, ["Federation"]],
    ["aire", "board", false, []],
  ])(
    "of %s in a channel for %s (its own: %s) shows of what is closed %j",
    async (cluster, audience, isOwn, closed) => {
      const text = await filled(cluster, audience, { isOwn });
      const found = ["Board", "Federation", "Founders"].filter((name) => text.includes(`${name} Supper`));
      expect(found).toEqual(closed);
    },
  );

  it("would show what is closed without the condition of the search", async () => {
    const query = (statement: string, values: unknown[]) =>
      desk.database.pool.query(
        statement.replaceAll(eventAudience, "$1::text[] IS NOT NULL AND $2::text[] IS NOT NULL"),
        values,
      );
    const careless = { query } as RecordsDesk["database"]["pool"];
    expect(await filled("aire", "public", { pool: careless })).toContain("Board Supper");
  });
});
