import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventAudience } from "../../src/adapters/postgres/event-search.ts";
import { listedCondition } from "../../src/adapters/postgres/membership-search.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import type { Reader } from "../../src/people/readership.ts";
import type { Audience } from "../../src/shared/audience.ts";
import { RecordsDesk } from "../support/records-desk.ts";

const clusters = [
  { id: "fed", name: "The Federation", region: "United Kingdom", nicknames: ["the federation"] },
  { id: "aire", name: "Aire Tech", region: "Yorkshire and The Humber", nicknames: ["leeds"] },
  { id: "tyne", name: "Tyne Tech", region: "North East", nicknames: ["newcastle"] },
] as const;

interface Kept {
  readonly name: string;
  readonly cluster: string;
  readonly audience: Audience;
  readonly day: string;
  readonly subject: string;
  readonly status?: string;
}

/** Alike but for whom they are for, so that one may stand for another, come before it or be counted with it. */
const events: readonly Kept[] = [
  { name: "Pangolin Supper", cluster: "aire", audience: "public", day: "2026-12-02", subject: "cloud" },
  { name: "Quokka Supper", cluster: "aire", audience: "members", day: "2026-12-01", subject: "cloud" },
  { name: "Potoroo Supper", cluster: "aire", audience: "board", day: "2026-12-03", subject: "rust" },
  { name: "Wombat Supper", cluster: "tyne", audience: "members", day: "2026-12-04", subject: "rust" },
  { name: "Numbat Breakfast", cluster: "tyne", audience: "public", day: "2027-01-12", subject: "rust" },
  { name: "Bilby Breakfast", cluster: "fed", audience: "members", day: "2026-12-07", subject: "cloud" },
  { name: "Dugong Lunch", cluster: "tyne", audience: "board", day: "2026-11-20", subject: "robotics" },
  {
    name: "Echidna Lunch",
    cluster: "aire",
    audience: "members",
    day: "2026-12-09",
    subject: "robotics",
    status: "cancelled",
  },
];

interface Organisation {
  readonly name: string;
  readonly cluster: string;
  readonly isListed: boolean;
}

const organisations: readonly Organisation[] = [
  { name: "Acorn Loom", cluster: "aire", isListed: true },
  { name: "Acorn Lume", cluster: "aire", isListed: false },
  { name: "Bramble Works", cluster: "tyne", isListed: false },
  { name: "Cinder Path", cluster: "tyne", isListed: true },
];

const questions = [
  ...events.flatMap(({ name }) => [
    `when is the ${name}`,
    `is ${name.toLowerCase()} cancelled`,
    `where's ${name.replace("a", "")}`,
  ]),
  ...["cloud", "rust", "robotics"].flatMap((subject) => [
    `next ${subject} event`,
    `any ${subject} events in december`,
    `when was the last ${subject} thing`,
  ]),
  ...["leeds", "newcastle", "online", "yorkshire"].flatMap((place) => [
    `whats on in ${place} next week`,
    `anything in ${place} in december`,
    `how many events in ${place} this year`,
  ]),
  "whats on",
  "members only events in december",
  "board meetings next week",
  "the supper",
  "when's the breakfast",
  ...organisations.flatMap(({ name }) => [
    `is ${name} a member of anything`,
    `are ${name.toLowerCase()}s in`,
    `tell me about ${name}`,
  ]),
  "who's a member of aire tech",
  "which firms in leeds are members",
  "who covers newcastle",
];

const readers: Readonly<Record<string, Reader>> = {
  everybody: { cluster: null, readership: { memberOf: [], boardOf: [] } },
  "a member of Aire Tech": { cluster: "aire", readership: { memberOf: ["aire", "fed"], boardOf: [] } },
  "the board of Tyne Tech": { cluster: "tyne", readership: { memberOf: ["tyne", "fed"], boardOf: ["tyne"] } },
};

function mayKnow({ readership }: Reader, { audience, cluster }: Kept): boolean {
  const among = audience === "members" ? readership.memberOf : readership.boardOf;
  return audience === "public" || among.includes(cluster);
}

async function deskWith(kept: readonly Kept[], firms: readonly Organisation[]): Promise<RecordsDesk> {
  const desk = await RecordsDesk.open(clusters);
  const rows = kept.map(
    ({ name, cluster, audience, day, subject, status = "scheduled" }) =>
      `${name.toLowerCase().replace(" ", "-")}@x,${name},${cluster},${day}T18:00,${day}T20:00,Old Mill,"1 Mill Row, Leeds",LS1 9ZZ,Free,${subject},${audience},https://e.example/${name.length}${day},${status}`,
  );
  await desk.events(
    ["uid,title,cluster,start,end,venue,address,postcode,price,tags,audience,url,status", ...rows, ""].join(
      "\n",
    ),
  );
  const lines = firms.map(
    ({ name, cluster, isListed }, index) =>
      `${name.toLowerCase().replace(" ", "-")},${name},9990020${index},,${cluster},,2021-04-01,,Leeds,LS1 9ZZ,${isListed ? "yes" : "no"}`,
  );
  await desk.members(
    "organisations",
    ["id,name,company_number,website,cluster,tier,since,until,town,postcode,listed", ...lines, ""].join("\n"),
  );
  return desk;
}

let whole: RecordsDesk;

beforeAll(async () => {
  whole = await deskWith(events, organisations);
});
afterAll(() => whole.close());

const repliesOf = async (desk: RecordsDesk, reader: Reader, pool?: Pick<Database["pool"], "query">) => {
  const replies = new Map<string, string>();
  for (const question of questions) {
    const { outcome, text } = await desk.ask(question, { reader, ...(pool === undefined ? {} : { pool }) });
    replies.set(question, `${outcome} ${text}`);
  }
  return replies;
};

function differing(left: ReadonlyMap<string, string>, right: ReadonlyMap<string, string>): readonly string[] {
  return questions.filter((question) => left.get(question) !== right.get(question));
}

describe("what is answered from records", () => {
  it.each(Object.entries(readers))(
    "is for %s the same as if there were only what they may know",
    async (_, reader) => {
      const only = await deskWith(
        events.filter((event) => mayKnow(reader, event)),
        organisations.filter(({ isListed }) => isListed),
      );

      const [replies, expected] = [await repliesOf(whole, reader), await repliesOf(only, reader)];

      expect(differing(replies, expected)).toEqual([]);
      // And they do get what they may know.
      const known = events.filter((event) => mayKnow(reader, event));
      const named = known.filter(({ name }) => replies.get(`when is the ${name}`)?.includes(name));
      expect(named).toEqual(known);
      await only.close();
    },
  );

  it.each([
    ["the condition on events", eventAudience, "($1::text[] IS NOT NULL AND $2::text[] IS NOT NULL)"],
    ["the condition on organisations", listedCondition, "$1::text[] IS NOT NULL"],
  ])("would not be without %s", async (_, condition, open) => {
    const reader = readers.everybody as Reader;
    const query = (statement: string, values: unknown[]) =>
      whole.database.pool.query(statement.replaceAll(condition, open), values);
    const careless = { query } as Pick<Database["pool"], "query">;

    const [replies, leaking] = [await repliesOf(whole, reader), await repliesOf(whole, reader, careless)];

    expect(differing(replies, leaking).length).toBeGreaterThan(3);
  });
});
