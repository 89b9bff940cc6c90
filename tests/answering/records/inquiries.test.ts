import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createInquiryStore } from "../../../src/adapters/postgres/inquiry-store.ts";
import { createPositionStore } from "../../../src/adapters/postgres/position-store.ts";
import { closingAt } from "../../../src/calendar/closing.ts";
import type { InquiryAnswer } from "../../../src/directory/inquiries/inquiry.ts";
import type { StatedInquiry } from "../../../src/directory/inquiries/inquiry-store.port.ts";
import { importPositions } from "../../../src/directory/positions/import-positions.ts";
import type { StatedPosition } from "../../../src/directory/positions/stated-position.ts";
import { english } from "../../../src/messages/english.ts";
import { readershipFor } from "../../../src/people/readership.ts";
import { RecordsDesk } from "../../support/records-desk.ts";

const clusters = [
  { id: "fed", name: "The Federation", region: "United Kingdom", nicknames: ["the federation"] },
  { id: "aire-tech", name: "Aire Tech", region: "Yorkshire and The Humber", nicknames: ["aire"] },
  { id: "tyne-tech", name: "Tyne Tech", region: "North East", nicknames: ["tyne"] },
];
const now = new Date("2026-11-25T12:00:00Z");

const line: StatedPosition = {
  owner: "fed",
  topic: "Machine learning and authors",
  alsoCalled: [],
  audience: "public",
  audienceClusters: [],
  isSample: false,
  version: 1,
  title: "On authors",
  text: "Licences for training should be simple.",
  status: "adopted",
  from: "2026-01-10",
  until: null,
  reviewOn: null,
  embargoUntil: null,
  quorum: null,
  link: null,
  stances: [],
};
const positions: readonly StatedPosition[] = [
  line,
  { ...line, topic: "Harbour", title: "WALRUS", text: "WALRUS ahead.", status: "draft", from: null },
  { ...line, topic: "Quays", title: "NARWHAL", text: "NARWHAL now.", embargoUntil: new Date("2027-01-01") },
  {
    ...line,
    topic: "Docks",
    title: "MANATEE",
    text: "MANATEE now.",
    audience: "board",
    audienceClusters: ["fed"],
  },
];

const said = (cluster: string, kind: InquiryAnswer["kind"]) => {
  return { cluster, kind, link: null, account: null, role: "chair", at: new Date("2026-11-20T12:00:00Z") };
};
const stated: Omit<StatedInquiry, "positions"> & { readonly bearing: readonly string[] } = {
  owner: "fed",
  title: "Copyright and AI",
  asker: "Department for Science",
  link: "https://example.org/ai",
  opensOn: null,
  closes: closingAt("2026-12-15T23:45", "Europe/London"),
  audience: "public",
  audienceClusters: [],
  isSample: false,
  asked: ["aire-tech", "tyne-tech"],
  bearing: ["Machine learning and authors", "Harbour", "Quays", "Docks"],
  isWithdrawn: false,
  answers: [said("aire-tech", "own")],
};
const inquiries: readonly (typeof stated)[] = [
  stated,
  {
    ...stated,
    title: "Regional growth",
    asker: "Treasury Committee",
    closes: closingAt("2027-03-30T17:00", "Europe/London"),
    bearing: [],
    answers: [],
  },
  {
    ...stated,
    title: "Harbour dues",
    asker: "Ports Office",
    closes: closingAt("2026-12-01T12:00", "Europe/London"),
    audience: "members",
    audienceClusters: ["aire-tech"],
    bearing: ["Harbour"],
    answers: [],
  },
  {
    ...stated,
    title: "Spectrum fees",
    asker: "Ofcom",
    closes: closingAt("2026-11-02T12:00", "Europe/London"),
  },
  {
    ...stated,
    title: "Drones over towns",
    asker: "Aviation Office",
    opensOn: "2027-01-05",
    closes: closingAt("2027-05-28T17:00", "Europe/London"),
    bearing: [],
  },
  { ...stated, title: "Pigeon post", asker: "Ofcom", isWithdrawn: true },
];

let desk: RecordsDesk;

beforeAll(async () => {
  desk = await RecordsDesk.open(clusters);
  const { pool } = desk.database;
  const store = createPositionStore(pool);
  const files = positions.map((one) => ({ label: one.title, stated: one }));
  const outcomes = await importPositions(
    files,
    { by: null, dryRun: false, now },
    { store, newId: () => crypto.randomUUID() },
  );
  expect(outcomes.filter(({ fate }) => fate !== "new")).toEqual([]);
  const ids = new Map((await store.all()).map(({ topic, id }) => [topic, id]));
  for (const { bearing, ...one } of inquiries) {
    const bears = bearing.flatMap((topic) => ids.get(topic) ?? []);
    await createInquiryStore(pool).take({ ...one, positions: bears }, { by: null, now, dryRun: false });
  }
});
afterAll(() => desk.close());

