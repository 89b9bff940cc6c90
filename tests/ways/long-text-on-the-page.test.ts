// An announcement of 12,000 characters is written and changed on the page in one piece; Slack's form takes a part of it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { generalChannel, person } from "../support/fake-slack/workspace.ts";
import { createSomebodyOnSlack } from "../support/on-slack.ts";
import { type BotBetweenFakes, startBotBetweenFakes } from "../support/running-bot.ts";
import { createVisit, formWith, type Visit, valuesIn } from "../support/web-visit.ts";

const { button, form } = english.announcements;
const { writeAnnouncement } = english.web;

let between: BotBetweenFakes;
let visit: Visit;

beforeAll(async () => {
  between = await startBotBetweenFakes({});
  const { slack, bot } = between;
  const seat = { slack, carrier: slack.socket, workspace: slack.workspace, user: person };
  const link = await createSomebodyOnSlack(seat).asksForSignInLink();
  visit = createVisit(bot.web.address()?.url ?? "");
  await visit.signIn(link ?? "");
  await bot.core.database.pool.query(
    `INSERT INTO role_grant (id, role, cluster_id, person_id)
     SELECT gen_random_uuid(), 'manager', 'north', person_id FROM platform_account WHERE reference LIKE 'slack:%/' || $1`,
    [person],
  );
  await bot.core.database.pool.query(
    "UPDATE workspace_channel SET purposes = '{announcements}' WHERE channel_id = $1",
    [generalChannel],
  );
});
afterAll(() => between.close());

const fields = (body: string) => ({
  "field.title": "Doors open at six",
  "field.body": body,
  "field.to": "North Cluster",
  "field.when": "in 3 days 9:00",
});

/** Lines of text, of so many characters together, with an end that can be told. */
function textOf(characters: number, end: string): string {
  const line = "Come along to this meet-up, and bring whoever you like to bring along.\n";
  return line
    .repeat(Math.ceil(characters / line.length))
    .slice(0, characters - end.length - 1)
    .concat(" ", end);
}

async function keptBodies(): Promise<readonly string[]> {
  const { rows } = await between.bot.core.database.pool.query<{ body: string }>(
    "SELECT content ->> 'body' AS body FROM announcement ORDER BY number",
  );
  return rows.map(({ body }) => body);
}

describe("a text of 12,000 characters", () => {
  it("is written and changed whole on the page", async () => {
    const written = textOf(12_000, "THE END");

    const empty = await visit.submit(await visit.get("/announcements"), writeAnnouncement);
    const shown = await visit.submit(empty, form.submit, fields(written.replaceAll("\n", "\r\n")));
    const change = await visit.submit(shown, button.change);
    const filled = valuesIn(formWith(change, form.submit))["field.body"];
    await visit.submit(change, form.submit, {
      "field.body": textOf(11_000, "ANOTHER END").replaceAll("\n", "\r\n"),
    });

    expect(filled).toBe(written);
    expect(change.words).not.toContain(form.textHintLong);
    expect(await keptBodies()).toEqual([textOf(11_000, "ANOTHER END")]);
  });
});

describe("a text that is too long", () => {
  it.each([12_001, 200_000])("of %d characters comes back whole, with a sentence", async (characters) => {
    const typed = textOf(characters, "THE END").replaceAll("t", "ŧ");
    const before = await keptBodies();

    const empty = await visit.submit(await visit.get("/announcements"), writeAnnouncement);
    const again = await visit.submit(empty, form.submit, fields(typed));

    expect(again.status).toBe(422);
    expect(again.document.querySelector("[role=alert]")?.textContent).toContain(
      english.web.formProblems.tooLong(form.text, 12_000),
    );
    expect(valuesIn(formWith(again, form.submit))).toMatchObject(fields(typed));
    // A browser would cut what is pasted, without a word.
    expect(formWith(empty, form.submit).querySelector("textarea")?.hasAttribute("maxlength")).toBe(false);
    expect(await keptBodies()).toEqual(before);
  });
});
