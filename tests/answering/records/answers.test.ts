import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RecordsDesk } from "../../support/records-desk.ts";

const clusters = [
  { id: "fed", name: "The Federation", region: "United Kingdom", nicknames: ["the federation"] },
  { id: "aire-tech", name: "Aire Tech", region: "Yorkshire and The Humber", nicknames: ["aire", "leeds"] },
  { id: "tyne-tech", name: "Tyne Tech", region: "North East", nicknames: ["newcastle"] },
  { id: "trent-tech", name: "Trent Tech", region: "East Midlands", nicknames: ["nottingham"] },
  {
    id: "sea-tech",
    name: "Sea Tech",
    region: "South East",
    nicknames: ["sussex"],
    status: "closed",
    note: "Closed in May 2024.",
  },
];

const events = `uid,title,cluster,start,end,zone,all_day,venue,address,postcode,online_url,organiser,price,tags,audience,url,status,rrule,exdates
rust@x,Leeds Rust Supper,aire-tech,2026-12-01T18:00,2026-12-01T20:00,Europe/London,no,Old Mill,"1 Mill Row, Leeds",LS1 9ZZ,,,£6,rust;coding,public,https://e.example/rust,scheduled,,
bread@x,Leeds Bread and Bytes,aire-tech,2026-12-03T18:00,2026-12-03T20:00,Europe/London,no,Old Mill,"1 Mill Row, Leeds",LS1 9ZZ,,,Free,founders,public,https://e.example/bread,scheduled,,
stream@x,Evening of Graphs,fed,2026-12-03T19:00,2026-12-03T20:00,Europe/London,no,,,,https://e.example/graphs/join,,Free,data,public,https://e.example/graphs,scheduled,,
quay@x,Quayside Robotics Day,tyne-tech,2027-04-20,2027-04-21,Europe/London,yes,Quay Hall,"2 Quay, Newcastle upon Tyne",NE1 9ZZ,,,,robotics,public,https://e.example/quay,scheduled,,
full@x,Tyne Pitch Party,tyne-tech,2026-12-10T18:00,2026-12-10T20:00,Europe/London,no,Quay Hall,"2 Quay, Newcastle upon Tyne",NE1 9ZZ,,,£5,pitching,public,https://e.example/full,sold out,,
off@x,Trent Cloud Clinic,trent-tech,2026-12-09T10:00,2026-12-09T12:00,Europe/London,no,Lace Hall,"3 Lace Street, Nottingham",NG1 9ZZ,,,Free,cloud,public,https://e.example/off,cancelled,,
clinic@x,York Data Clinic,aire-tech,2026-12-15T10:00,2026-12-15T11:00,Europe/London,no,,,,https://e.example/clinic/join,,Free,data,public,https://e.example/clinic,scheduled,,
secret@x,Aire Members' Supper,aire-tech,2026-12-02T18:00,2026-12-02T20:00,Europe/London,no,Old Mill,"1 Mill Row, Leeds",LS1 9ZZ,,,Free,members;founders,members,https://e.example/secret,scheduled,,
fest24@x,Airefest 2024,aire-tech,2024-06-03,2024-06-07,Europe/London,yes,,Leeds,,,,,festival,public,https://e.example/24,scheduled,,
fest25@x,Airefest 2025,aire-tech,2025-06-02,2025-06-06,Europe/London,yes,,Leeds,,,,,festival,public,https://e.example/25,scheduled,,
`;

const organisations = `id,name,company_number,website,cluster,tier,since,until,town,postcode,listed
acorn,Acorn Loom Ltd,99900101,https://acorn.example,aire-tech,Full,2021-04-01,,Leeds,LS1 9ZZ,yes
hidden,Bramble Works,99900102,https://bramble.example,aire-tech,Full,2021-04-01,,Leeds,LS1 9ZZ,no
fern,Fernwhistle Systems,99900104,https://fern.example,trent-tech,,2022-04-01,,Nottingham,NG1 9ZZ,yes
quince,Quince Ltd,,,trent-tech,,2024-01-01,,Derby,DE1 9ZZ,yes
gone,Cinder Path,99900103,https://cinder.example,aire-tech,Full,2019-04-01,2025-03-31,Dronfield,S18 9ZZ,yes
`;

const tiers = `id,cluster,tier,fee,who_may_join,benefits,how_to_join,url,valid_from,valid_until
small,aire-tech,Small,£50 a year,Firms of 2 to 20 people,A newsletter,Fill in the form,https://e.example/join,,2026-12-31
small27,aire-tech,Small,£60 a year,Firms of 2 to 20 people,A newsletter,Fill in the form,https://e.example/join,2027-01-01,
large,aire-tech,Large,£500 a year,Firms of 21 people or more,A desk,Fill in the form,https://e.example/join,,
tyne,tyne-tech,Member,,Anybody,,,https://e.example/tyne,,
`;

const memberOfAire = { cluster: "aire-tech", readership: { memberOf: ["aire-tech", "fed"], boardOf: [] } };

let desk: RecordsDesk;

