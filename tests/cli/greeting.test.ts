import { describe, expect, test } from "vitest";
import { type GreetingFacts, greeting } from "../../src/cli/greeting.ts";
import { readConfig } from "../../src/config.ts";

const read = readConfig({ CLUSTERBOT_SETTINGS: "" });
const connected = { name: "slack", isConnected: true, detail: "Connected." };

function shown(changes: Partial<GreetingFacts["setUp"]>, platforms: GreetingFacts["platforms"]): string {
  if (read.kind !== "valid") throw new Error(read.problems.join(" "));
  return greeting({
    config: read.config,
    page: "http://localhost:3000",
    takenPort: null,
    platforms,
    engine: "embedded",
    hasVectors: false,
    documents: 1,
    importedSamples: 0,
    setUp: { waiting: 0, confirmed: 0, gone: 0, hasAdministrator: false, ...changes },
    seconds: 1,
  }).join("\n");
}

describe("the first lines on the screen", () => {
  test("say that there are no workspaces yet", () => {
    const lines = shown({ gone: 1 }, []);

    expect(lines).toContain("– Settings  no workspaces yet: everybody is shown public documents only");
    expect(lines).not.toContain("administrator");
  });

  test("count the workspaces, and call for those that wait", () => {
    expect(shown({ confirmed: 2, waiting: 1 }, [connected])).toContain(
      "! Settings  workspaces: 2 confirmed, 1 waiting to be confirmed",
    );
    expect(shown({ confirmed: 2 }, [connected])).toContain("✔ Settings  workspaces: 2 confirmed");
  });

  test("say how to become an administrator as long as nobody is", () => {
    expect(shown({}, [connected])).toContain("npm run -s clusterbot -- administrator");
    expect(shown({ hasAdministrator: true }, [connected])).not.toContain("administrator");
  });
});
