// The way of a reminder, on Slack and on Discord: somebody asks when something is, presses “Remind me”, and the clock
// goes on. One direct message comes the day before, one the hour before; in between the event is moved, then called off.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createQuestionStore } from "../../src/adapters/postgres/question-store.ts";
import type { Platform } from "../../src/chat/platform.port.ts";
import { dispatch } from "../../src/commands/dispatch.ts";
import { createRequestInbox, type RunningInbox } from "../../src/commands/request-inbox.ts";
import { english } from "../../src/messages/english.ts";
import { runSlack } from "../adapters/slack/slack-driver.ts";
import { freshDatabase } from "../support/database.ts";
import { talk, without } from "../support/event-desk.ts";
import { createBotOnFake } from "../support/fake-discord/bot.ts";
import { people } from "../support/fake-discord/world.ts";
import { readableText } from "../support/fake-slack/message-rules.ts";
import { directOf, person } from "../support/fake-slack/workspace.ts";
import { noForm } from "../support/no-form.ts";
import { createSomebodyOnDiscord } from "../support/on-discord.ts";
import { createSomebodyOnSlack } from "../support/on-slack.ts";
import { ReminderDesk } from "../support/reminder-desk.ts";
import { silentLog } from "../support/silent-log.ts";

/** A bot on one platform, and somebody there. */
interface Seat {
  readonly platform: Platform;
  readonly asks: (question: string) => Promise<string>;
  readonly presses: (label: string) => Promise<string>;
  /** What stands in their direct messages with the bot. */
  readonly direct: () => readonly string[];
  readonly close: () => Promise<void>;
}

async function onSlack(): Promise<Seat> {
  const { slack, platform, carrier } = await runSlack({ transport: "socket" });
  const { workspace } = slack;
  const somebody = createSomebodyOnSlack({ slack, carrier, workspace, user: person });
  return {
    platform,
    asks: (question) => somebody.says(`ask ${question}`),
    presses: somebody.presses,
    direct: () => workspace.messages.filter(({ channel }) => channel === directOf(person)).map(readableText),
    close: () => slack.close(),
  };
}

async function onDiscord(): Promise<Seat> {
  const { fake, platform } = await createBotOnFake();
  const somebody = createSomebodyOnDiscord({ discord: fake, userId: people.asker });
  const isDirect = (id: string) => fake.world.channels.get(id)?.recipientId === people.asker;
  return {
    platform,
    asks: (question) => somebody.uses("ask", { question }),
    presses: somebody.presses,
    direct: () =>
      fake
        .seen()
        .filter(({ channelId, onlyFor }) => isDirect(channelId) && onlyFor === null)
        .map(({ content }) => content),
    close: () => fake.close(),
  };
}

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
  await ReminderDesk.furnish(database);
});
afterAll(() => database.close());

describe.each([
  ["Slack", onSlack],
  ["Discord", onDiscord],
])("a reminder on %s", (_, takeSeat) => {
  let desk: ReminderDesk;
  let seat: Seat;
  let inbox: RunningInbox;

  beforeEach(async () => {
    desk = new ReminderDesk(database);
    await desk.clear();
    seat = await takeSeat();
    const needs = desk.needs();
    inbox = createRequestInbox({
      store: createQuestionStore(database.prisma),
      platforms: new Map([[seat.platform.name, seat.platform]]),
      dispatch: (request) => dispatch(request, needs),
      form: noForm,
      conceal: (request) => request,
      messages: english,
      log: silentLog,
    });
    await seat.platform.start(inbox);
  });
  afterEach(async () => {
    await inbox.stop();
    await seat.platform.stop();
    await seat.close();
  });

  const look = (at: string): Promise<void> => desk.look(at, [seat.platform]);

  it("comes the day before and the hour before, moves with its event, and ends when that is called off", async () => {
    await desk.calendar([talk]);
    expect(await seat.asks("When is the Cloud talk?")).toContain("Thursday 3 December 2026, 18:30–20:00 GMT");
    expect(await seat.presses("Remind me")).toContain("the day before and an hour before");

    desk.now = new Date("2026-12-02T10:00:00Z");
    const moved = without(without(talk, "DTSTART"), "DTEND");
    await desk.calendar([[...moved, "DTSTART:20261210T190000Z"]]);
    await look("2026-12-02T18:30:00Z");
    expect(seat.direct()).toEqual([]);

    await look("2026-12-09T19:00:15Z");
    await look("2026-12-09T19:00:30Z");
    expect(seat.direct()).toEqual([expect.stringContaining("Cloud talk is tomorrow.")]);
    expect(seat.direct()[0]).toContain("It was to be on Thursday 3 December 2026, 18:30–20:00 GMT.");
    expect(seat.direct()[0]).toContain("Thursday 10 December 2026, 19:00 GMT");

    await look("2026-12-10T18:00:15Z");
    await look("2026-12-10T18:00:30Z");
    expect(seat.direct().slice(1)).toEqual([expect.stringContaining("Cloud talk starts in about an hour.")]);

    desk.now = new Date("2026-12-10T18:10:00Z");
    await desk.calendar([[...moved, "DTSTART:20261210T190000Z", "STATUS:CANCELLED"]]);
    await look("2026-12-10T18:10:15Z");
    await look("2026-12-10T18:10:30Z");
    expect(seat.direct().slice(2)).toEqual([expect.stringContaining("is cancelled.")]);
  });

  it("is stopped by its own button", async () => {
    await desk.calendar([talk]);
    await seat.asks("When is the Cloud talk?");
    await seat.presses("Remind me");
    await look("2026-12-02T18:30:00Z");

    expect(await seat.presses("Stop reminding me")).toContain("won't remind you");
    await look("2026-12-03T17:30:00Z");

    expect(seat.direct().filter((text) => text.includes("Cloud talk"))).toHaveLength(1);
  });
});
