import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const root = path.resolve(import.meta.dirname, "../..");
const run = promisify(execFile);

interface CruiseResult {
  readonly summary: {
    readonly totalCruised: number;
    readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[];
  };
}

/** One forbidden import for each rule: the file that makes it and what it says. */
const breaches: readonly (readonly [rule: string, file: string, text: string])[] = [
  ["shared-imports", "shared/breach.ts", 'export { plainReply } from "../chat/reply.ts";'],
  ["chat-imports", "chat/breach.ts", 'export { english } from "../messages/english.ts";'],
  ["messages-imports", "messages/breach.ts", 'export { plainReply } from "../chat/reply.ts";'],
  ["directory-imports", "directory/breach.ts", 'export { plainReply } from "../chat/reply.ts";'],
  ["calendar-imports", "calendar/breach.ts", 'export { plainReply } from "../chat/reply.ts";'],
  ["notices-imports", "notices/breach.ts", 'export { english } from "../messages/english.ts";'],
  ["people-imports", "people/breach.ts", 'export { plainReply } from "../chat/reply.ts";'],
  ["knowledge-imports", "knowledge/breach.ts", 'export { plainReply } from "../chat/reply.ts";'],
  ["answering-imports", "answering/breach.ts", 'export { english } from "../messages/english.ts";'],
  ["commands-imports", "commands/breach.ts", 'export { loadPrompt } from "../prompts.ts";'],
  ["core-is-pure", "answering/breach-pure.ts", 'export { App } from "@slack/bolt";'],
  [
    "adapter-slack-imports",
    "adapters/slack/breach.ts",
    'export { dispatch } from "../../commands/dispatch.ts";',
  ],
  ["adapter-web-imports", "adapters/web/breach.ts", 'export { readConfig } from "../../config.ts";'],
  ["adapter-log-imports", "adapters/log/breach.ts", 'export { readConfig } from "../../config.ts";'],
  [
    "adapter-feeds-imports",
    "adapters/feeds/breach.ts",
    'export { calendarFileMessages } from "../../messages/calendar-file-messages.ts";',
  ],
  ["no-other-adapter", "adapters/discord/breach.ts", 'export { createLog } from "../log/create-log.ts";'],
  [
    "ports-are-types",
    "commands/breach.port.ts",
    'import { catalogue } from "./catalogue.ts";\nexport const value = catalogue;',
  ],
  [
    "only-wiring-builds-adapters",
    "cli/breach.ts",
    'export { createLog } from "../adapters/log/create-log.ts";',
  ],
  ["nothing-imports-the-entry", "commands/breach-entry.ts", 'export { readConfig } from "../config.ts";'],
  [
    "no-cycles",
    "shared/breach-cycle.ts",
    'import { second } from "./breach-cycle-2.ts";\nexport const first = () => second;',
  ],
];

async function cruise(folder: string): Promise<CruiseResult> {
  const bin = path.join(root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
  // Violations make it end with a code of its own; its report stands on standard output all the same.
  const { stdout } = await run(
    process.execPath,
    [bin, "src", "--config", ".dependency-cruiser.cjs", "--output-type", "json"],
    { cwd: folder, maxBuffer: 64 * 1024 * 1024 },
  ).catch((error: { stdout: string }) => error);
  return JSON.parse(stdout);
}

/** What stands in the files of `breaches`, and in the second half of the cycle. */
const isBreach = ({ from }: { readonly from: string }) => /\/breach[^/]*$/.test(from);

// One reading of the source and the breaches among it: some ten seconds of a core.
describe("who may import whom", { timeout: 90_000 }, () => {
  let copy = "";
  let summary: CruiseResult["summary"];

  beforeAll(async () => {
    copy = await mkdtemp(path.join(tmpdir(), "clusterbot-layers-"));
    await cp(path.join(root, "src"), path.join(copy, "src"), { recursive: true });
    await Promise.all(
      [".dependency-cruiser.cjs", "tsconfig.json", "package.json"].map((file) =>
        cp(path.join(root, file), path.join(copy, file)),
      ),
    );
    await symlink(path.join(root, "node_modules"), path.join(copy, "node_modules"));
    for (const [, file, text] of breaches) await writeFile(path.join(copy, "src", file), `${text}\n`);
    await writeFile(
      path.join(copy, "src/shared/breach-cycle-2.ts"),
      'import { first } from "./breach-cycle.ts";\nexport const second = () => first;\n',
    );
    summary = (await cruise(copy)).summary;
  }, 90_000);
  afterAll(() => rm(copy, { recursive: true, force: true }));

  it("is kept by every file of the source", () => {
    expect(summary.violations.filter((violation) => !isBreach(violation))).toEqual([]);
    // Under a compiler it does not know, dependency-cruiser reads nothing and finds nothing.
    expect(summary.totalCruised).toBeGreaterThan(100);
  });

  it("is enforced: each forbidden import is found", () => {
    const found = summary.violations.map(({ from, rule }) => `${rule.name} ${from}`);
    for (const [rule, file] of breaches) {
      // A cycle is reported at one of its two files, so the ending is left open.
      const start = `${rule} src/${file.replace(/\.ts$/, "")}`;
      expect(
        found.filter((violation) => violation.startsWith(start)),
        rule,
      ).not.toEqual([]);
    }
  });
});
