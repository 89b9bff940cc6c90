import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readButton, readForm, readMenu } from "../../../src/adapters/slack/read-interaction.ts";
import {
  type Heard,
  type ReadingNeeds,
  readCommand,
  readMessage,
} from "../../../src/adapters/slack/read-request.ts";

const readers = {
  event: readMessage,
  command: readCommand,
  form: readForm,
  button: (body: unknown, given: ReadingNeeds): Heard | null => readButton(body, given)?.heard ?? null,
  menu: (body: unknown, given: ReadingNeeds): Heard | null => readMenu(body, given)?.heard ?? null,
};

interface Recording {
  readonly what: string;
  readonly delivery: { readonly kind: keyof typeof readers; readonly body: unknown };
  readonly expected: Readonly<Record<string, unknown>> | null;
}

const folder = new URL("./", import.meta.url);
const recordings = readdirSync(folder)
  .filter((name) => name.endsWith(".json"))
  .map((name) => JSON.parse(readFileSync(new URL(name, folder), "utf8")) as Recording);

const needs: ReadingNeeds = {
  identity: { teamId: "T0CLUSTER1", botUserId: "U0BOT00001", botId: "B0BOT00001" },
  commandNames: ["ask", "help", "documents add"],
  isResponseUrl: (url) => url.startsWith("https://hooks.slack.com/"),
};

describe("a delivery of Slack", () => {
  it("is there to be read", () => {
    expect(recordings.length).toBeGreaterThanOrEqual(12);
  });

  it.each(recordings)("is read as it is meant: $what", ({ delivery, expected }) => {
    const heard = readers[delivery.kind](delivery.body, needs);

    if (heard === null || expected === null) expect(heard).toEqual(expected);
    else
      expect({ ...heard.request, ...heard, deliveryKey: heard.request.deliveryKey }).toMatchObject(expected);
  });
});
