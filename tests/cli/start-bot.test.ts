import { describe, expect, it } from "vitest";
import type { Platform } from "../../src/chat/platform.port.ts";
import { type Parts, startParts } from "../../src/cli/start-bot.ts";
import { noForm } from "../support/no-form.ts";
import { silentLog } from "../support/silent-log.ts";

/** A bot whose parts only say when they are started and stopped. */
function aBot() {
  const said: string[] = [];
  const say = (what: string) => async (): Promise<void> => void said.push(what);
  const platform: Platform = {
    name: "discord",
    canAnswerLater: true,
    start: say("discord starts"),
    stop: say("discord stops"),
    health: () => ({ state: "connected", detail: "" }),
    send: async () => ({ kind: "sent", remoteId: null }),
  };
  const bot: Parts = {
    core: { database: { engine: "embedded" }, close: say("records close") },
    web: { start: say("page starts"), stop: say("page stops") },
    chats: [platform],
    inbox: {
      accept: async () => "stored",
      form: noForm,
      start: say("inbox starts"),
      stop: say("inbox stops"),
    },
    deliverer: { start: () => said.push("deliverer starts"), wake: () => {}, stop: say("deliverer stops") },
    reminders: { start: () => void said.push("reminders start"), stop: say("reminders stop") },
    notices: { start: () => void said.push("notices start"), wake: () => {}, stop: say("notices stop") },
    positions: {
      start: () => void said.push("positions start"),
      changed: () => {},
      stop: say("positions stop"),
    },
    startJobs: async () => {
      said.push("jobs start");
      return { request: async () => {}, stop: say("jobs stop") };
    },
    importSettings: async () => {},
    log: silentLog,
  };
  return { bot, said };
}

describe("the bot", () => {
  it("stops in the reverse order of its start, so that answers in hand are still sent", async () => {
    const { bot, said } = aBot();

    const running = await startParts(bot);
    const started = said.splice(0);
    await running.stop();

    expect(started).toEqual([
      "jobs start",
      "page starts",
      "discord starts",
      "inbox starts",
      "deliverer starts",
      "reminders start",
      "notices start",
      "positions start",
    ]);
    expect(said).toEqual([
      "inbox stops",
      "deliverer stops",
      "reminders stop",
      "notices stop",
      "positions stop",
      "discord stops",
      "page stops",
      "jobs stop",
      "records close",
    ]);
  });
});
