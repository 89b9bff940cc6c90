import { describe, expect, test } from "vitest";
import { examineClusters, examineSlack } from "../../src/cli/examine.ts";
import { examineAdministrators, examineWorkspaces } from "../../src/cli/examine-workspaces.ts";
import { cautiousConsent, type Workspace } from "../../src/people/workspace.ts";
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

function aWorkspace(changes: Partial<Workspace>): Workspace {
  const at = new Date("2026-11-23T12:00:00Z");
  const nothing = { lastError: null, confirmedAt: null, goneAt: null, cluster: "scotlandis", channels: [] };
  return {
    id: "1",
    platform: "slack",
    externalId: "T1",
    name: "Scots",
    state: "confirmed",
    everyoneIsMember: false,
    consent: cautiousConsent,
    revision: 1,
    joinedAt: at,
    ...nothing,
    ...changes,
  };
}

describe("the doctor, looking at the workspaces", () => {
  test("is content with those that are confirmed and work, and names those that are gone", () => {
    const finding = examineWorkspaces([aWorkspace({}), aWorkspace({ state: "gone", externalId: "T2" })]);

    expect(finding).toMatchObject({
      state: "good",
      detail: "1 confirmed. No longer there: Scots (slack:T2).",
    });
  });

  test.each<[string, Partial<Workspace>, string]>([
    ["one that waits", { state: "waiting" }, "Waiting to be confirmed"],
    ["one that does not work", { lastError: "PLATFORM_REFUSED_TOKEN" }, "does not accept the bot's token"],
    ["one whose cluster is gone", { cluster: null }, "Without a cluster: Scots (slack:T1)"],
  ])("calls for attention to %s", (_, changes, words) => {
    const finding = examineWorkspaces([aWorkspace(changes)]);

    expect(finding.state).toBe("attention");
    expect(finding.detail).toContain(words);
  });

  test("has nothing to mend where there are none", () => {
    expect(examineWorkspaces([]).state).toBe("off");
  });
});

describe("the doctor, looking for an administrator", () => {
  const off = { slack: null, discord: null };
  const on = { slack: null, discord: { token: "x".repeat(20), apiUrl: null } };

  test("says how to become one, once people can reach the bot", () => {
    const nobody = { hasAdministrator: false };

    expect(examineAdministrators(on, nobody)).toMatchObject({ state: "attention" });
    expect(examineAdministrators(on, nobody).detail).toContain("clusterbot -- administrator");
    expect(examineAdministrators(off, nobody).state).toBe("off");
    expect(examineAdministrators(on, { hasAdministrator: true }).state).toBe("good");
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
