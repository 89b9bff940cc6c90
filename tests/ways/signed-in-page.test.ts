// Somebody gets their link on Slack and uses the page as themselves: what they may see follows the records at once.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { secretsReadableIn } from "../support/clear-text.ts";
import { databaseDump } from "../support/database-dump.ts";
import { people } from "../support/fake-discord/world.ts";
import { generalChannel, person } from "../support/fake-slack/workspace.ts";
import { createSomebodyOnDiscord } from "../support/on-discord.ts";
import { createSomebodyOnSlack } from "../support/on-slack.ts";
import { type BotBetweenFakes, startBotBetweenFakes } from "../support/running-bot.ts";
import { secretsInUse } from "../support/secrets-in-use.ts";
import { createVisit, formWith, type Visit, type Visited, valuesIn, withFile } from "../support/web-visit.ts";

const documents = {
  "fees.md": `---
title: Fees of North Cluster
cluster: north
kind: membership
audience: members
published: 2026-04
url: https://north.example/fees
---
# Fees

The annual fee of North Cluster for companies is 240 pounds, and freelancers pay 60 pounds.
`,
};
const fees = encodeURIComponent("What is the annual fee of North Cluster for companies?");

let between: BotBetweenFakes;
let url: string;

beforeAll(async () => {
  between = await startBotBetweenFakes(documents);
  url = between.bot.web.address()?.url ?? "";
});
afterAll(() => between.close());

function linkFor(user: string): Promise<string | null> {
  const { slack } = between;
  const seat = { slack, carrier: slack.socket, workspace: slack.workspace, user };
  return createSomebodyOnSlack(seat).asksForSignInLink();
}

async function visitOf(user: string): Promise<Visit> {
  const visit = createVisit(url);
  await visit.signIn((await linkFor(user)) ?? "");
  return visit;
}

const database = () => between.bot.core.database.pool;

async function give(role: "manager" | "administrator", cluster: string | null): Promise<void> {
  await database().query(
    `INSERT INTO role_grant (id, role, cluster_id, person_id)
     SELECT gen_random_uuid(), $1::role, $2, person_id FROM platform_account WHERE reference LIKE 'slack:%/' || $3`,
    [role, cluster, person],
  );
}

async function alsoManager(account: string): Promise<void> {
  await database().query(
    `WITH somebody AS (INSERT INTO person (id) VALUES (gen_random_uuid()) RETURNING id),
       known AS (INSERT INTO platform_account (reference, person_id) SELECT $1, id FROM somebody)
     INSERT INTO role_grant (id, role, cluster_id, person_id) SELECT gen_random_uuid(), 'manager', 'north', id FROM somebody`,
    [account],
  );
}

const navigation = ({ document }: Visited): readonly (string | null)[] =>
  [...document.querySelectorAll("nav a")].map((link) => link.getAttribute("href"));

