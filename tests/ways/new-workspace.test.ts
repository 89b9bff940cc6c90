// A cluster comes to the federation with a Slack workspace and a Discord server: from the first click to a member who
// is shown a new document, and to strangers who are not. One story, read from top to bottom; whatever happens in it
// is done as people do it, through the product.
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { english } from "../../src/messages/english.ts";
import { makePdf } from "../adapters/files/make-files.ts";
import { secretsReadableIn } from "../support/clear-text.ts";
import { databaseDump } from "../support/database-dump.ts";
import type { Guild } from "../support/fake-discord/world.ts";
import { people, places } from "../support/fake-discord/world.ts";
import type { Workspace } from "../support/fake-slack/workspace.ts";
import { install } from "../support/installation.ts";
import type { SomebodyOnDiscord } from "../support/on-discord.ts";
import type { SomebodyOnSlack } from "../support/on-slack.ts";
import { linkCodeIn, type PublicBot, startPublicBot } from "../support/public-bot.ts";
import { createVisit } from "../support/web-visit.ts";

const documents = {
  "leaving.md": `---
title: Leaving North Cluster
cluster: north
kind: membership
audience: public
published: 2026-05-04
url: https://north.example/leaving
---
# Notice

Members of North Cluster leave by giving one month of written notice to the office.
`,
  "fees.md": `---
title: Fees of North Cluster
cluster: north
kind: membership
audience: members
published: 2026-04
url: https://north.example/fees
---
# Fees

The annual fee of North Cluster for companies is 240 pounds.
`,
};
const howToLeave = "How do members leave North Cluster?";
const theFee = "What is the annual fee of North Cluster for companies?";
const parking = "How many parking spaces does the office of North Cluster have?";

const { setup, documents: words, workspaces, permit, accounts } = english;
const { clusterForm, channelsForm, announcementsForm, contactsForm } = setup;

let between: PublicBot;
let north: Workspace;
let northOnDiscord: Guild;
let membersChannel: { readonly slack: string; readonly discord: string };

/** What strangers were told before the document was there. */
let beforePublishing: Readonly<Record<string, string>>;

/** Of the federation; its own workspace has its token in the bot's environment. */
let ada: SomebodyOnSlack;
/** Looks after North Cluster, with an account on either platform. */
let sam: { readonly slack: SomebodyOnSlack; readonly discord: SomebodyOnDiscord };
/** A member of North Cluster. */
let mia: SomebodyOnSlack;

beforeAll(async () => {
  between = await startPublicBot("http", documents, { settings: { federation: "fed" } });
  ada = between.onSlack(between.slack.workspace);
});
afterAll(() => between.close());

/** Everybody who is in North's places, once the bot is there. */
function peopleOfNorth(): void {
  const samsUser = "U0SAM00002";
  north.users.set(samsUser, { id: samsUser, teamId: north.teamId });
  north.channels.get(north.generalChannel)?.members.add(samsUser);
  const id = "G0MEMBERS2";
  const members = new Set([north.person, samsUser, north.botUser]);
  north.channels.set(id, { id, kind: "private", members, isArchived: false, isExternallyShared: false });
  membersChannel = { slack: id, discord: between.discord.addChannel(northOnDiscord.id) };
  mia = between.onSlack(north);
  sam = {
    slack: between.onSlack(north, samsUser),
    discord: between.onDiscord(people.asker, northOnDiscord.generalId),
  };
}

/** The same question of everybody who must not know: by who asks and where, what they are told. */
async function askedByStrangers(): Promise<Record<string, string>> {
  const question = `ask ${parking}`;
  const ask = { question: parking };
  const asked = `q=${encodeURIComponent(parking)}`;
  return {
    "a guest of the workspace": await between.onSlack(north, "U0GUEST002").says(question),
    "somebody of another organisation": await between.onSlack(north, "U0STRANGE2").says(question),
    "a member, where everybody in the channel reads along": await mia.mentions(parking),
    "a Slack workspace that waits": await ada.says(question),
    "a Discord server that waits": await between.onDiscord(people.asker, places.general).uses("ask", ask),
    "somebody on North's server without a role": await between
      .onDiscord(people.newcomer, northOnDiscord.generalId)
      .uses("ask", ask),
    "whoever is not signed in on the page": (await between.browser().get(`/?${asked}`)).words,
    "a program that is not signed in": (
      await createVisit(between.localUrl).get(`/api/ask?${asked}`)
    ).words.replace(/"timing":\{[^}]*\}/, ""),
  };
}

