// Whoever reads the records, the log or the exported audit trail finds nothing there that opens a door: every token,
// code and key that is in use is looked for, as it is and in every way it could have been written.
import { LLMock } from "@copilotkit/aimock";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createLog } from "../../src/adapters/log/create-log.ts";
import { english } from "../../src/messages/english.ts";
import { lookingLikeSecrets, secretsReadableIn } from "../support/clear-text.ts";
import { databaseDump } from "../support/database-dump.ts";
import { people, places } from "../support/fake-discord/world.ts";
import type { Workspace } from "../support/fake-slack/workspace.ts";
import { beginInstallation, install } from "../support/installation.ts";
import type { SomebodyOnDiscord } from "../support/on-discord.ts";
import type { SomebodyOnSlack } from "../support/on-slack.ts";
import { linkCodeIn, type PublicBot, startPublicBot } from "../support/public-bot.ts";
import { patience } from "../support/somebody.ts";
import type { Visit } from "../support/web-visit.ts";

const model = new LLMock({ port: 0, strict: true });
const logged: string[] = [];

let between: PublicBot;
let north: Workspace;
let ada: SomebodyOnSlack;
let sam: SomebodyOnDiscord;
/** Made and not used: they still open something. */
let alive: {
  readonly administratorCode: string;
  readonly linkCode: string;
  readonly signInLink: string;
  readonly session: Visit;
  readonly installation: { readonly visit: Visit; readonly address: string };
};
let auditCsv: string;

beforeAll(async () => {
  model.onEmbedding(/.*/, { embedding: [0.6, 0.8, 0] });
  await model.start();
  between = await startPublicBot(
    "socket",
    {},
    {
      environment: {
        OPENAI_BASE_URL: `${model.url}/v1`,
        OPENAI_API_KEY: "sk-the-key-of-the-language-model",
      },
      log: createLog("debug", { write: (line) => logged.push(line) }),
    },
  );
  north = between.slack.addWorkspace({ isInstalled: false });
  ada = between.onSlack(between.slack.workspace);
  sam = between.onDiscord(people.asker, places.general);
  await useEverything();
}, 120_000);
afterAll(async () => {
  await between.close();
  await model.stop();
});

async function useEverything(): Promise<void> {
  await install(between.browser(), { slack: between.slack, workspace: north });
  await ada.says(`link ${await between.administratorCode()}`);
  await sam.uses("link", { code: linkCodeIn(await ada.says("link")) });
  await sam.presses(english.accounts.confirm.button);
  await sam.uses("link", { code: "WRNG0-WRNG0" });
  await ada.says(linkCodeIn(await sam.uses("link")));
  await sam.writesDirectly(linkCodeIn(await ada.says("link")));
  await typeCodesOtherwise();
  await sam.uses("ask", { question: "What is the annual fee of North Cluster?" });
  await sam.mentions("What is the annual fee of North Cluster?", places.general);
  await ada.fillsIn(`workspaces confirm slack:${north.teamId}`, {
    [english.setup.clusterForm.cluster]: "North Cluster",
  });
  await handInAndPublish();
  const session = await useThePage();
  await letThingsFail();
  alive = {
    session,
    administratorCode: await between.administratorCode(),
    linkCode: linkCodeIn(await ada.says("link")),
    signInLink: (await ada.asksForSignInLink()) ?? "",
    installation: await beginInstallation(between.browser()),
  };
  await typeSignInLink(alive.signInLink);
  await everythingAnswered();
}

/** In every place that takes a text, while it is still good. */
async function typeSignInLink(link: string): Promise<void> {
  const token = new URL(link).hash.slice(1);
  await sam.uses("ask", { question: `Why doesn't ${link} work?` });
  await sam.writesDirectly(token);
  await ada.says(`whoami ${link}`);
  const { form } = english.watch;
  await ada.fillsIn("watch add", {
    [english.documents.form.cluster]: "North Cluster",
    [form.address]: link,
  });
}

/** Other than they are shown: each time one that is still good. */
async function typeCodesOtherwise(): Promise<void> {
  const newCode = async (): Promise<string> => linkCodeIn(await ada.says("link"));
  await sam.uses("ask", { question: await newCode() });
  await sam.uses("ask", { question: `My code is ${(await newCode()).toLowerCase()}` });
  await sam.writesDirectly(`code ${(await newCode()).replace("-", " ")}`);
  await ada.says((await newCode()).toLowerCase());
  await ada.says(`code ${await newCode()}`);
  await ada.says(`unlink ${await newCode()}`);
}

async function handInAndPublish(): Promise<void> {
  const { form, button, kinds } = english.documents;
  const file = between.discord.upload("rooms.md", "# Rooms\n\nNorth Cluster has three rooms to rent.\n").id;
  await sam.fillsIn("documents add", { [form.cluster]: "North Cluster", [form.kind]: kinds.guide }, { file });
  await sam.presses(button.publish);
}

/** What libraries say of failures is where tokens get into logs: model, Slack, Discord and an installation. */
async function letThingsFail(): Promise<void> {
  const { slack, discord } = between;
  await sam.uses("ask", { question: "How many rooms does North Cluster have to rent?" });
  slack.faults.next("respond", "break");
  await ada.says("whoami");
  discord.faults.next("POST", /callback$/, { answer: { status: 400, body: { message: "Bad", code: 1 } } });
  discord.use({ command: "whoami", channelId: places.general, userId: people.asker });
  const { visit, address } = await beginInstallation(between.browser());
  const back = new URL(slack.oauth.agree(address, north));
  slack.faults.next("oauth.v2.access", { error: "internal_error" });
  await visit.get(`${back.pathname}${back.search}`);
  await vi.waitFor(() => expect(events()).toEqual(expect.arrayContaining(failures)), patience);
}

