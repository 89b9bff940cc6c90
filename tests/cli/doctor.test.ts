import { describe, expect, test } from "vitest";
import { examineClusters, examineSlack } from "../../src/cli/examine.ts";
import { PeopleSettings } from "../../src/people/workspace-settings.ts";

const known = [{ id: "uktcg" }, { id: "scotlandis" }];

function workspaceOf(cluster: string): PeopleSettings {
  return PeopleSettings.parse({ workspaces: [{ platform: "slack", id: "T1", cluster }] });
}

describe("the doctor, looking at the clusters that the settings name", () => {
  test("names one that is not known, and those that are", () => {
    const [finding] = examineClusters(workspaceOf("scotlandsi"), known);

    expect(finding?.state).toBe("attention");
    expect(finding?.detail).toContain("names scotlandsi,");
    expect(finding?.detail).toContain("known are scotlandis, uktcg");
  });

  test("has nothing to say of those that are known, or before any is described", () => {
    expect(examineClusters(workspaceOf("scotlandis"), known)).toEqual([]);
    expect(examineClusters(workspaceOf("scotlandsi"), [])).toEqual([]);
  });
});

test("a Slack that cannot be reached is one finding: no line of the log, no advice to run the doctor", async () => {
  const lines: string[] = [];
  const line = (event: string): void => void lines.push(event);
  const log = { debug: () => {}, info: line, warn: line, error: line };
  // Nobody listens on port 9 of this machine.
  const slack = {
    botToken: "xoxb-a-bot-token",
    appToken: null,
    signingSecret: null,
    apiUrl: "http://127.0.0.1:9/",
    install: null,
  };

  const finding = await examineSlack({ slack }, log);

  expect(finding.state).toBe("attention");
  expect(finding.detail).toContain("Slack can't be reached from this machine.");
  expect(finding.detail).toContain("[PLATFORM_UNREACHABLE]");
  expect(finding.detail).not.toContain("doctor");
  expect(lines).toEqual([]);
});
