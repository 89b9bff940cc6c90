import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Reply } from "../../src/chat/reply.ts";
import { announcementForm, nothingWritten } from "../../src/commands/announcing/announcement-form.ts";
import { english } from "../../src/messages/english.ts";
import { cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands, wordsOf } from "../support/announcing-commands.ts";

const { announcements: words } = english;
const { button, states } = words;

let desk: AnnouncementDesk;
let house: AnnouncingCommands;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north" });
  house = await AnnouncingCommands.open(desk);
  const channels = [{ channel: "C1", purposes: ["announcements" as const], audience: "public" as const }];
  await house.setUp("slack:TA", { channels, consent: { ...cautiousConsent, holds: false } });
});

const written = {
  title: "Doors open",
  body: "Come.",
  to: "everyone",
  when: "Thu 10 December 9:00",
  cluster: "north",
};

async function write(late: Record<string, string>): Promise<Reply> {
  return await house.fillsIn("sam", { command: "announce write" }, { ...written, ...late });
}

function nameOf({ summary }: Reply): string {
  return /A\d+/.exec(summary)?.[0] ?? "";
}

async function latenessOf(name: string): Promise<number | undefined> {
  return (await desk.store.find(Number(name.slice(1))))?.lateMinutes;
}

describe("how late an announcement may be", () => {
  it("is two hours unless its author says otherwise", async () => {
    expect(wordsOf(await write({}))).toContain("sent up to 2 hours late");
    expect(wordsOf(await write({ late: "15m" }))).toContain("sent up to 15 minutes late");
    expect(wordsOf(await write({ late: "3 days" }))).toContain("sent up to 3 days late");
  });

  it("is asked for again where it cannot be made out, and nothing is kept", async () => {
    const reply = await write({ late: "a while" });

    expect(wordsOf(reply)).toContain(words.problem.late);
    expect(wordsOf(reply)).toContain(words.problem.kept);
    expect(await desk.store.list({ clusters: null, limit: 5 })).toEqual([]);
  });

  it("stays as it was where a form does not ask for it, and where it is used again", async () => {
    const name = nameOf(await write({ late: "4h" }));

    await house.fillsIn("sam", { command: "announce change", text: name }, { title: "Doors shut" });
    const again = { to: "everyone", when: "Fri 11 December 9:00" };
    const copy = await house.fillsIn("sam", { command: "announce again", text: name }, again);

    expect([await latenessOf(name), await latenessOf(nameOf(copy))]).toEqual([240, 240]);
  });

  it("is part of what is approved: changed afterwards, it has to be approved again", async () => {
    const draft = await write({});
    const name = nameOf(draft);
    await house.presses("sam", draft, button.ask);
    await house.presses("alex", await house.says("alex", "announce show", name), button.approve);

    const more = { command: "announce change", text: `${name} more` };
    const changed = await house.fillsIn("sam", more, { late: "24 hours" });

    expect(wordsOf(changed)).toContain(states.draft);
    expect(await latenessOf(name)).toBe(1440);
  });
});

const onThePage = { needs: { messages: english }, request: { platform: "web" } } as const;

describe("the form of an announcement", () => {
  const order = { command: "announce write", text: "", title: "Announcement", clusters: [] };

  it("offers what was said on the command line besides the usual ones", () => {
    const form = announcementForm({ ...order, written: { ...nothingWritten, lateMinutes: 30 } }, onThePage);

    const late = form.fields.find(({ name }) => name === "late");
    expect(late).toMatchObject({ value: ["30m"] });
    expect(late?.kind === "choice" && late.options.map(({ label }) => label)).toEqual([
      "15 minutes",
      "30 minutes",
      "1 hour",
      "2 hours",
      "4 hours",
      "24 hours",
    ]);
  });
});
