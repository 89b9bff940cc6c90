import { PermissionFlagsBits } from "discord.js";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Request } from "../../../src/chat/request.ts";
import { createRecordingInbox, type RecordingInbox } from "../../contracts/recording-inbox.ts";
import { type BotOnFake, createBotOnFake } from "../../support/fake-discord/bot.ts";
import { type Member, memberRole, people, places } from "../../support/fake-discord/world.ts";

let bot: BotOnFake;
let inbox: RecordingInbox;

beforeEach(async () => {
  bot = await createBotOnFake();
  inbox = createRecordingInbox();
  await bot.platform.start(inbox);
});

afterEach(async () => {
  await bot.platform.stop();
  await bot.fake.close();
});

/** The one request that what was said so far became. */
async function heard(): Promise<Request> {
  await bot.fake.gateway.allHeard();
  expect(inbox.offered).toHaveLength(1);
  const [incoming] = inbox.offered;
  if (incoming === undefined) throw new Error("nothing was heard");
  return incoming.request;
}

const asMember = (changes: Partial<Member>): void => {
  const member = { userId: people.asker, roles: [memberRole], pending: false, flags: 0, ...changes };
  bot.fake.world.members.set(people.asker, member);
};

describe("A command of two words", () => {
  it("is said with what was typed for it", async () => {
    const link = "https://north.example/fees";
    bot.fake.use({ command: "documents add", options: { link } });

    expect(await heard()).toMatchObject({ command: "documents add", text: link, attachments: [] });
  });

  it("comes with the file that was handed over, which is no part of the text", async () => {
    const { id } = bot.fake.upload("fees.pdf", "%PDF-1.7", "application/pdf");
    bot.fake.use({ command: "documents add", options: { file: id } });

    expect(await heard()).toMatchObject({
      command: "documents add",
      text: "",
      attachments: [
        {
          name: "fees.pdf",
          address: expect.stringContaining(`/${id}/fees.pdf`),
          mediaType: "application/pdf",
          size: 8,
        },
      ],
    });
  });

  it("picked from the menu of a message is about that message's words and files", async () => {
    const attachments = [bot.fake.upload("fees.txt", "240 pounds")];
    const content = "The fees: https://north.example/fees";
    const message = bot.fake.say({ content, userId: people.newcomer, attachments });

    bot.fake.pickFromMenu("Add to Clusterbot", message);

    expect(await heard()).toMatchObject({
      command: "documents add",
      text: content,
      attachments: [{ name: "fees.txt", size: 10 }],
      asker: { id: people.asker },
      visibility: "private",
    });
  });
});

describe("Whom a command names", () => {
  it("is written as an account when it is a person, and what was typed stands in the command's own order", async () => {
    bot.fake.use({
      command: "grant",
      options: { role: "manager", whom: people.newcomer, until: "2027-01-31" },
    });

    expect((await heard()).text).toBe(`2027-01-31 discord:${people.newcomer} manager`);
  });

  it("is written as a role of this server when it is one", async () => {
    bot.fake.use({ command: "grant", options: { whom: memberRole, role: "member" } });

    expect((await heard()).text).toBe(`discord-role:${bot.fake.world.guildId}/${memberRole} member`);
  });

  it("is written the same when it was typed as a mention", async () => {
    const link = `<@${people.newcomer}> <@!${people.asker}> <@&${memberRole}>`;
    bot.fake.use({ command: "documents add", options: { link } });

    expect((await heard()).text).toBe(
      `discord:${people.newcomer} discord:${people.asker} discord-role:${bot.fake.world.guildId}/${memberRole}`,
    );
  });

  it("stays as it was asked in a question", async () => {
    bot.fake.use({ options: { question: `Who is <@${people.newcomer}>?` } });

    expect((await heard()).text).toBe(`Who is <@${people.newcomer}>?`);
  });
});

describe("Who says a command", () => {
  it.each([
    ["the name they have in the server", { nick: "Rowan of the North" }, "Rowan of the North"],
    ["their user name where there is no other", {}, "person-001"],
  ])("is called by %s", async (_, member, name) => {
    asMember(member);
    bot.fake.use({ command: "whoami" });

    expect((await heard()).asker.name).toBe(name);
  });

  it.each([
    ["may manage the server", PermissionFlagsBits.ManageGuild, true],
    ["is an administrator of it", PermissionFlagsBits.Administrator, true],
    ["may manage channels only", PermissionFlagsBits.ManageChannels, false],
  ])("runs the server or not: somebody who %s", async (_, permissions, runsWorkspace) => {
    asMember({ permissions });
    bot.fake.use({ command: "whoami" });

    expect((await heard()).asker.runsWorkspace).toBe(runsWorkspace);
  });

  it.each([
    ["a role that may manage the server", PermissionFlagsBits.ManageGuild, true],
    ["a role of administrators", PermissionFlagsBits.Administrator, true],
    ["a role that may manage channels only", PermissionFlagsBits.ManageChannels, false],
  ])("runs the server by mention as well: somebody with %s", async (_, permissions, runsWorkspace) => {
    const { fake } = bot;
    fake.setRole(fake.world.guildId, "400000000000000009", permissions);
    asMember({ roles: ["400000000000000009"] });
    await fake.gateway.allHeard();
    fake.mention("whoami");

    expect(await heard()).toMatchObject({ command: "whoami", asker: { runsWorkspace } });
  });

  it("runs it by mention no longer once the role lets them no more", async () => {
    const { fake } = bot;
    asMember({ roles: [memberRole] });
    fake.setRole(fake.world.guildId, memberRole, PermissionFlagsBits.ManageGuild);
    fake.setRole(fake.world.guildId, memberRole, 0n);
    await fake.gateway.allHeard();
    fake.mention("whoami");

    expect((await heard()).asker.runsWorkspace).toBe(false);
  });

  it("runs it as its owner, without any role", async () => {
    bot.fake.world.members.set(people.owner, { userId: people.owner, roles: [], pending: false, flags: 0 });
    bot.fake.mention("whoami", { userId: people.owner });

    expect((await heard()).asker.runsWorkspace).toBe(true);
  });

  it("runs only the server they run, not another one they are in", async () => {
    const { fake } = bot;
    fake.setRole(fake.world.guildId, memberRole, PermissionFlagsBits.Administrator);
    const other = fake.addToServer("Northern cluster", [
      { userId: people.asker, roles: [memberRole], pending: false, flags: 0 },
    ]);
    await fake.gateway.allHeard();
    fake.mention("whoami", { channelId: other.generalId });

    expect((await heard()).asker.runsWorkspace).toBe(false);
  });
});

describe("Files with a mention", () => {
  const withFile = (text: string) =>
    bot.fake.mention(text, { attachments: [bot.fake.upload("fees.txt", "240 pounds")] });

  it("come with a command", async () => {
    withFile("documents add");

    expect(await heard()).toMatchObject({
      command: "documents add",
      visibility: "shared",
      attachments: [{ name: "fees.txt" }],
    });
  });

  it("are not kept with a question", async () => {
    withFile("what are the fees?");

    expect(await heard()).toMatchObject({ command: "ask", attachments: [] });
  });

  it("come with a command of one word for several", async () => {
    bot.fake.mention("documents", { channelId: places.general });

    expect(await heard()).toMatchObject({ command: "documents add", text: "" });
  });
});
