import { beforeEach, describe, expect, it } from "vitest";
import { catalogue } from "../../src/commands/catalogue.ts";
import { english } from "../../src/messages/english.ts";
import { addingEvents, supper } from "./adding-events.ts";
import { buttonOf, textOf, useDocumentHouse, type Who } from "./document-house.ts";

const house = useDocumentHouse();
const secret = "The numbat fund of Tech North is for its board only, and nobody else is to hear of it.";
const ours = catalogue.filter(({ name }) => /^(documents|watch) /.test(name)).map(({ name }) => name);

/** Everything of Tech North's that a command could name. */
interface Belongings {
  readonly draft: string;
  readonly document: string;
  readonly source: string;
}

let north: Belongings;

beforeEach(async () => {
  const hand = (): Promise<string> =>
    house
      .say("north", "documents add", { attachments: [house.file("numbat-fund.md", secret)] })
      .then((shown) => buttonOf(shown, english.documents.button.publish).text);
  await house.say("north", "documents publish", { text: await hand() });
  const { id } = await house.database.prisma.document.findFirstOrThrow();
  const acting = { actor: "command line", place: "command line" };
  const watched = { clusterId: "north", kind: "page", documentKind: "other", everyHours: 24 } as const;
  const address = "https://north.example/numbat";
  const { source } = await house.needs.watched.store.add({ ...watched, address, audience: "board" }, acting);
  north = { draft: await hand(), document: id, source: source.id };
});

async function everything(): Promise<string> {
  const { pool } = house.database;
  const documents = await pool.query("SELECT id, status, title, current_version FROM document ORDER BY id");
  const drafts = await pool.query("SELECT id, cluster_id, prepared FROM document_draft ORDER BY id");
  const sources = await pool.query("SELECT id, address FROM watched_source ORDER BY id");
  return JSON.stringify([documents.rows, drafts.rows, sources.rows]);
}

/** What somebody may try with an id they should not have. */
function attempts({
  draft,
  document,
  source,
}: Belongings): readonly (readonly [command: string, text: string])[] {
  return [
    ["documents list", ""],
    ["documents list", "north"],
    ["documents list", "numbat"],
    ["documents replace", document],
    ["documents withdraw", document],
    ["documents withdraw", `${document} yes`],
    ["documents cited", document],
    ["documents cited", "numbat"],
    ["documents add", draft],
    ["documents publish", draft],
    ["documents publish", `${draft} ${document}`],
    ["documents details", draft],
    ["documents discard", draft],
    ["watch list", ""],
    ["watch remove", source],
    ["watch remove", "1"],
    ["watch remove", "https://north.example/numbat"],
  ];
}

describe("what is another cluster's", () => {
  it("is tried by every command there is, but for the one that only adds", () => {
    expect([...new Set(attempts(north).map(([command]) => command)), "watch add"].toSorted()).toEqual(
      ours.toSorted(),
    );
  });

  it.each<Who>(["south", "member", "guest"])(
    "cannot be seen or changed by %s, by id, number or words",
    async (who) => {
      const before = await everything();

      for (const [command, text] of attempts(north)) {
        const form = await house.ask(who, command, { text });
        const reply = await house.say(who, command, { text });
        const sent = await house.say(who, command, {
          text,
          fields: { cluster: ["north"], title: ["Ours now"] },
        });

        expect(`${JSON.stringify([form, reply, sent])}`, `${command} ${text}`).not.toMatch(
          /numbat (fund|Fund)|Numbat|Tech North/,
        );
      }

      expect(await everything()).toBe(before);
    },
  );

  it("cannot be handed in for, whatever the form says", async () => {
    const attachments = [house.file("a.md", secret)];
    const before = await everything();

    const added = await house.say("south", "documents add", { attachments, fields: { cluster: ["north"] } });
    const watched = await house.say("south", "watch add", {
      fields: { cluster: ["north"], address: ["https://south.example/"] },
    });

    expect([added.summary, watched.summary]).toEqual([
      english.permit["other-cluster"],
      english.permit["other-cluster"],
    ]);
    expect(await everything()).toBe(before);
  });

  it("is not taken over by publishing one's own draft in its place", async () => {
    const shown = await house.say("south", "documents add", { attachments: [house.file("a.md", secret)] });
    const draft = buttonOf(shown, english.documents.button.publish).text;

    const reply = await house.say("south", "documents publish", { text: `${draft} ${north.document}` });

    expect(reply.summary).toBe(english.documents.published.taken);
    expect(await house.database.prisma.document.count()).toBe(1);
  });
});

describe("an event that is another cluster's", () => {
  const { typeIn, publish } = addingEvents(house);
  const { button } = english.addedEvents;
  const ofEvents = catalogue.filter(({ name }) => /^events (?!list$)/.test(name)).map(({ name }) => name);

  async function allEvents(): Promise<string> {
    const { pool } = house.database;
    const sources = await pool.query("SELECT source_key, stated, gone_at FROM event_source ORDER BY 1");
    const drafts = await pool.query("SELECT id, prepared FROM document_draft ORDER BY id");
    const events = await pool.query("SELECT id, title, status, withdrawn_at FROM event ORDER BY id");
    return JSON.stringify([sources.rows, drafts.rows, events.rows]);
  }

  it.each<Who>(["south", "member", "guest"])("can be neither seen nor changed by %s", async (who) => {
    const draft = buttonOf(await typeIn("north", { ...supper, title: "Numbat Night" }), button.publish).text;
    const shown = await publish("north", { ...supper, when: "14 December", title: "Numbat Day" });
    const published = buttonOf(shown, button.withdraw).text;
    const tried = [draft, published, `${published} cancelled`, `${published} yes`, "numbat", "1"];
    const before = await allEvents();

    for (const command of ofEvents)
      for (const text of tried) {
        const form = await house.ask(who, command, { text });
        const reply = await house.say(who, command, { text });
        const sent = await typeIn(who, { ...supper, cluster: "north" }, { command, text });

        expect(JSON.stringify([form, reply, sent]), `${command} ${text}`).not.toMatch(/Numbat|Tech North/);
      }

    expect(await allEvents()).toBe(before);
  });
});

describe("what is one's own cluster's", () => {
  it("is gone on with by another manager of it, and by an administrator", async () => {
    const form = await house.ask("administrator", "documents details", { text: north.draft });
    const published = await house.say("other-north", "documents publish", { text: north.draft });
    const withdrawn = await house.say("administrator", "documents withdraw", {
      text: `${north.document} yes`,
    });
    const removed = await house.say("other-north", "watch remove", { text: "1" });

    expect(form?.fields).toHaveLength(5);
    expect(published.summary).toContain("is published");
    expect(withdrawn.summary).toContain("is withdrawn");
    expect(removed.summary).toContain("is no longer read again");
  });

  it("is told to nobody where others would see it", async () => {
    for (const command of ours) {
      const reply = await house.say("north", command, { visibility: "shared", text: north.document });

      expect(textOf(reply), command).not.toMatch(/[Nn]umbat/);
    }
  });

  it("a draft whose cluster is not chosen yet is its author's alone", async () => {
    const form = await house.ask("both", "documents add", { attachments: [house.file("a.md", secret)] });
    if (form === null) throw new Error("no form was shown");

    const other = await house.sendIn("administrator", form, { cluster: "north" });
    const own = await house.sendIn("both", form, { cluster: "north" });

    expect(other.summary).toBe(english.documents.draftGone);
    expect(textOf(own)).toContain("Tech North");
  });
});
