import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import type { ClusterEntry } from "../../../src/answering/cluster-directory.port.ts";
import { readEventQuestion } from "../../../src/answering/records/event-question.ts";
import { findClusters } from "../../../src/answering/records/find-clusters.ts";
import { notForTheBot } from "../../../src/answering/records/not-for-the-bot.ts";
import { readableText } from "../../../src/answering/records/question-text.ts";
import { tellClock } from "../../../src/answering/records/tell-clock.ts";
import { isVague } from "../../../src/answering/records/vague.ts";
import { withNations } from "../../../src/answering/records/with-nations.ts";
import { termsOf } from "../../../src/shared/terms.ts";

const now = Temporal.PlainDateTime.from("2026-11-25T12:00");

const clusters = [
  cluster("aire-tech", "Aire Tech (AT)", ["aire", "leeds"]),
  cluster("tyne-tech", "Tynetech", []),
];

function cluster(id: string, name: string, nicknames: readonly string[]): ClusterEntry {
  const rest = { region: null, isFederation: false, status: "active", statusNote: null, contacts: new Map() };
  return { id, name, nicknames, ...rest };
}

const titles = [
  "Leeds Rust Supper SAMPLE",
  "Girls Who Solder",
  "Airefest 2024",
  "Airefest 2025",
  "Sunday Night Shift",
].map((title) => ({ eventId: title, title, terms: termsOf(title) }));

function read(text: string) {
  return readEventQuestion(readableText(text), { now, clusters, titles, ownCluster: null });
}

describe("what is asked of events", () => {
  test.each([
    ["when is the leeds rust supper", ["Leeds Rust Supper SAMPLE"]],
    ["leeds rust suppper wher", ["Leeds Rust Supper SAMPLE"]],
    ["whens girls who solder", ["Girls Who Solder"]],
    ["airefest dates", ["Airefest 2024", "Airefest 2025"]],
    ["any rust events in leeds", []],
    ["is supper included", []],
  ])("“%s” names %j", (text, expected) => {
    expect(read(text).named.map(({ title }) => title.title)).toEqual(expected);
  });

  test.each([
    ["anything free in york", { isList: true, isFree: true }],
    ["is the venue step free", { isFree: null }],
    ["any freelancers drinks", { isFree: null }],
    ["what's the next meetup", { isNext: true }],
    ["what's on next week", { isNext: false, isList: true }],
    ["in wakefield or online", { isOrOnline: true, isOnline: true }],
    ["rust supper, what time is that uk", { left: [] }],
    ["members-only things", { audience: "members" }],
    ["anyhting in york", { isList: true }],
    ["is there a legal clinic coming up", { isList: true }],
  ])("“%s” asks %j", (text, expected) => {
    expect(read(text)).toMatchObject(expected);
  });

  test.each([
    ["hardware or gardening stuff in lancs", [["hardwar"], ["garden"]]],
    ["any tech events please, nowt too salesy", []],
    ["games things next yr", [["game"]]],
  ])("“%s” is about %j", (text, expected) => {
    expect(read(text).subjects).toEqual(expected);
  });

  test("a time within an event's name is no time that is asked about", () => {
    expect(read("sunday night shift price").dates).toEqual([]);
    expect(read("sunday night shift in april").dates).toHaveLength(1);
  });

  test.each([
    ["weekend events in march", ["2027-03-06", "2027-03-13", "2027-03-20", "2027-03-27"]],
    ["any thursdays in feb", ["2027-02-04", "2027-02-11", "2027-02-18", "2027-02-25"]],
    ["thursday or in january", ["2026-11-26", "2027-01-01"]],
    ["first weekend in march", ["2027-03-06"]],
  ])("“%s” means the days %j", (text, expected) => {
    expect(read(text).dates.map(({ stretch }) => stretch.start?.toPlainDate().toString())).toEqual(expected);
  });

  test("a year or a short month beside a name is one, a number of people is none", () => {
    expect(read("airefest 2024 when").dates).toHaveLength(1);
    expect(read("rust supper jan").dates).toHaveLength(1);
    expect(read("how much for 2 people").dates).toEqual([]);
  });
});

describe("clusters in a question", () => {
  test.each([
    ["anything from AT", ["aire-tech"]],
    ["we meet at noon", []],
    ["whats tynetehc like", ["tyne-tech"]],
    ["join aire", ["aire-tech"]],
  ])("“%s”", (text, expected) => {
    expect(findClusters(text, clusters).map((mention) => mention.cluster.id)).toEqual(expected);
  });
});

test.each([
  ["wats on thurs nite", "whats on thurs night"],
  ["founders bfast, when is the next 1", "founders breakfast, when is the next one"],
  ["wots goin on, wens the supper", "whats going on, whens the supper"],
  ["anyhting cancelld at the weekends", "anything cancelled at the weekends"],
])("“%s” reads “%s”", (typed, expected) => {
  expect(readableText(typed)).toBe(expected);
});

test.each([
  ["has it moved", "event"],
  ["can i join", "membership"],
  ["what about the other one", "anything"],
  ["can I join Aire Tech", null],
  ["who votes at the AGM", null],
  ["what is on tomorrow?", null],
  ["what's on tomorrow?", null],
  ["is it on tomorrow", "event"],
])("whether “%s” says what it is about", (text, expected) => {
  expect(isVague(readableText(text))).toBe(expected);
});

test.each([
  ["did acme pay their sub", "payments"],
  ["what is the chair's mobile number", "private"],
  ["is aire tech better than tynetech", "opinion"],
  ["book me on the supper", "errand"],
  ["cancel the supper pls", "errand"],
  ["remind me about the supper", "errand"],
  ["is aire tech any good to work with", "opinion"],
  ["are there any good meetups", null],
  ["did they cancel the supper", null],
  ["cancel our membership", null],
  ["what is the best way to join", null],
  ["who can vote", null],
  ["how do I pay the fee", null],
])("“%s” is for the bot or not", (text, expected) => {
  expect(notForTheBot(text)).toBe(expected);
});

test("clock changes and labels are worked out, of a thing they are not", () => {
  expect(tellClock("when do the clocks go back", now)?.lead).toMatchObject({
    kind: "changes",
    changes: [{ isForward: false }],
  });
  expect(tellClock("is 5 july gmt or bst", now)?.lead).toMatchObject({ kind: "label", labels: ["BST"] });
  expect(tellClock("is that gmt or bst", now)).toBeNull();
});

test("a town stands for its nation where bank holidays are asked", () => {
  expect(withNations("bank holiday in leeds or derry")).toBe("bank holiday in England or Northern Ireland");
});
