import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClusterList } from "../../src/adapters/postgres/cluster-list.ts";
import { createPositionSearch } from "../../src/adapters/postgres/position-search.ts";
import type { Button, Reply } from "../../src/chat/reply.ts";
import type { Request } from "../../src/chat/request.ts";
import { dispatch } from "../../src/commands/dispatch.ts";
import { importPositions } from "../../src/directory/positions/import-positions.ts";
import type { StatedPosition } from "../../src/directory/positions/stated-position.ts";
import { english } from "../../src/messages/english.ts";
import type { HeldRole } from "../../src/people/role.ts";
import { aPerson } from "../people/an-identity.ts";
import { aDispatchNeeds } from "../support/command-needs.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";
import { PositionDesk } from "../support/position-desk.ts";

const now = new Date("2026-12-01T12:00:00Z");
const base: StatedPosition = {
  owner: "fed",
  topic: "R&D tax credits",
  alsoCalled: ["research relief"],
  audience: "public",
  audienceClusters: [],
  isSample: true,
  version: 1,
  title: "Credits in 2019",
  text: "We ask for a simple credit. It has to be paid within a quarter. Hardware is left out.",
  status: "superseded",
  from: "2019-05-01",
  until: "2023-11-17",
  reviewOn: null,
  embargoUntil: null,
  quorum: null,
  link: null,
  stances: [],
};
const stance = { role: "chair", at: new Date("2023-11-01T12:00:00Z"), reason: null };
const files: readonly StatedPosition[] = [
  base,
  {
    ...base,
    version: 2,
    title: "Credits in 2023",
    text: "We ask for a simple credit. It has to be paid within a month. A helpline answers.",
    status: "adopted",
    from: "2023-11-17",
    until: null,
    reviewOn: "2025-01-31",
    link: "https://example.org/rd",
    stances: [
      { ...stance, cluster: "c1", kind: "sign" },
      { ...stance, cluster: "c2", kind: "dissent", reason: "It leaves out hardware." },
      { ...stance, cluster: "c3", kind: "abstain" },
    ],
  },
  {
    ...base,
    version: 3,
    title: "Credits to come",
    text: "We ask for mangoes.",
    status: "draft",
    from: null,
    until: null,
  },
  {
    ...base,
    topic: "Visas",
    alsoCalled: [],
    title: "On visas",
    text: Array.from({ length: 60 }, (_, index) => `Sentence ${index} of many that people wrote.`).join(" "),
    status: "adopted",
    until: null,
  },
  {
    ...base,
    topic: "Devolution",
    alsoCalled: [],
    title: "Fed on devolution",
    status: "adopted",
    until: null,
  },
  {
    ...base,
    owner: "c1",
    topic: "Devolution",
    alsoCalled: [],
    title: "C1 on devolution",
    status: "withdrawn",
  },
  {
    ...base,
    owner: "c1",
    topic: "Pay",
    alsoCalled: [],
    title: "Papayas for pay",
    audience: "members",
    audienceClusters: ["c1"],
    status: "adopted",
    until: null,
  },
];

let desk: PositionDesk;
beforeAll(async () => {
  desk = await PositionDesk.open(3);
  const outcomes = await importPositions(
    files.map((stated) => ({ label: stated.title, stated })),
    { by: null, dryRun: false, now },
    { store: desk.store, newId: () => crypto.randomUUID() },
  );
  expect(outcomes.every(({ fate }) => fate === "new")).toBe(true);
});
afterAll(() => desk.close());

/** What a member of the first cluster is told. */
async function told(
  command: "positions list" | "positions history",
  text: string,
  visibility: Request["visibility"] = "private",
) {
  const held: HeldRole = { role: "member", cluster: "c1", isNamed: true, givenBy: "command line" };
  const place = {
    id: "1",
    state: "confirmed",
    cluster: "c1",
    everyoneIsMember: false,
    channelAudience: "public",
  } as const;
  const { pool } = desk.database;
  const { request } = anIncomingRequest({ command, text, visibility, workspace: "T1" });
  const { reply } = await dispatch(
    { ...request, asker: { ...request.asker, standing: "member" } },
    aDispatchNeeds({
      people: { lookUp: async () => ({ person: aPerson("1"), place, given: [held] }) },
      clusters: createClusterList(pool),
      positions: createPositionSearch(pool),
      clock: { now: () => now },
    }),
  );
  return { reply, summary: reply.summary, whole: plain(reply), buttons: buttonsOf(reply) };
}

/** What is read, without what only programs see. */
function plain({ blocks }: Reply): string {
  return JSON.stringify(blocks, (key, value: unknown) => (key === "type" ? undefined : value));
}

function buttonsOf({ blocks }: Reply): readonly Button[] {
  return blocks.flatMap((block) => (block.type === "actions" ? block.buttons : []));
}