describe("A cluster that comes to the federation", () => {
  it("adds the bot to its Slack workspace and its Discord server; both wait, and nobody there reads more than the public", async () => {
    north = between.slack.addWorkspace({ isInstalled: false });
    const installed = await install(between.browser(), { slack: between.slack, workspace: north });
    northOnDiscord = between.discord.addToServer("North on Discord", [
      { userId: people.asker, roles: [], pending: false, flags: 0 },
      { userId: people.newcomer, roles: [], pending: false, flags: 0 },
    ]);
    await between.discord.gateway.allHeard();
    peopleOfNorth();

    expect(installed.words).toContain(`Clusterbot is in ${north.name}`);
    expect(await mia.says(`ask ${howToLeave}`)).toContain("one month of written notice");
    expect(await sam.discord.uses("ask", { question: howToLeave })).toContain("one month of written notice");
    for (const answer of [
      await mia.says(`ask ${theFee}`),
      await sam.discord.uses("ask", { question: theFee }),
    ]) {
      expect(answer).toContain("I don't know");
      expect(answer).not.toContain("240");
    }
    expect(await mia.says("whoami")).toContain(accounts.whoami.waiting);
  });

  it("waits for an administrator, who is made with a code from the command line", async () => {
    expect(await ada.says("workspaces")).toContain(permit["needs-role"]);

    expect(await ada.says(`link ${await between.administratorCode()}`)).toContain(accounts.administrator);
    const list = await ada.says("workspaces");

    for (const name of [north.name, northOnDiscord.name]) expect(list).toContain(name);
    expect(list).toContain(workspaces.count(0, 4, 0));
  });

  it("is confirmed by the administrator, place by place", async () => {
    const slack = await ada.fillsIn(`workspaces confirm slack:${north.teamId}`, {
      [clusterForm.cluster]: "North Cluster",
      [clusterForm.members]: clusterForm.given,
    });
    const discord = await ada.says(`workspaces confirm discord:${northOnDiscord.id} north`);

    expect(slack).toContain(workspaces.confirmed(north.name, "North Cluster"));
    expect(discord).toContain(workspaces.confirmed(northOnDiscord.name, "North Cluster"));
    expect(await ada.says("workspaces")).toContain(workspaces.count(2, 2, 0));
  });

  it("has a manager, who sets up the Slack workspace: from then on its members read members' documents", async () => {
    expect(await sam.slack.says("setup cluster")).toContain(permit["needs-role"]);
    expect(await mia.says(`ask ${theFee}`)).not.toContain("240");

    const given = await ada.says(`grant give ${sam.slack.reference} manager North Cluster`);
    const member = await sam.slack.fillsIn("setup cluster", {
      [clusterForm.members]: clusterForm.everyone,
    });
    const channel = await sam.slack.fillsIn("setup channels", {
      [channelsForm.channels]: [membersChannel.slack],
      [channelsForm.purposes]: [setup.purposes.questions, setup.purposes.announcements],
      [channelsForm.audience]: channelsForm.audiences.members,
    });

    expect(given).toContain("is manager of North Cluster now");
    expect(member).toContain(setup.facts.everyone);
    expect(channel).toContain(channelsForm.warning.members);
    expect(await mia.says(`ask ${theFee}`)).toContain("240 pounds");
    expect(await mia.mentions(theFee, membersChannel.slack)).toContain("240 pounds");
    expect(await mia.mentions(theFee)).not.toContain("240");
  });

  it("says what it agrees to when others announce something, and who answers when the documents do not", async () => {
    const consent = await sam.slack.fillsIn("setup announcements", {
      [announcementsForm.posting]: announcementsForm.postingChoices.hold,
      [announcementsForm.cap]: "2",
      [announcementsForm.quiet]: "20:00-08:00",
    });
    const contact = await sam.slack.fillsIn("setup contacts", {
      [contactsForm.topic]: setup.topics.membership,
      [contactsForm.role]: "the welcome desk of North Cluster",
      [contactsForm.address]: "https://north.example/welcome",
    });

    expect(consent).toContain(setup.consent.hold);
    expect(consent).toContain(setup.consent.quiet("20:00", "08:00", "Europe/London"));
    expect(contact).toContain("the welcome desk of North Cluster");
  });

  it("knows its manager on the other platform, too, once the accounts are linked", async () => {
    expect(await sam.discord.uses("setup cluster")).toContain(permit["needs-role"]);

    const code = linkCodeIn(await sam.slack.says("link"));
    const named = await sam.discord.uses("link", { code });
    const linked = await sam.discord.presses(accounts.confirm.button);

    for (const shown of [named, linked]) expect(shown).toContain(sam.slack.reference);
    for (const shown of [await sam.slack.says("whoami"), await sam.discord.uses("whoami")]) {
      for (const account of [sam.slack.reference, sam.discord.reference]) expect(shown).toContain(account);
      expect(shown).toContain("manager of North Cluster, by name, for good");
    }
    expect(await mia.says(`link ${code}`)).toContain(accounts.used);
  });

  it("is set up on Discord by the same manager", async () => {
    const member = await sam.discord.fillsIn("setup cluster", { [clusterForm.members]: clusterForm.given });
    const channel = await sam.discord.fillsIn("setup channels", {
      [channelsForm.channels]: [membersChannel.discord],
      [channelsForm.audience]: channelsForm.audiences.members,
    });
    const contact = await sam.discord.fillsIn("setup contacts", {
      [contactsForm.topic]: setup.topics.events,
      [contactsForm.role]: "the events team of North Cluster",
    });

    expect(member).toContain(setup.facts.given);
    expect(channel).toContain(channelsForm.warning.members);
    expect(contact).toContain("the events team of North Cluster");
  });

  it("has a document handed in on Discord: its manager sees what was understood before anybody is shown it", async () => {
    beforePublishing = await askedByStrangers();
    const pdf = await makePdf((page) => {
      page.text("The office of North Cluster has seventeen parking spaces behind the building.").addPage();
    });
    const file = between.discord.upload("parking.pdf", pdf, "application/pdf").id;

    const understood = await sam.discord.fillsIn(
      "documents add",
      {
        [words.form.title]: "Parking at the office",
        [words.form.kind]: words.kinds.guide,
        [words.form.audience]: words.audiences.members,
        [words.form.published]: "1 October 2026",
        [words.form.effective]: "from 1 November 2026",
      },
      { file },
    );

    expect(understood).toContain(words.draft.heading("Parking at the office"));
    expect(understood).toContain("2 pages, 1 passage");
    expect(understood).toContain(words.warning.pagesWithoutText("2", true));
    expect(understood).toContain("1 October 2026");
    expect(understood).toContain(words.audiences.members);
    expect(await mia.says(`ask ${parking}`)).not.toContain("seventeen");
    expect(await sam.discord.presses(words.button.publish)).toContain("1 passage can be cited");
  });

  it("is asked by a member on Slack, who is shown it with its source", async () => {
    const inPrivate = await mia.says(`ask ${parking}`);
    const amongMembers = await mia.mentions(parking, membersChannel.slack);

    for (const answer of [inPrivate, amongMembers]) {
      expect(answer).toContain("seventeen parking spaces");
      expect(answer).toContain("Parking at the office");
      expect(answer).toContain("North Cluster (your cluster), as of 1 October 2026");
    }
  });

  it("keeps it from strangers: what they are told is word for word what they were told before", async () => {
    const after = await askedByStrangers();

    expect(Object.keys(after)).toHaveLength(8);
    expect(after).toEqual(beforePublishing);
    for (const answer of Object.values(after)) expect(answer).not.toMatch(/seventeen|parking at the office/i);
  });

  it("has used tokens and codes for it, of which none can be read in the records afterwards", async () => {
    const secrets = between.secrets();
    const kinds = secrets.map(({ kind }) => kind);

    expect(kinds).toContain("SLACK_SIGNING_SECRET");
    expect(kinds).toContain("code to link accounts");
    expect(secretsReadableIn(await databaseDump(between.bot.core.database.pool), secrets)).toEqual([]);
  });
});
