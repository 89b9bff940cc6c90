import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ConfigResult, readConfig } from "../src/config.ts";
import { newSealingKey } from "../src/sealing-keys.ts";

/** A token's form is checked, not whether the platform knows it. */
const botToken = "xoxb-a-bot-token";
const appToken = "xapp-an-app-token";
const signingSecret = "a-signing-secret";

function problemsOf(result: ConfigResult): readonly string[] {
  return result.kind === "invalid" ? result.problems : [];
}

describe("the settings of the environment", () => {
  it("may all be missing: then there is an embedded database, a web page, and nothing else", () => {
    const result = readConfig({});

    expect(result).toMatchObject({
      kind: "valid",
      config: { databaseUrl: null, slack: null, discord: null, openai: null, port: 3000 },
    });
  });

  it("are reported all at once, each by its name and with its repair", () => {
    const problems = problemsOf(
      readConfig({
        DATABASE_URL: "mysql://host/name",
        PORT: "eighty",
        SLACK_BOT_TOKEN: "xoxp-of-a-person",
        SLACK_APP_TOKEN: appToken,
        OPENAI_BASE_URL: "localhost",
        LOG_LEVEL: "loud",
      }),
    );

    expect(problems.map((problem) => problem.split(" ")[0])).toEqual([
      "DATABASE_URL",
      "PORT",
      "SLACK_BOT_TOKEN",
      "OPENAI_BASE_URL",
      "LOG_LEVEL",
    ]);
    expect(problems.find((problem) => problem.startsWith("SLACK_BOT_TOKEN"))).toContain("xoxb-");
    for (const problem of problems) expect(problem).toMatch(/ must .+\.$/);
  });

  it.each(["eighty", "70000", "80.5", "-1"])("say of the port %s what a port is", (port) => {
    expect(problemsOf(readConfig({ PORT: port }))).toEqual(["PORT must be a whole number up to 65535."]);
  });

  it("are reported all at once also when a setting is wrong and half a pair is missing", () => {
    const problems = problemsOf(readConfig({ PORT: "eighty", SLACK_APP_TOKEN: appToken }));

    expect(problems.map((problem) => problem.split(" ")[0])).toEqual(["PORT", "SLACK_BOT_TOKEN"]);
  });

  it.each([
    [{ SLACK_BOT_TOKEN: botToken }, "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET is missing"],
    [{ SLACK_APP_TOKEN: appToken }, "SLACK_BOT_TOKEN is missing"],
    [{ SLACK_SIGNING_SECRET: signingSecret }, "SLACK_BOT_TOKEN is missing"],
    [
      { SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret },
      "are both set",
    ],
  ])("refuse half of Slack's pair, or both ways at once: %j", (environment, complaint) => {
    expect(problemsOf(readConfig(environment)).join()).toContain(complaint);
  });

  it.each([
    [{ SLACK_BOT_TOKEN: botToken, SLACK_APP_TOKEN: appToken }],
    [{ SLACK_BOT_TOKEN: botToken, SLACK_SIGNING_SECRET: signingSecret }],
  ])("turn Slack on with either pair: %j", (environment) => {
    expect(readConfig(environment)).toMatchObject({ kind: "valid", config: { slack: { botToken } } });
  });

  const install = {
    SLACK_CLIENT_ID: "1234567890.0987654321",
    SLACK_CLIENT_SECRET: "a-client-secret",
    PUBLIC_URL: "https://bot.example.org/",
    CLUSTERBOT_KEYS: newSealingKey(),
    SLACK_SIGNING_SECRET: signingSecret,
  };

  it("let workspaces install the bot without any token of one", () => {
    expect(readConfig(install)).toMatchObject({
      kind: "valid",
      config: {
        slack: { botToken: null, install: { publicUrl: "https://bot.example.org" } },
        keys: [{ id: expect.stringMatching(/^key-/) }],
      },
    });
  });

  it("name everything that installing the bot lacks, all at once", () => {
    const problems = problemsOf(readConfig({ SLACK_CLIENT_ID: "1234567890.0987654321" }));

    expect(problems.map((problem) => problem.split(" is missing")[0])).toEqual([
      "SLACK_CLIENT_SECRET",
      "PUBLIC_URL",
      "CLUSTERBOT_KEYS",
      "SLACK_APP_TOKEN or SLACK_SIGNING_SECRET",
    ]);
  });

  it.each(Object.keys(install))("do not let workspaces install the bot without %s", (name) => {
    const problems = problemsOf(readConfig({ ...install, [name]: "" }));

    expect(problems.length).toBeGreaterThan(0);
    expect(problems.join()).toContain("is missing");
  });

  it.each([
    "key:c2hvcnQ=",
    `key:${Buffer.alloc(33).toString("base64")}`,
    Buffer.alloc(32).toString("base64"),
    `${install.CLUSTERBOT_KEYS},${install.CLUSTERBOT_KEYS}`,
    `${install.CLUSTERBOT_KEYS},`,
    `Key One:${Buffer.alloc(32).toString("base64")}`,
  ])("refuse keys that are none, without repeating them: %j", (keys) => {
    const problems = problemsOf(readConfig({ ...install, CLUSTERBOT_KEYS: keys }));

    expect(problems).toEqual([
      expect.stringMatching(/^CLUSTERBOT_KEYS must be what `clusterbot keys new` prints/),
    ]);
    expect(problems.join()).not.toContain(keys);
  });

  it("take several keys, the first of which seals", () => {
    const [first, second] = [newSealingKey(), newSealingKey()];
    const result = readConfig({ ...install, CLUSTERBOT_KEYS: `${first}, ${second}` });

    const ids = result.kind === "valid" ? result.config.keys.map((key) => key.id) : [];
    expect(ids).toEqual([first, second].map((key) => key.split(":")[0]));
  });

  it("count as not set when they are blank, as a copied example leaves them", () => {
    const blank = readConfig({ PORT: "", SLACK_BOT_TOKEN: "", SLACK_APP_TOKEN: "", DISCORD_TOKEN: "" });

    expect(blank).toMatchObject({ kind: "valid", config: { port: 3000, slack: null, discord: null } });
  });

  it("need no key for a model of one's own", () => {
    const result = readConfig({ OPENAI_BASE_URL: "http://localhost:11434/v1", OPENAI_MODEL: "small" });

    expect(result).toMatchObject({ kind: "valid", config: { openai: { apiKey: "none", model: "small" } } });
  });
});

