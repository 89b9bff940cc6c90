import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dispatch } from "../../src/commands/dispatch.ts";
import { aDispatchNeeds } from "../support/command-needs.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";
import { RecordsDesk } from "../support/records-desk.ts";

const events = `uid,title,cluster,start,end,venue,address,postcode,price,tags,audience,url,status
rust@x,Rust Supper,aire,2026-12-01T18:00,2026-12-01T20:00,Old Mill,"1 Mill Row, Leeds",LS1 9ZZ,£6,rust,public,https://e.example/rust,scheduled
cloud@x,Cloud Night,aire,2026-12-03T18:00,2026-12-03T20:00,Old Mill,"1 Mill Row, Leeds",LS1 9ZZ,Free,cloud,public,https://e.example/cloud,scheduled
off@x,Clinic,aire,2026-12-04T18:00,2026-12-04T20:00,Old Mill,"1 Mill Row, Leeds",LS1 9ZZ,Free,clinic,public,https://e.example/off,cancelled
later@x,Spring Cloud Day,aire,2027-03-10T09:00,2027-03-10T17:00,Old Mill,"1 Mill Row, Leeds",LS1 9ZZ,Free,cloud,public,https://e.example/spring,scheduled
secret@x,Members' Supper,aire,2026-12-02T18:00,2026-12-02T20:00,Old Mill,"1 Mill Row, Leeds",LS1 9ZZ,Free,founders,members,https://e.example/secret,scheduled
`;

let desk: RecordsDesk;

beforeAll(async () => {
  desk = await RecordsDesk.open([
    { id: "fed", name: "The Federation", region: "United Kingdom", nicknames: ["the federation"] },
    { id: "aire", name: "Aire Tech", region: "Yorkshire and The Humber", nicknames: ["aire"] },
  ]);
  await desk.events(events);
});
afterAll(() => desk.close());

/** What a stranger is told in public on 25 November 2026. */
async function told(text: string, publicUrl: string | null = null): Promise<string> {
  const { request } = anIncomingRequest({ command: "events list", text });
  const outcome = await dispatch(
    request,
    aDispatchNeeds({
      consult: (question, reader) => desk.consult(question, { reader }),
      calendarAddress: (id) => (publicUrl === null ? null : `${publicUrl}/calendar/event-${id}.ics`),
    }),
  );
  return JSON.stringify(outcome.reply);
}

describe("/cluster events", () => {
  it.each([
    ["", ["Rust Supper", "Cloud Night"], ["Spring Cloud Day"]],
    ["Leeds next week", ["Rust Supper", "Cloud Night"], ["Spring Cloud Day"]],
    ["thursday 3 december", ["Cloud Night"], ["Rust Supper"]],
    ["next", ["Rust Supper"], ["Cloud Night"]],
    ["next cloud", ["Cloud Night"], ["Rust Supper"]],
    ["next week", ["Rust Supper", "Cloud Night"], []],
    ["cloud in march", ["Spring Cloud Day"], ["Cloud Night"]],
    ["free leeds in december", ["Cloud Night"], ["Rust Supper"]],
  ])("%j shows what it asks for", async (text, shown, hidden) => {
    const reply = await told(text);

    for (const title of shown) expect(reply).toContain(title);
    for (const title of [...hidden, "Members' Supper"]) expect(reply).not.toContain(title);
  });

  it.each(["qwertz uiop", "*".repeat(600), "<!channel> `x`"])(
    "%j gets a sentence that says what to do",
    async (text) => {
      expect(await told(text)).toMatch(/event/i);
    },
  );

  it("tells programs, too, what stands in the list", async () => {
    const { request } = anIncomingRequest({ command: "events list", text: "thursday 3 december" });
    const { reply } = await dispatch(
      request,
      aDispatchNeeds({ consult: (question, reader) => desk.consult(question, { reader }) }),
    );

    const { sentences } = reply.data as { sentences: readonly { text: string }[] };
    expect(sentences.map(({ text }) => text).join("\n")).toMatch(
      /Cloud Night.*3 December.*https:\/\/e\.example\/cloud/s,
    );
    expect(reply.summary).not.toContain("https://");
  });

  it("offers each date for the calendar where there is a public page, but none that is cancelled", async () => {
    const withPage = await told("december", "https://bot.example.org");
    const without = await told("december");

    const offered = withPage.match(/https:\/\/bot\.example\.org\/calendar\/event-[0-9a-f-]{36}\.ics/g);
    expect(new Set(offered).size).toBe(2);
    expect(withPage).toContain("Clinic");
    expect(without).not.toContain("/calendar/");
  });
});