describe("/cluster positions", () => {
  it("alone lists topics with their line and its age, the reader's own first", async () => {
    const { whole, summary } = await told("positions list", "");

    expect(summary).toBe("5 positions.");
    const order = ["Papayas for pay", "Fed on devolution", "Credits in 2023", "On visas"].map((title) =>
      whole.indexOf(title),
    );
    expect(order).toEqual(order.toSorted((left, right) => left - right));
    expect(whole).toContain("since 17 November 2023 (3 years ago)");
    expect(whole).toContain("no line · Cluster c1");
    expect(whole).not.toContain("mango");
  });

  it("with a topic gives the text and all that is known of it", async () => {
    const { whole, reply } = await told("positions list", "tax credits for R&D");

    for (const part of [
      "Credits in 2023",
      "the federation's position (Cluster fed)",
      "It has to be paid within a month. A helpline answers.",
      "Adopted on 17 November 2023 (adopted 3 years ago, no later text).",
      "It replaced version 1 of 1 May 2019: Credits in 2019.",
      "It was to be reviewed by 31 January 2025: that day is over.",
      "Signed (1): ",
      "Cluster c1",
      "Dissented (1): ",
      "Cluster c2 – “It leaves out hardware.”",
      "Abstained (1): ",
      "https://example.org/rd",
      english.positions.sample,
    ])
      expect(whole).toContain(part);
    expect(JSON.stringify(reply)).not.toMatch(/mango|to come/);
  });

  it.each([
    ["research relief as of March 2020", "Credits in 2019"],
    ["research relief in 2023", "Credits in 2023"],
    ["R&D tax credits on 16 November 2023", "Credits in 2019"],
    ["R&D tax credits on 17/11/2023", "Credits in 2023"],
  ])("as of a date gives what was the line then: %s", async (text, title) => {
    const { whole, summary } = await told("positions list", text);

    expect(summary).toContain(title);
    expect(whole).toMatch(/As of \d/);
  });

  it("knows a position by its number, which tells nothing of how many there are", async () => {
    const { rows } = await desk.database.pool.query<{ number: number }>(
      "SELECT number FROM position ORDER BY topic LIKE 'R&D%' DESC, number",
    );

    const { summary } = await told("positions list", `P${rows[0]?.number} as of 2022`);

    expect(summary).toContain("Credits in 2019");
    for (const { number } of rows) expect(number).toBeGreaterThanOrEqual(100);
  });

  it("says when there was no line, and what there was before", async () => {
    expect((await told("positions list", "R&D tax credits as of 2018")).summary).toBe(
      "There was no line on R&D tax credits on 31 December 2018. The first one is “Credits in 2019”, from 1 May 2019.",
    );
    expect((await told("positions list", "devolution cluster c1")).summary).toContain(
      "There is no line on Devolution now. The last one was “C1 on devolution”",
    );
  });

  it("says what is no date", async () => {
    expect((await told("positions list", "credits as of the flood")).summary).toContain("“the flood”");
  });

  it("shows a long text in parts that lose nothing", async () => {
    let text = "visas";
    let read = "";
    for (let pages = 0; pages < 10; pages += 1) {
      const { reply, buttons } = await told("positions list", text);
      const shown = reply.blocks.filter((block) => block.type === "paragraph")[0];
      read += ` ${shown?.content.map((inline) => ("text" in inline ? inline.text : "")).join("")}`;
      const next = buttons.find(({ label }) => label === "Read on");
      if (next === undefined) break;
      text = next.text;
    }
    expect(read.trim()).toBe(files[3]?.text);
  });

  it("asks back when a topic may be several, and the buttons are clear", async () => {
    const { summary, buttons } = await told("positions list", "devolution as of 2021");

    expect(summary).toContain("Which one?");
    expect(buttons.map(({ label }) => label)).toEqual([
      "Devolution (Cluster c1)",
      "Devolution (Cluster fed)",
    ]);
    const [first] = buttons;
    expect((await told("positions list", first?.text ?? "")).summary).toContain("C1 on devolution");
  });

  it("does not tell what the reply's other readers may not know", async () => {
    expect((await told("positions list", "pay")).summary).toContain("Papayas");

    const { whole, summary } = await told("positions list", "pay", "shared");
    const number = /P\d+/.exec((await told("positions list", "pay")).whole)?.[0] ?? "";

    expect(whole).not.toContain("Papayas");
    expect(summary).toBe("I know of no position on “pay” that can be shown here.");
    expect((await told("positions history", number, "shared")).summary).toContain("I know of no position");
    expect((await told("positions list", "", "shared")).summary).toBe("4 positions.");
    expect((await told("positions list", "mangoes to come")).summary).toContain("I know of no position");
  });
});

describe("/cluster positions history", () => {
  it("has every text with its dates, and what changed", async () => {
    const { whole, summary, reply } = await told("positions history", "research relief");

    expect(summary).toBe("R&D tax credits: 2 texts.");
    for (const part of [
      "Version 2: Credits in 2023",
      "the line since 17 November 2023",
      "Version 1: Credits in 2019",
      "the line from 1 May 2019 until 17 November 2023",
      "What changed from version 1:",
      "It has to be paid within a quarter.",
      " → ",
      "Taken out: ",
      "Put in: ",
    ])
      expect(whole).toContain(part);
    expect(JSON.stringify(reply)).not.toContain("mango");
  });

  it("without a topic asks for one", async () => {
    expect((await told("positions history", "")).summary).toBe(english.positions.askTopic);
  });
});
