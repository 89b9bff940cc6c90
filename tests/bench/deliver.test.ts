import { describe, expect, it } from "vitest";
import { runCrash } from "../../bench/deliver/crash.ts";
import { runDeliver } from "../../bench/deliver/deliver.ts";
import { judge } from "../../bench/deliver/judge.ts";

describe.concurrent("announcements to many workspaces", { timeout: 120_000 }, () => {
  it("are each there once", async () => {
    const size = { workspaces: 3, channels: 2, guilds: 5, posts: 2 };

    const figures = await runDeliver({ ...size, pairs: 0 });

    expect(figures).toMatch(/^deliver destinations=11 duplicates=0 missed=0 wall_s=\d/);
  });

  it("are each there once though the bot is killed and the platforms fail", async () => {
    const size = { workspaces: 2, channels: 2, guilds: 4 };

    const figures = await runCrash({ trials: 2, seed: 3, withoutHistory: false, size });

    expect(figures).toBe("crash deliveries=16 duplicates=0 missed=0 unconfirmed=0");
  });
});

describe("judging what the platforms saw", () => {
  const place = { platform: "slack", workspace: "T1", channel: "C1" } as const;
  const line = { ...place, mark: 0, goal: "post", state: "done" };
  const message = (text: string) => ({ ...place, at: 0, ahead: 0, text, outcome: "accepted" as const });
  const [once, corrected] = ["Paragraph 1 of promise0a.", "Paragraph 1 of promise0b."].map(message);
  const posts = [once, once].filter((post) => post !== undefined);

  it.each([
    ["what was posted twice", posts, posts, "a", { duplicates: 1, missed: 1 }],
    ["what is not there", [], [], "a", { duplicates: 0, missed: 1 }],
    ["what was not corrected", [once], [once], "b", { duplicates: 0, missed: 1 }],
    ["what was corrected", [once], [corrected], "b", { duplicates: 0, missed: 0 }],
    ["what was not taken back", [once], [once], "nothing", { duplicates: 0, missed: 1 }],
    [
      "what lacks a part",
      [message("Part 1 of 2 promise0a.")],
      [message("Part 1 of 2 promise0a.")],
      "a",
      { missed: 1 },
    ],
  ] as const)("finds %s", (_, seen, shown, promised, expected) => {
    const report = { posts: seen.flatMap((post) => post ?? []), shown: shown.flatMap((post) => post ?? []) };

    expect(judge([line], report, new Map([[0, promised]]))).toMatchObject(expected);
  });
});
