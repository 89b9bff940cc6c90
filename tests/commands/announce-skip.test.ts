import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { cautiousConsent } from "../../src/people/workspace.ts";
import { AnnouncementDesk } from "../support/announcement-desk.ts";
import { AnnouncingCommands, wordsOf } from "../support/announcing-commands.ts";

const { button, destinations, reason } = english.announcements;
const first = "Tuesday 1 December 2026, 09:00 GMT";
const second = "Wednesday 2 December 2026, 09:00 GMT";

let desk: AnnouncementDesk;
let house: AnnouncingCommands;
let name: string;

beforeAll(async () => {
  desk = await AnnouncementDesk.open();
});
afterAll(() => desk.close());
beforeEach(async () => {
  await desk.empty({ "slack:TA": "north" });
  house = await AnnouncingCommands.open(desk);
  await house.setUp("slack:TA", {
    channels: [{ channel: "C1", purposes: ["announcements"], audience: "public" }],
    consent: { ...cautiousConsent, holds: false },
  });
  const written = { title: "Doors open", body: "Come.", to: "everyone", when: "every day 9am" };
  const form = { ...written, audience: "public", cluster: "north" };
  const draft = await house.fillsIn("sam", { command: "announce write" }, form);
  name = /A\d+/.exec(draft.summary)?.[0] ?? "";
  await house.presses("sam", draft, button.ask);
  await house.presses("alex", await house.says("alex", "announce show", name), button.approve);
});

const shown = async (): Promise<string> => wordsOf(await house.says("sam", "announce show", name));

describe("what repeats", () => {
  it("says when it goes out next, which is not the time that was skipped", async () => {
    expect(await shown()).toContain(`next: ${first}`);

    await house.says("sam", "announce skip", name);
    expect(await shown()).toContain(`next: ${second}`);

    await house.presses("sam", await house.says("sam", "announce show", name), button.unskip);
    expect(await shown()).toContain(`next: ${first}`);
  });

  it("says which time was skipped", async () => {
    await house.says("sam", "announce skip", name);

    expect(await shown()).toContain(`left out, due ${first}: ${reason["run-skipped"]}`);
  });

  it("has as many channels as there are, however often it goes out", async () => {
    expect(await shown()).toContain(destinations(1));
  });

  it("has no next time once it is cancelled", async () => {
    await house.says("sam", "announce cancel", name);

    expect(await shown()).not.toContain("next:");
  });
});
