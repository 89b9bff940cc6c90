import { describe, expect, test } from "vitest";
import { examineClusters } from "../../src/cli/examine.ts";
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