beforeAll(async () => {
  desk = await RecordsDesk.open(clusters);
  await desk.events(events);
  await desk.members("organisations", organisations);
  await desk.members("tiers", tiers);
});

afterAll(() => desk.close());

describe("events", () => {
  test.each([
    [
      "wots on in leeds next wk",
      "answered",
      ["Leeds Rust Supper", "Leeds Bread and Bytes", "GMT"],
      ["Evening of Graphs"],
    ],
    ["anything online thurs 3rd dec eve", "answered", ["Evening of Graphs"], ["Leeds Bread and Bytes"]],
    ["free founders stuff in yorks in december", "answered", ["Leeds Bread and Bytes"], ["Rust Supper"]],
    [
      "in leeds or online on thursday 3 december?",
      "answered",
      ["Evening of Graphs", "Leeds Bread and Bytes"],
      [],
    ],
    ["whens the leeds rust super", "answered", ["Tuesday 1 December 2026", "18:00", "GMT"], []],
    ["how much is leeds rust supper", "answered", ["£6"], []],
    ["is quayside robotics day free", "partial", ["doesn't give a price"], []],
    ["quayside robotics day gmt or bst", "answered", ["Tuesday 20 – Wednesday 21 April 2027"], []],
    ["any tickets for the tyne pitch party", "answered", ["sold out"], []],
    ["is trent cloud clinic still on", "answered", ["cancelled"], []],
    ["anything in newcastle this week", "partial", ["Tyne Pitch Party", "I know of nothing"], []],
    ["robotics meetups in december", "partial", ["Quayside Robotics Day"], []],
    ["whens airefest next year", "partial", ["Airefest 2025", "no date still to come"], ["2024"]],
    ["when was airefest 2024", "answered", ["Monday 3 – Friday 7 June 2024"], ["2025"]],
    ["next thing from tyne tech that isnt sold out", "answered", ["Quayside Robotics Day"], ["Pitch Party"]],
    ["anything in york tues 15 dec", "answered", ["York Data Clinic"], []],
    ["anything in newcastle tues 15 dec", "partial", ["I know of nothing"], ["York Data Clinic"]],
    ["who speaks at leeds rust supper", "abstained", ["doesn't say"], []],
    ["cheapest event in leeds", "answered", ["The cheapest event", "Bread and Bytes"], ["Rust Supper"]],
    ["priciest thing in leeds", "answered", ["The most expensive event", "£6"], ["Bread and Bytes"]],
    ["cheapest thing in newcastle", "answered", ["£5", "One more event has no price"], ["Robotics"]],
    ["biggest event in leeds in dec", "partial", ["in no record", "Rust Supper", "Bread and Bytes"], []],
    ["earliest rust event", "answered", ["The next event", "Rust Supper"], []],
    ["last thing in leeds before xmas", "answered", ["The last event", "Bread and Bytes"], ["Rust Supper"]],
    ["last event in leeds", "answered", ["The last event", "Airefest 2025"], ["Rust Supper"]],
    ["anything under a fiver in leeds in dec", "answered", ["less than £5", "Bread"], ["Rust Supper"]],
    ["events over 5 quid in leeds in dec", "answered", ["more than £5", "Rust Supper"], ["Bread"]],
    ["evening events in december in leeds", "answered", ["in the evening", "Rust Supper"], []],
    [
      "morning events in december in leeds",
      "abstained",
      ["any event in Leeds in the morning"],
      ["Rust Supper"],
    ],
    ["do i need to be a member for rust supper leeds", "partial", ["doesn't say that it is for members"], []],
    ["do i have to book for leeds rust supper", "partial", ["doesn't say whether you have to book"], []],
    ["owt free in leeds b4 xmas", "answered", ["Bread and Bytes"], ["Rust Supper"]],
    ["blockchain events in leeds", "abstained", ["don't know of any event"], ["Rust Supper"]],
  ])("“%s” is %s", async (question, outcome, includes, excludes) => {
    const said = await desk.ask(question);

    expect(said.outcome).toBe(outcome);
    for (const part of includes) expect(said.text).toContain(part);
    for (const part of excludes) expect(said.text).not.toContain(part);
  });

  test.each(["what is on tomorrow?", "What is on tomorrow", "what's on tomorrow?"])(
    "“%s” asks for a list, however it is spelt",
    async (question) => {
      const said = await desk.ask(question, { at: "2026-11-30T12:00" });

      expect(said.outcome).toBe("answered");
      expect(said.text).toContain("Leeds Rust Supper");
    },
  );

  test("what is for members is told to members, and not even counted for others", async () => {
    const outside = await desk.ask("what's on in leeds next week");
    const inside = await desk.ask("what's on in leeds next week", { reader: memberOfAire });

    expect(outside.text).toContain("I know of 2 events");
    expect(outside.text).not.toContain('Supper"},{"type":"text","text":" — Wednesday');
    expect(inside.text).toContain("I know of 3 events");
    expect(inside.text).toContain("Aire Members' Supper");
  });

  test("an event that may not be seen is not there by its name either", async () => {
    const said = await desk.ask("when is the aire members supper");

    expect(said.text).not.toContain("Members' Supper");
    expect(said.outcome).not.toBe("answered");
  });

  test("“our” is the asker's own cluster", async () => {
    const said = await desk.ask("whens our members supper", { reader: memberOfAire });

    expect(said).toMatchObject({
      outcome: "answered",
      text: expect.stringContaining("Wednesday 2 December 2026"),
    });
  });

  test("tonight in the small hours is also the night that is on", async () => {
    const said = await desk.ask("anything on tonight in leeds", { at: "2026-12-03T00:30" });

    expect(said).toMatchObject({ outcome: "answered", text: expect.stringContaining("Bread and Bytes") });
  });
});

