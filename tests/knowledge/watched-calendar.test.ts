import { describe, expect, it } from "vitest";
import { readDueSources } from "../../src/knowledge/read-watched.ts";
import { useWatching } from "./use-watching.ts";

const reading = useWatching();

/** A calendar of events an hour long, in the future; a line is `uid title day`. */
function putCalendar(lines: readonly string[], etag?: string): void {
  const events = lines.map((line) => {
    const [uid, title, day] = line.split(" ");
    return `BEGIN:VEVENT\r\nUID:${uid}\r\nSUMMARY:${title}\r\nDTSTART:${day}T180000Z\r\nDTEND:${day}T190000Z\r\nEND:VEVENT\r\n`;
  });
  const body = `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${events.join("")}END:VCALENDAR\r\n`;
  reading.site.pages.set("/events.ics", {
    body,
    type: "text/calendar",
    ...(etag === undefined ? {} : { etag }),
  });
}

const kept = async (): Promise<readonly string[]> => {
  const { rows } = await reading.database.pool.query<{ line: string }>(
    `SELECT title || ' ' || to_char(starts_at AT TIME ZONE 'UTC', 'YYYYMMDD') || ' ' || event.cluster_id || ' '
       || audience || ' ' || event.status AS line
     FROM event JOIN event_occurrence ON event_id = event.id WHERE withdrawn_at IS NULL ORDER BY starts_at`,
  );
  return rows.map(({ line }) => line);
};

const sequences = async (): Promise<readonly number[]> =>
  (
    await reading.database.pool.query<{ sequence: number }>("SELECT sequence FROM event ORDER BY title")
  ).rows.map(({ sequence }) => sequence);

describe("a calendar that is read again", () => {
  it("becomes records, follows what changes, and withdraws what the calendar no longer has", async () => {
    putCalendar(["1 One 20990101", "2 Two 20990102", "3 Three 20990103"]);
    await reading.watch("/events.ics", { kind: "calendar", everyHours: 1 });
    const first = await reading.readAgain();
    const before = await kept();
    putCalendar(["1 One 20990101", "2 Two 20990109", "4 Four 20990104"]);
    const second = await reading.readAgain();

    expect(first).toEqual(["3 events: 3 new."]);
    expect(before[0]).toBe("One 20990101 north public scheduled");
    expect(second).toEqual(["3 events: 1 new, 1 changed, 1 unchanged, 1 gone and withdrawn."]);
    expect(await kept()).toEqual([
      "One 20990101 north public scheduled",
      "Four 20990104 north public scheduled",
      "Two 20990109 north public moved",
    ]);
    const lines = (await reading.audit()).filter(({ action }) => action === "events-imported");
    expect(lines).toHaveLength(2);
    expect(lines[0]?.actor).toMatch(/^source:/);
  });

  it("is not fetched again while the server says that it is the same, and changes nothing when it is", async () => {
    putCalendar(["1 One 20990101"], '"1"');
    await reading.watch("/events.ics", { kind: "calendar" });
    await reading.readAgain();
    const before = await sequences();

    const same = await reading.readAgain();
    putCalendar(["1 One 20990101"], '"2"');
    const equal = await reading.readAgain();

    expect(same).toEqual(["Nothing has changed since it was last read."]);
    expect(reading.site.asked).toContain("304 /events.ics");
    expect(equal).toEqual(["1 event: 1 unchanged."]);
    expect(await sequences()).toEqual(before);
    expect((await reading.audit()).filter(({ action }) => action === "events-imported")).toHaveLength(1);
  });

  it.each([
    [
      "cut off",
      () =>
        reading.site.pages.set("/events.ics", {
          body: "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\n",
          type: "text/calendar",
        }),
      /line \d/,
    ],
    ["a page now", () => reading.put("/events.ics", "We have moved."), /could not be read/],
    ["gone", () => reading.site.pages.delete("/events.ics"), /404/],
    [
      "endless",
      () =>
        reading.site.pages.set("/events.ics", {
          body: `BEGIN:VCALENDAR\r\n${"X-A:1\r\n".repeat(100_000)}`,
          type: "text/calendar",
        }),
      /200 KB|0\.2 MB/,
    ],
  ])(
    "keeps what was read when it is %s, says why, and asks for all of it next time",
    async (_, spoil, reason) => {
      putCalendar(["1 One 20990101"], '"1"');
      await reading.watch("/events.ics", { kind: "calendar" });
      await reading.readAgain();

      spoil();
      const [sentence] = await reading.readAgain();
      putCalendar(["1 One 20990101", "2 Two 20990102"], '"1b"');
      const after = await reading.readAgain();

      expect(sentence).toMatch(reason);
      expect(sentence).toContain("What was read before stays.");
      expect(after).toEqual(["2 events: 1 new, 1 unchanged."]);
    },
  );

  it("is taken over only where everybody may fetch it, when somebody gave it in a chat", async () => {
    putCalendar(["1 One 20990101"]);
    await reading.watch("/events.ics", { kind: "calendar" });
    const careful = { ...reading.needs, allowPrivateAddresses: false };

    await reading.needs.store.makeDue((await reading.needs.store.all(null)).map(({ id }) => id));
    const [read] = await readDueSources(careful, new AbortController().signal);

    expect(read?.failed).toBe(true);
    expect(await kept()).toEqual([]);
  });

  it("is recognised by what it is, and a page is not taken for one", async () => {
    putCalendar(["1 One 20990101"]);
    reading.put("/page", "A page.");
    const look = (path: string, as: "calendar" | null) =>
      reading.needs.lists.list(reading.site.origin + path, {
        as,
        allowPrivateAddresses: true,
        signal: new AbortController().signal,
      });

    expect(await look("/events.ics", null)).toMatchObject({ kind: "listed", as: "calendar" });
    expect(await look("/page", "calendar")).toMatchObject({ kind: "refused" });
  });
});