const failures = ["model-failed", "reply-uncertain", "discord-not-acknowledged", "slack-installation-failed"];
const events = (): readonly string[] => logged.map((line): string => JSON.parse(line).msg);

/** Signs in twice, out once, and sends a form; the session that stays. */
async function useThePage(): Promise<Visit> {
  const [left, stays] = [between.browser(), between.browser()];
  await left.signIn((await ada.asksForSignInLink()) ?? "");
  await left.submit(await left.get("/me"), english.web.signOut);
  await stays.signIn((await ada.asksForSignInLink()) ?? "");
  await stays.submit(await stays.get("/me"), "Send", { command: "whoami", text: "" });
  auditCsv = (await stays.get("/audit.csv")).text;
  return stays;
}

/** What is still being answered has to keep where the answer goes. */
async function everythingAnswered(): Promise<void> {
  await vi.waitFor(async () => {
    const { rows } = await between.bot.core.database.pool.query(
      "SELECT 1 FROM question WHERE finished_at IS NULL",
    );
    expect(rows).toEqual([]);
  }, patience);
}

const records = (): Promise<string> => databaseDump(between.bot.core.database.pool);

describe("Everything that opens a door", () => {
  it("has been used, and some of it is still good", () => {
    const kinds = [...new Set(between.secrets().map(({ kind }) => kind))].toSorted();

    expect(kinds).toEqual([
      "256 random bits",
      "CLUSTERBOT_KEYS",
      "DISCORD_TOKEN",
      "Discord bot token",
      "Discord interaction token",
      "OPENAI_API_KEY",
      "SLACK_APP_TOKEN",
      "SLACK_BOT_TOKEN",
      "SLACK_CLIENT_SECRET",
      "Slack OAuth code",
      "Slack OAuth state",
      "Slack bot token",
      "Slack bot token of an installation",
      "Slack response_url",
      "code to link accounts",
    ]);
    const values = new Set(between.secrets().map(({ value }) => value));
    for (const value of [
      alive.administratorCode,
      alive.linkCode,
      new URL(alive.signInLink).hash.slice(1),
      new URL(alive.installation.address).searchParams.get("state") ?? "",
      alive.session.cookies.get("__Host-clusterbot") ?? "",
    ])
      expect(values).toContain(value);
  });

  it.each([
    ["the records", async () => `${await records()}`],
    ["the log at its most talkative", async () => logged.join("")],
    ["the exported audit trail", async () => auditCsv],
  ])("cannot be read in %s", async (_, read) => {
    const text = await read();

    expect(text).toContain(north.teamId);
    expect(secretsReadableIn(text, between.secrets())).toEqual([]);
    expect(lookingLikeSecrets(text)).toEqual([]);
  });

  it("was still good while it was looked for", async () => {
    const { session, administratorCode: code, linkCode, signInLink, installation } = alive;

    expect((await session.get("/me")).status).toBe(200);
    expect((await between.browser().signIn(signInLink)).status).toBe(200);
    expect(await sam.uses("link", { code: linkCode })).toContain("linked already");
    expect(await between.onSlack(north).says(`link ${code}`)).toContain(english.accounts.administrator);
    const back = new URL(between.slack.oauth.agree(installation.address, north));
    expect((await installation.visit.get(`${back.pathname}${back.search}`)).status).toBe(200);
  });
});

describe("The search", () => {
  const value = 'canary/Zm9v+43 "bits"';
  const bytes = Buffer.from(value);
  const canary = { kind: "canary", value };

  it.each([
    ["as it is", value],
    ["in JSON", JSON.stringify({ deep: [value] })],
    ["in an address", `https://bot.example.org/?code=${encodeURIComponent(value)}`],
    ["in hexadecimal", `hash ${bytes.toString("hex")}`],
    ["in base64 behind one other byte", Buffer.from(`:${value}.`).toString("base64")],
    ["in base64url behind two other bytes", Buffer.from(`::${value}..`).toString("base64url")],
  ])("finds what stands in a text or among bytes, %s", async (_, written) => {
    const { pool } = between.bot.core.database;
    await pool.query("CREATE SCHEMA canary");
    await pool.query("CREATE TABLE canary.texts (text text)");
    await pool.query("CREATE TABLE canary.bytes (bytes bytea)");
    try {
      await pool.query("INSERT INTO canary.texts VALUES ($1)", [written]);
      const inText = secretsReadableIn(await records(), [canary]);
      await pool.query("DELETE FROM canary.texts");
      const inNothing = secretsReadableIn(await records(), [canary]);
      await pool.query("INSERT INTO canary.bytes VALUES ($1)", [Buffer.from(written)]);
      const inBytes = secretsReadableIn(await records(), [canary]);

      expect(inText.map(({ kind }) => kind)).toContain("canary");
      expect(inNothing).toEqual([]);
      expect(inBytes.map(({ kind }) => kind)).toContain("canary");
    } finally {
      await pool.query("DROP SCHEMA canary CASCADE");
    }
  });

  it("finds a secret nobody collected by what it looks like", () => {
    const text = `{"note": "xoxp-1-abc", "link": "#${"aB3_".repeat(11).slice(1)}", "said": "link 0A1B2-C3D4E"}`;

    expect(lookingLikeSecrets(text).map(({ kind }) => kind)).toEqual([
      "Slack token",
      "code to link accounts",
      "256 random bits",
    ]);
  });
});
