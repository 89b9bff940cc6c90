import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { readInteraction } from "../../../src/adapters/discord/read-interaction.ts";
import { readMessage } from "../../../src/adapters/discord/read-message.ts";
import type { Surroundings } from "../../../src/adapters/discord/surroundings.ts";
import { Request } from "../../../src/chat/request.ts";
import { commands } from "../../support/fake-discord/test-commands.ts";

const Recording = z.object({
  event: z.enum(["MESSAGE_CREATE", "INTERACTION_CREATE"]),
  payload: z.unknown(),
  becomes: Request.nullable(),
});

/** The server the recordings are from. */
const surroundings: Surroundings = {
  botId: "1042000000000000001",
  commands,
  botRole: (guildId) => (guildId === "1041000000000000000" ? "1042000000000000099" : null),
  // What roles let people do is told with the server, which these recordings leave out.
  permissionsIn: () => "0",
  parentOfThread: (channelId) => (channelId === "1510000000000000001" ? "1043000000000000000" : null),
};

const recordings = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".json"));

describe("What Discord sends", () => {
  it("has been recorded", () => {
    expect(recordings.length).toBeGreaterThan(10);
  });

  it.each(recordings)("is understood: %s", (name) => {
    const { event, payload, becomes } = Recording.parse(
      JSON.parse(readFileSync(join(import.meta.dirname, name), "utf8")),
    );

    const read = event === "MESSAGE_CREATE" ? readMessage : readInteraction;
    const incoming = read(payload, surroundings);

    expect(incoming?.request ?? null).toEqual(becomes);
  });
});
