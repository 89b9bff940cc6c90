import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAnnouncementStore } from "../../src/adapters/postgres/announcement-store.ts";
import { createClusterList } from "../../src/adapters/postgres/cluster-list.ts";
import { createEventSearch } from "../../src/adapters/postgres/event-search.ts";
import { createReminderStore } from "../../src/adapters/postgres/reminder-store.ts";
import { type AboutEvent, mayHear } from "../../src/announcing/about-event.ts";
import { announcedOf } from "../../src/announcing/announced-of.ts";
import type { Aim } from "../../src/announcing/choose-destinations.ts";
import { lookAhead, type PromiseNeeds } from "../../src/announcing/promise.ts";
import { readMarkdown } from "../../src/announcing/read-markdown.ts";
import type { Form } from "../../src/chat/form.ts";
import { plainText } from "../../src/chat/plain-rich-text.ts";
import type { Reply } from "../../src/chat/reply.ts";
import type { Request } from "../../src/chat/request.ts";
import { eventsToCome } from "../../src/commands/announcing/events-to-come.ts";
import { type DispatchNeeds, dispatch, formFor } from "../../src/commands/dispatch.ts";
import { english } from "../../src/messages/english.ts";
import type { Audience } from "../../src/shared/audience.ts";
import { buttonsOf } from "../support/announcing-commands.ts";
import { aDispatchNeeds } from "../support/command-needs.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";
import type { RecordsDesk } from "../support/records-desk.ts";
import { openSuppers } from "../support/suppers.ts";

let desk: RecordsDesk;
let needs: DispatchNeeds;

beforeAll(async () => {
  desk = await openSuppers();
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
    announce: ({ content }) => announcedOf(content, ""),
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
      eventsToCome: (clusters, readership) =>
        eventsToCome({ clusters, readership, now: clock.now() }, createEventSearch(pool)),
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

  it("has one also in a list of several, for each that whoever asks writes for", async () => {
    const listed = await says("ask", "What is on from 1 to 3 December 2026?");

    const announcing = buttonsOf(listed).filter(({ command }) => command === "announce event");
    expect(announcing.map((button) => button.label)).toEqual([
      english.digests.event.show("Rust Supper"),
      english.digests.event.show("Founders Supper"),
    ]);
    expect(inForm(await opens("announce event", announcing[0]?.text ?? ""), "title")).toBe("Rust Supper");
  });

  it("is found without its name, among what is next at the clusters of whoever asks", async () => {
    const which = await says("announce event", "");

    expect(which.summary).toBe(english.digests.event.toCome(false));
    expect(buttonsOf(which).map((button) => button.label)).toEqual([
      english.digests.event.show("Rust Supper"),
      english.digests.event.show("Founders Supper"),
    ]);
    expect(inForm(await opens("announce event", buttonsOf(which)[0]?.text ?? ""), "title")).toBe(
      "Rust Supper",
    );
    needs = { ...needs, announcements: { ...needs.announcements, eventsToCome: async () => [] } };
    expect((await says("announce event", "")).summary).toBe(english.digests.event.noneToCome);
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

describe("An announcement that was written before", () => {
  it("begins another one, with a time of its own, for the same people", async () => {
    const form = await opens("announce event", "Founders Supper");
    const draft = await says("announce event", form?.text ?? "", sent(form, { when: "now" }));
    const name = /A\d+/.exec(draft.summary)?.[0] ?? "";

    const again = await opens("announce again", name);
    expect([inForm(again, "title"), inForm(again, "to"), inForm(again, "when")]).toEqual([
      "Founders Supper",
      "Aire Tech",
      "",
    ]);
    expect(
      (await says("announce again", name, sent(again, { when: "now", to: "everyone" }))).summary,
    ).toContain("members of Aire Tech");
    const other = await says("announce again", name, sent(again, { when: "now" }));
    expect(other.summary).not.toContain(`${name}:`);
    const [second, first] = await needs.announcements.store.list({ clusters: null, limit: 9 });
    expect(second?.content).toEqual(first?.content);
    expect(second?.about).toEqual(first?.about);
  });

  it("as a digest is changed as one: its introduction and how far it looks, in five fields on Discord", async () => {
    const form = await opens("announce digest", "");
    expect(form?.fields.filter(({ canWait }) => canWait !== true).map(({ name }) => name)).toEqual([
      "body",
      "days",
      "to",
      "when",
    ]);
    const often = { when: "every Monday 08:30", to: "Aire Tech" };
    expect((await says("announce digest", "", sent(form, { ...often, days: "40" }))).summary).toContain(
      english.digests.days,
    );

    const draft = await says("announce digest", "", sent(form, often));
    const name = /A\d+/.exec(draft.summary)?.[0] ?? "";
    const change = await opens("announce change", name);
    await says("announce change", name, sent(change, { days: "3" }));
    const [kept] = await needs.announcements.store.list({ clusters: null, limit: 9 });
    expect(kept).toMatchObject({ digest: { kind: "events", days: 3 }, schedule: { kind: "repeat" } });
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
