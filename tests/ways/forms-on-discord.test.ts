// On Discord a form has five fields at most. What it has no room for is asked for behind buttons of its own, which are
// pressed here, and their forms filled in, as people do it.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { memberRole, people, places } from "../support/fake-discord/world.ts";
import { createSomebodyOnDiscord, type SomebodyOnDiscord } from "../support/on-discord.ts";
import { type BotBetweenFakes, createFakes, startBotBetween } from "../support/running-bot.ts";

const { announcements, positionWork: positions } = english;

let between: BotBetweenFakes;
let ada: SomebodyOnDiscord;

beforeAll(async () => {
  const fakes = await createFakes();
  between = await startBotBetween(fakes, {
    settingsFile: {
      federation: "fed",
      administrators: [`discord:${people.asker}`],
      workspaces: [
        {
          platform: "discord",
          id: fakes.discord.world.guildId,
          cluster: "north",
          members: [memberRole],
          channels: {},
        },
      ],
    },
    documents: { "clusters.yaml": clusters },
    environment: {},
  });
  ada = createSomebodyOnDiscord({
    discord: between.discord,
    channelId: places.general,
    userId: people.asker,
  });
});
afterAll(() => between.close());

const clusters = `federation: fed
clusters:
  - id: fed
    name: The Federation
  - id: north
    name: North Cluster
  - id: south
    name: South Cluster
`;

const dayIn = (days: number): Date => new Date(Date.now() + days * 86_400_000);
const isoDay = (days: number): string => dayIn(days).toISOString().slice(0, 10);
/** `9 December 2026` */
const inDays = (days: number): string =>
  dayIn(days).toLocaleDateString("en-GB", { dateStyle: "long", timeZone: "UTC" });

describe("What a form on Discord has no room for", () => {
  const { form, button } = announcements;

  it("is asked for under an announcement: for whom it is, with link and topic, and how late it may be", async () => {
    await ada.fillsIn("announce write", {
      [form.cluster]: "North Cluster",
      [form.titleField]: "Doors open at six",
      [form.text]: "The autumn meet-up is on.",
      [form.to]: "North Cluster",
      [form.when]: `${inDays(9)} 9:00`,
    });

    const changed = await ada.fillsInBehind(button.more, {
      [form.audience]: announcements.aim.audiences.members,
      [form.link]: "https://north.example/doors",
      [form.topic]: "Jobs",
      [form.late]: "4 hours",
    });

    expect(changed).toContain("Doors open at six");
    expect(await kept("SELECT content, aim, late_minutes FROM announcement")).toMatchObject([
      {
        content: {
          title: "Doors open at six",
          body: "The autumn meet-up is on.",
          link: "https://north.example/doors",
          topic: "jobs",
        },
        aim: { audience: "members", clusters: ["north"] },
        late_minutes: 240,
      },
    ]);
  });

  it("is asked for under an announcement: a picture, with what is on it", async () => {
    const problem = await ada.fillsInBehind(button.picture, {
      [form.image]: "https://north.example/doors.png",
    });
    const changed = await ada.fillsInBehind(announcements.problem.open, { [form.alt]: "Two doors, open" });

    expect(problem).toContain(announcements.problem.kept);
    expect(changed).toContain("Doors open at six");
    expect(await kept("SELECT content, aim FROM announcement")).toMatchObject([
      {
        content: {
          link: "https://north.example/doors",
          image: { url: "https://north.example/doors.png", alt: "Two doors, open" },
        },
        aim: { audience: "members" },
      },
    ]);
  });

  it("is asked for under the draft of a position, and kept when something in it was wrong", async () => {
    const { form: field, button: press, problem } = positions;
    const draft = await ada.fillsIn("positions propose", {
      [field.cluster]: "The Federation",
      [field.topic]: "Skills",
      [field.text]: "We ask for a levy that small firms can use.",
      [field.asked]: "North Cluster, South Cluster",
      [field.closes]: `${inDays(9)} 9:00`,
    });

    const wrong = await ada.fillsInBehind(press.more, {
      [field.titleField]: "On skills",
      [field.quorum]: "3",
      [field.embargo]: `${inDays(20)} 9:00`,
      [field.review]: inDays(90),
      [field.link]: "https://fed.example/skills",
    });
    const changed = await ada.fillsInBehind(announcements.problem.open, { [field.quorum]: "2" });

    expect(draft).toContain(positions.states.draft);
    expect(wrong).toContain(problem.unreachable(3, 2));
    expect(changed).toContain(positions.decided.changed);
    const [version] = await kept(
      `SELECT title, text, quorum, link, review_on::text, embargo_until, closes_at FROM position_version`,
    );
    expect(version).toMatchObject({
      title: "On skills",
      text: "We ask for a levy that small firms can use.",
      quorum: { kind: "count", signatures: 2 },
      link: "https://fed.example/skills",
      review_on: isoDay(90),
      embargo_until: expect.any(Date),
      closes_at: `${isoDay(9)}T09:00`,
    });
  });

  it("has room in the first form for everything else", async () => {
    const { form: field, button: press } = positions;

    await ada.fillsInBehind(press.change, { [field.text]: "We ask for two levies." });

    expect(await kept("SELECT title, text, link FROM position_version")).toEqual([
      { title: "On skills", text: "We ask for two levies.", link: "https://fed.example/skills" },
    ]);
  });
});

describe("Other names and readers", () => {
  it("are asked for by themselves", async () => {
    const { button, decided } = english.positionRequests;

    const changed = await ada.fillsInBehind(button.describe, {
      [positions.form.also]: "training, talent",
      [positions.form.audience]: positions.audiences.members,
    });

    expect(changed).toContain(decided.described);
    expect(await kept("SELECT also_called, audience, audience_clusters FROM position")).toEqual([
      { also_called: ["training", "talent"], audience: "members", audience_clusters: ["fed"] },
    ]);
  });
});

async function kept(query: string): Promise<readonly unknown[]> {
  const { rows } = await between.bot.core.database.pool.query(query);
  return rows;
}