describe("the page of somebody who came by their link from Slack", () => {
  it("answers from what that person may read, and a stranger from public material", async () => {
    const visit = await visitOf(person);

    const inside = await visit.get(`/?q=${fees}`);
    const outside = await createVisit(url).get(`/?q=${fees}`);

    expect(inside.words).toContain("240 pounds");
    expect(outside.words).toContain("I don't know");
    expect(outside.words).not.toContain("240");
  });

  it("gives a guest no link", async () => {
    expect(await linkFor("U0GUEST001")).toBeNull();
  });

  it("shows and opens more with a role, and less from the moment it is taken", async () => {
    const visit = await visitOf(person);

    const before = await visit.get("/");
    await give("manager", "north");
    const asManager = [
      await visit.get("/"),
      await visit.get("/audit"),
      await visit.get("/audit.csv"),
    ] as const;
    await database().query("DELETE FROM role_grant WHERE person_id IS NOT NULL");
    const after = [await visit.get("/"), await visit.get("/audit"), await visit.get("/audit.csv")] as const;

    expect(navigation(before)).toEqual(["/", "/calendars", "/positions", "/me"]);
    expect(navigation(asManager[0])).toEqual([
      "/",
      "/calendars",
      "/documents",
      "/events",
      "/announcements",
      "/positions",
      "/workspaces",
      "/sources",
      "/audit",
      "/me",
    ]);
    expect(asManager[1].words).toContain("workspace-taken-over");
    expect(asManager[2].text).toMatch(/^when,who,what|^"when","who","what"/);
    expect(navigation(after[0])).toEqual(["/", "/calendars", "/positions", "/me"]);
    expect(after.slice(1).map(({ status }) => status)).toEqual([403, 403]);
  });

  it("sets the workspace up, from button to form to what is recorded, and by whom", async () => {
    const visit = await visitOf(person);
    await give("manager", "north");

    const page = await visit.get("/workspaces");
    const form = await visit.submit(page, english.setup.buttons.channels);
    const wrong = await visit.submit(form, "Save", { "field.channels": "#general" });
    const saved = await visit.submit(wrong, "Save", {
      "field.channels": `https://app.slack.com/client/${between.slack.workspace.teamId}/${generalChannel}`,
      "field.purposes": ["announcements", "questions"],
      "field.audience": "public",
    });
    const trail = await visit.get("/audit");
    await database().query("DELETE FROM role_grant WHERE person_id IS NOT NULL");
    const tooLate = await visit.submit(form, "Save", { "field.channels": generalChannel });

    expect(wrong.document.querySelector("[role=alert]")?.textContent).toContain("“#general” is no link");
    expect(saved.words).toContain(english.setup.saved);
    expect(trail.words).toMatch(/Who ?slack:T0CLUSTER1\/U0PERSON01 ?What ?workspace-channels-set-up/);
    expect(tooLate.words).toContain(english.permit["needs-role"]);
    const { rows } = await database().query("SELECT purposes FROM workspace_channel WHERE channel_id = $1", [
      generalChannel,
    ]);
    expect(rows).toEqual([{ purposes: ["announcements", "questions"] }]);
  });

  it("adds a document from a file, which is cited once it is published and not before", async () => {
    const visit = await visitOf(person);
    await give("manager", "north");
    const question = `/?q=${encodeURIComponent("How many parking spaces does the office of North Cluster have?")}`;

    const form = await visit.submit(await visit.get("/documents"), english.web.addDocument);
    const { body, headers } = withFile(
      {
        ...valuesIn(formWith(form, english.documents.form.send)),
        "field.kind": "guide",
        "field.audience": "members",
      },
      {
        field: "field.file",
        name: "office.md",
        type: "text/markdown",
        text: "# The office\n\nThe office of North Cluster has seventeen parking spaces behind the building.\n",
      },
    );
    const draft = await visit.post("/do", body, headers);
    const before = await visit.get(question);
    const published = await visit.submit(draft, english.documents.button.publish);
    const after = await visit.get(question);
    const outside = await createVisit(url).get(question);
    await database().query("DELETE FROM role_grant WHERE person_id IS NOT NULL");

    expect(draft.words).toContain("seventeen parking spaces");
    expect(before.words).not.toContain("seventeen");
    expect(published.status).toBe(200);
    expect(after.words).toContain("seventeen parking spaces");
    expect(outside.words).not.toContain("seventeen");
  });

  it("adds an event on Slack or Discord and looks after it on the page; it is shown wherever it may be", async () => {
    const { slack, discord } = between;
    const seat = { slack, carrier: slack.socket, workspace: slack.workspace, user: person };
    const [onSlack, onDiscord] = [
      createSomebodyOnSlack(seat),
      createSomebodyOnDiscord({ discord, userId: people.asker }),
    ];
    const { form, audiences, button } = english.addedEvents;
    const visit = await visitOf(person);
    await give("manager", "north");
    await alsoManager(onDiscord.reference);
    // Each calendar is made once a minute at most.
    const places = async (calendar: string) => {
      const stranger = createVisit(url);
      return {
        member: await onSlack.says("events tomorrow"),
        channel: await onSlack.mentions("What events are on tomorrow in Newcastle?"),
        calendar: (await stranger.get(`/calendar/${calendar}.ics`)).text,
        page: (await stranger.get(`/?q=${encodeURIComponent("When is the wombat supper?")}`)).words,
      };
    };

    const typed = { [form.title]: "Wombat Supper", [form.when]: "tomorrow 6 till 8pm" };
    const where = { [form.where]: "Old Mill, Newcastle" };
    await onSlack.fillsIn("events add", { ...typed, ...where, [form.audience]: audiences.public });
    const before = await places("cluster-north");
    await onSlack.presses(button.publish);
    const secret = { ...where, [form.title]: "Quokka Breakfast", [form.when]: "tomorrow 9am" };
    await onDiscord.fillsIn("events add", { ...secret, [form.audience]: audiences.members });
    const published = await onDiscord.presses(button.publish);
    const after = await places("all");
    const page = await visit.get("/events");
    const called = await visit.submit(page, button.cancelled);
    await database().query("DELETE FROM role_grant WHERE person_id IS NOT NULL");
    const tooLate = await visit.submit(page, button.withdraw);

    for (const shown of Object.values(before))
      expect(shown).not.toMatch(/Wombat Supper (?:—|is planned)|SUMMARY/);
    for (const shown of Object.values(after)) expect(shown).toContain("Wombat Supper");
    expect(published).toContain("Quokka Breakfast");
    expect(after.member).toContain("Quokka Breakfast");
    for (const shown of [after.channel, after.calendar, after.page]) expect(shown).not.toContain("Quokka");
    expect(page.words).toContain("Quokka Breakfast");
    expect(called.words).toContain("is now told as cancelled");
    expect(tooLate.words).toContain(english.permit["needs-role"]);
  });

  it("says at /me who one is, and carries out commands", async () => {
    const visit = await visitOf(person);

    const page = await visit.get("/me");
    const said = await visit.submit(page, "Send", { command: "help", text: "" });

    expect(page.words).toContain(`/${person}`);
    expect(page.words).toContain("North Cluster");
    expect(said.words).toContain("What I can do");
  });

  it("makes no link to sign in on the page itself", async () => {
    const visit = await visitOf(person);

    const said = await visit.submit(await visit.get("/me"), "Send", { command: "web", text: "" });

    expect(said.words).toContain("only on Slack and Discord");
    expect(said.text).not.toContain("/sign-in#");
  });

  it("ends when the workspace is gone, even in the middle of a visit", async () => {
    const visit = await visitOf(person);
    const { teamId } = between.slack.workspace;

    await between.bot.core.register.left({ platform: "slack", id: teamId });
    const page = await visit.get(`/?q=${fees}`);
    await database().query(
      "UPDATE workspace SET state = 'confirmed', gone_at = NULL WHERE external_id = $1",
      [teamId],
    );

    expect(page.status).toBe(401);
    expect(page.words).toContain("WEB_SESSION_ENDED");
    expect(page.words).not.toContain("240");
  });

  it("leaves no link and no cookie in the records", async () => {
    const link = (await linkFor(person)) ?? "";
    const visit = createVisit(url);
    await visit.signIn(link);
    await visit.get(`/?q=${fees}`);

    const secrets = secretsInUse(between, { visits: [visit], printed: [] });
    const records = await databaseDump(database());

    const values = secrets.map(({ value }) => value);
    expect(values).toContain(new URL(link).hash.slice(1));
    expect(values).toContain(visit.cookies.get("clusterbot"));
    expect(records).toContain(person);
    expect(secretsReadableIn(records, secrets)).toEqual([]);
  });
});
