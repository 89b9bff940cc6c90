import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type ReadingNeeds, readCommand, readMessage } from "../../../src/adapters/slack/read-request.ts";

interface Recording {
  readonly what: string;
  readonly delivery: { readonly kind: "event" | "command"; readonly body: unknown };
  readonly expected: Readonly<Record<string, unknown>> | null;
}

const folder = new URL("./", import.meta.url);
const recordings = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Recording);

const needs: ReadingNeeds = {
  identity: { teamId: "T0CLUSTER1", botUserId: "U0BOT00001", botId: "B0BOT00001" },
  commandNames: ["ask", "help"],
  isResponseUrl: (url) => url.startsWith("https://hooks.slack.com/"),
};

describe("a delivery of Slack", () => {
  it("is there to be read", () => {
    expect(recordings.length).toBeGreaterThanOrEqual(8);
  });

  it.each(recordings)("is read as it is meant: $what", ({ delivery, expected }) => {
    const heard = (delivery.kind === "event" ? readMessage : readCommand)(delivery.body, needs);

    if (heard === null || expected === null) expect(heard).toEqual(expected);
    else
      expect({ ...heard.request, ...heard, deliveryKey: heard.request.deliveryKey }).toMatchObject(expected);
  });
});