describe("the settings in files", () => {
  let folder = "";
  const inFolder = (name: string, text: string): string => {
    const file = path.join(folder, name);
    writeFileSync(file, text);
    return file;
  };

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "clusterbot-config-"));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("are read from clusterbot.yaml, or from the file that is named", () => {
    const file = inFolder("ours.yaml", "federation: ours\nexamples: [Who leads?]\n");

    const result = readConfig({ CLUSTERBOT_SETTINGS: file });

    expect(result).toMatchObject({
      kind: "valid",
      config: { settingsFile: file, settings: { federation: "ours", examples: ["Who leads?"] } },
    });
  });

  it.each([
    [
      "a name that stands elsewhere",
      "membres: []\n",
      'wrong.yaml: there is no setting called "membres" here. "members" stands inside a workspace. Known here are federation, administrators, workspaces, examples, retention.',
    ],
    ["a misspelt name", "exampels: []\n", 'there is no setting called "exampels"; did you mean "examples"?'],
    [
      "a misspelt name of a workspace",
      "workspaces: [{ platform: slack, id: T1, cluster: ours, membres: [] }]\n",
      'workspace 1: there is no setting called "membres"; did you mean "members"?',
    ],
    [
      "a workspace without a cluster",
      "workspaces: [{ platform: slack, id: T1 }]\n",
      "workspace 1: cluster is missing",
    ],
    [
      "a long number without quotation marks",
      "workspaces: [{ platform: discord, id: 234567890123456789, cluster: ours }]\n",
      "workspace 1: id must stand in quotation marks",
    ],
    [
      "a platform there is not",
      "workspaces: [{ platform: irc, id: T1, cluster: ours }]\n",
      "workspace 1: platform must be one of slack, discord",
    ],
    [
      "members that are neither everyone nor a list",
      "workspaces: [{ platform: slack, id: T1, cluster: ours, members: all }]\n",
      'must be "everyone" or a list',
    ],
    [
      "a misspelt kind of record",
      "retention: { questoins: 30 }\n",
      'retention: there is no setting called "questoins"; did you mean "questions"?',
    ],
    [
      "records kept for no time at all",
      "retention: { questions: 0 }\n",
      "retention: questions must be a whole number of days",
    ],
    [
      "records kept for a time that is no number",
      "retention: { audit: two years }\n",
      "retention: audit must be a whole number of days",
    ],
    ["examples that are no list", "examples: What?\n", "examples must be a list"],
    ["an administrator written otherwise", "administrators: [somebody]\n", "slack:T012AB3CD/U045EF6"],
    ["a file that is no YAML", "workspaces: [\n", "column 1. Correct the file"],
  ])("are refused for %s, together with what else is wrong", (_what, text, complaint) => {
    const file = inFolder("wrong.yaml", text);

    const problems = problemsOf(readConfig({ CLUSTERBOT_SETTINGS: file, PORT: "eighty" }));

    expect(problems.join("\n")).toContain(complaint);
    expect(problems.join("\n")).toContain("PORT");
  });

  it("are missed when the file that is named is not there", () => {
    const file = path.join(folder, "missing.yaml");

    expect(problemsOf(readConfig({ CLUSTERBOT_SETTINGS: file })).join()).toContain("does not exist");
  });

  it("may stand in .env beside the program; what the process was given overrules them", () => {
    const given = { PORT: process.env.PORT, OPENAI_MODEL: process.env.OPENAI_MODEL };
    const before = process.cwd();
    inFolder(
      ".env",
      "# a comment\nPORT=4100\nOPENAI_MODEL=from-file\nOPENAI_BASE_URL=http://localhost:11434/v1\n",
    );
    try {
      delete process.env.PORT;
      delete process.env.OPENAI_BASE_URL;
      process.env.OPENAI_MODEL = "from-environment";
      process.chdir(folder);

      const result = readConfig();

      expect(result).toMatchObject({
        kind: "valid",
        config: { port: 4100, openai: { model: "from-environment" } },
      });
    } finally {
      process.chdir(before);
      Object.assign(process.env, { OPENAI_BASE_URL: "" }, given);
    }
  });
});