describe("a question about consultations", () => {
  test.each([
    ["what consultations are open", ["Copyright and AI", "Regional growth"], ["Spectrum", "Pigeon"]],
    ["any open calls for evidence?", ["Copyright and AI", "Regional growth"], ["Spectrum"]],
    ["list current government consultations", ["Copyright and AI", "Regional growth"], []],
    ["which consultations close next month", ["Copyright and AI"], ["Regional growth"]],
    ["which consultations close this month", ["Spectrum fees", "Ofcom"], ["Copyright"]],
    ["what consultations close in march", ["Regional growth"], ["Copyright"]],
    ["which consultations close before christmas", ["Copyright and AI"], ["Regional growth"]],
    ["which consultations close in february 2027", ["I know of no consultation", "Copyright and AI"], []],
    ["which consultations on AI are open?", ["Copyright and AI"], ["Regional growth"]],
    [
      "when does the Department for Science call for evidence on copyright close",
      ["15 December 2026, 23:45 GMT", "20 days left"],
      [],
    ],
    ["deadline for the copyright consultation?", ["15 December 2026, 23:45 GMT"], []],
    ["when does the treasury committee inquiry close", ["30 March 2027, 17:00 BST"], []],
    ["is the spectrum consultation still open", ["Closed since Monday 2 November 2026"], []],
    [
      "who has responded to the copyright consultation",
      ["Aire Tech", "responds itself", "Not answered yet", "Tyne Tech"],
      [],
    ],
    ["have we answered the copyright and AI consultation yet", ["Aire Tech"], []],
    ["what is our line for the copyright consultation", ["Licences for training", "On authors"], []],
    ["what's our position on the AI copyright call for evidence", ["Licences for training"], []],
    ["has Tyne Tech responded to the AI consultation", ["Not answered yet", "Tyne Tech"], []],
    [
      "how many consultations are open right now",
      ["2 consultations or calls for evidence are open, and one opens later"],
      [],
    ],
    ["what is our line for the regional growth inquiry", ["There is no line yet"], []],
    ["whats the deadline for copyright and the department for science", ["15 December 2026, 23:45 GMT"], []],
    ["who has responded to the treasury committee on regional growth", ["Not answered yet"], []],
    [
      "is the drones consultation open",
      ["Opens on 5 January 2027, and closes on Friday 28 May"],
      ["Open until"],
    ],
    ["any consultations open?", ["Drones over towns", "opens only on 5 January 2027"], []],
    ["tell me about the regional growth inquiry", ["Treasury Committee", "https://example.org/ai"], []],
  ])("“%s”", async (question, includes, excludes) => {
    const { outcome, text } = await desk.ask(question);

    expect(["answered", "partial"]).toContain(outcome);
    for (const words of includes) expect(text).toContain(words);
    for (const words of [...excludes, "Harbour", "WALRUS", "NARWHAL", "MANATEE"])
      expect(text).not.toContain(words);
  });

  test.each([
    "when does the harbour dues consultation close",
    "who has responded to the Ports Office consultation",
    "what is our line for the harbour dues consultation",
  ])("that is for others is not known to be there: “%s”", async (question) => {
    const hidden = await desk.ask(question);
    const nowhere = await desk.ask(
      question.replace("harbour dues", "penguin tax").replace("Ports", "Penguin"),
    );
    const member = { cluster: "aire-tech", readership: readershipFor("members", "aire-tech", "fed") };
    const known = await desk.ask(question, { reader: member });

    expect(hidden.outcome).toBe(nowhere.outcome);
    expect(hidden.text).not.toContain("1 December");
    expect(known.text).toContain("1 December 2026, 12:00 GMT");
    // A draft bears on it: of that nothing is told, whoever asks.
    expect(known.text).not.toContain("WALRUS");
  });

  test.each(["any open calls for evidence on penguins?", "are there consultations about harbour dues"])(
    "for a list of which none is known says so, and speaks of no event: “%s”",
    async (question) => {
      const { outcome, text } = await desk.ask(question);

      expect(outcome).toBe("abstained");
      expect(text).toContain(english.inquiries.list.none.open);
      expect(text).not.toMatch(/event/i);
    },
  );

  test.each([
    "who do I send press inquiries to",
    "membership enquiries",
    "what is our position on consultation fees",
    "when does the copyright workshop of the department for science close",
    "when is the deadline for science tickets",
    "did anyone mention a consultation at the last meet-up",
    "what did the minister say about the fishing consultation",
  ])("that is about something else is left to others: “%s”", async (question) => {
    const { text } = await desk.ask(question);

    expect(text).not.toContain("Copyright and AI");
  });
});