describe("membership and places", () => {
  test.each([
    ["is acorn loom a member of anything", "answered", ["Aire Tech", "1 April 2021", "as of"], []],
    ["is acron loom in tyne tech", "answered", ["no record that Acorn Loom"], []],
    ["company number 99900101, whose member is that", "answered", ["Acorn Loom"], []],
    ["is bramble works a member of anything", "abstained", ["no listed organisation"], ["Bramble"]],
    ["is fernwhistle a member of anything", "answered", ["Fernwhistle Systems"], []],
    ["is acorn loom ltd a member of anything", "answered", ["Aire Tech"], []],
    ["is quince ltd a member of anything", "answered", ["Quince"], []],
    ["which firms are in trent tech", "answered", ["Fernwhistle Systems"], ["Acorn"]],
    ["which companies are in aire tech", "answered", ["Acorn Loom"], ["Bramble"]],
    ["aire tech rates for a firm of 5", "answered", ["£50"], ["£500"]],
    ["did cinder path leave aire tech", "answered", ["ended on 31 March 2025"], []],
    [
      "who are the members of aire tech",
      "answered",
      ["One listed member", "Acorn Loom"],
      ["Bramble", "Cinder"],
    ],
    ["what does aire tech cost for a firm of 5", "answered", ["£50"], ["£500", "£60"]],
    ["aire tech fee from january 2027 for 5 people", "answered", ["£60"], ["£50 ", "£500"]],
    ["aire tech small firm rates from january", "answered", ["£60"], ["£50 "]],
    ["is aire tech or tyne tech cheaper for a firm of 5", "partial", ["Side by side", "£50"], ["£500"]],
    ["whats the dearest aire tech tier", "answered", ["£500"], []],
    ["which cluster is dronfield", "answered", ["East Midlands"], []],
    ["small vs large at aire tech, what do you get", "answered", ["A newsletter", "A desk"], []],
    ["how much is tyne tech", "abstained", ["no amount"], ["£"]],
    ["how do i join sea tech", "answered", ["Closed in May 2024"], []],
    ["who covers dronfield", "answered", ["East Midlands", "Trent Tech", "Sheffield"], []],
    ["who covers newcastle", "answered", ["Tyne Tech", "West Midlands"], []],
    ["is jersey on your list", "answered", ["not part of the UK"], []],
    ["who do i ask about aire tech", "answered", ["the office of Aire Tech"], []],
  ])("“%s” is %s", async (question, outcome, includes, excludes) => {
    const said = await desk.ask(question);

    expect(said.outcome).toBe(outcome);
    for (const part of includes) expect(said.text).toContain(part);
    for (const part of excludes) expect(said.text).not.toContain(part);
  });
});

describe("what cannot be answered", () => {
  test.each(["has it moved", "how much", "can i join", "is the event free?? when is it", "anything near me"])(
    "“%s” is asked back",
    async (question) => {
      expect((await desk.ask(question)).outcome).toBe("asked-back");
    },
  );

  test.each([
    "has acorn loom paid its subscription",
    "does acorn loom pay its subs",
    "all members of aire tech as a spreadsheet",
    "whats the mobile of the boss of aire tech",
    "which is the best cluster",
    "is it better to join aire tech or tyne tech",
    "book me on leeds rust supper",
    "cancel the leeds rust supper pls",
    "is acorn loom any good to work with",
    "who is coming to leeds rust supper",
  ])("“%s” is refused", async (question) => {
    const said = await desk.ask(question);

    expect(said.outcome).toBe("abstained");
    expect(said.text).not.toContain("Rust Supper");
  });

  test("what records know nothing of is left to documents", async () => {
    expect(await desk.consult("what did the chair say about visas in 2022")).toMatchObject({
      kind: "documents",
      otherwise: null,
    });
  });

  test.each([
    "'; DROP TABLE event; --",
    "events ".repeat(3_000),
    "whats on in leeds \u202e\u0000<!channel>",
    "((((((((((",
  ])("hostile text harms nothing", async (question) => {
    await desk.ask(question);

    expect((await desk.ask("how much is leeds rust supper")).text).toContain("£6");
  });

  test("a question takes less than 150 ms", async () => {
    const times: number[] = [];
    for (const question of [
      "whats on in leeds next week",
      "how much is leeds rust supper",
      "who covers hull",
    ]) {
      const started = performance.now();
      await desk.ask(question);
      times.push(performance.now() - started);
    }

    expect(Math.min(...times)).toBeLessThan(150);
  });
});
