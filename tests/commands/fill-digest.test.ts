import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEventSearch, eventAudience } from "../../src/adapters/postgres/event-search.ts";
import { createEventStore } from "../../src/adapters/postgres/event-store.ts";
import { readMarkdown } from "../../src/announcing/read-markdown.ts";
import { plainText } from "../../src/chat/plain-rich-text.ts";
import { createDigestSource } from "../../src/commands/announcing/fill-digest.ts";
import { english } from "../../src/messages/english.ts";
import type { Audience } from "../../src/shared/audience.ts";
import { aWorkspace } from "../support/a-workspace.ts";
import type { RecordsDesk } from "../support/records-desk.ts";
import { openSuppers } from "../support/suppers.ts";

let desk: RecordsDesk;

beforeAll(async () => {
  desk = await openSuppers();
});
afterAll(() => desk.close());

describe("A digest", () => {
  const week = { kind: "events", days: 14 } as const;

  /** What it says in a channel of a workspace of that cluster. */
  async function filled(
    cluster: string,
    audience: Audience,
    {
      isOwn = true,
      days = 14,
      pool = desk.database.pool as Pick<RecordsDesk["database"]["pool"], "query">,
    } = {},
  ): Promise<string> {
    const workspace = aWorkspace({ cluster, channels: [{ channel: "C1", purposes: ["digests"], audience }] });
    const source = createDigestSource({
      events: createEventSearch(pool),
      clusters: () => createEventStore(desk.database.pool).clusters(),
      workspaces: { find: async () => workspace },
      isOwnChannel: async () => isOwn,
      clock: { now: () => new Date("2026-11-30T08:30:00Z") },
      messages: english,
    });
    const found = await source.fill({ ...week, days }, { platform: "slack", workspace: "T1", channel: "C1" });
    return found === null ? "" : plainText(readMarkdown(found.markdown));
  }

  it("lists what is on in the region in order, with time, place and price, and nothing that was called off", async () => {
    expect(await filled("aire", "public")).toBe(
      [
        "• Tuesday 1 December 2026, 18:00–20:00 GMT: Rust Supper (https://e.example/rust), Old_Mill LS1 9ZZ, £6",
        "• Thursday 3 December 2026, 18:00–20:00 GMT: Guest Talk, Old Mill LS1 9ZZ",
      ].join("\n"),
    );
    expect(await filled("aire", "public", { days: 1 })).toBe("");
    expect(await filled("fed", "public")).toContain("Avon Night");
  });

  it.each<readonly [string, Audience, boolean, readonly string[]]>([
    ["aire", "public", true, []],
    ["aire", "members", true, ["Federation", "Founders"]],
    ["aire", "board", true, ["Board", "Federation", "Founders"]],
    ["avon", "public", true, []],
    ["avon", "board", true, []],
    ["fed", "members", true, ["Federation"]],
    ["aire", "board", false, []],
  ])(
    "of %s in a channel for %s (its own: %s) shows of what is closed %j",
    async (cluster, audience, isOwn, closed) => {
      const text = await filled(cluster, audience, { isOwn });
      const found = ["Board", "Federation", "Founders"].filter((name) => text.includes(`${name} Supper`));
      expect(found).toEqual(closed);
    },
  );

  it("would show what is closed without the condition of the search", async () => {
    const query = (statement: string, values: unknown[]) =>
      desk.database.pool.query(
        statement.replaceAll(eventAudience, "$1::text[] IS NOT NULL AND $2::text[] IS NOT NULL"),
        values,
      );
    const careless = { query } as RecordsDesk["database"]["pool"];
    expect(await filled("aire", "public", { pool: careless })).toContain("Board Supper");
  });
});
