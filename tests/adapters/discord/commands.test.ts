import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { commandsToRegister } from "../../../src/adapters/discord/describe-commands.ts";
import type { CommandDescription } from "../../../src/chat/command-description.ts";
import { descriptions } from "../../../src/commands/catalogue.ts";
import { english } from "../../../src/messages/english.ts";
import { createRecordingInbox } from "../../contracts/recording-inbox.ts";
import { type BotOnFake, createBotOnFake } from "../../support/fake-discord/bot.ts";
import { commands } from "../../support/fake-discord/test-commands.ts";

let bot: BotOnFake;

beforeEach(async () => {
  bot = await createBotOnFake();
});

afterEach(async () => {
  await bot.platform.stop();
  await bot.fake.close();
});

const commandRoute = /^\/applications\/\d+\/commands$/;

const aCommand = (changes: Partial<CommandDescription> = {}): CommandDescription => ({
  name: "events",
  summary: "What is on",
  usage: "events",
  options: [],
  ...changes,
});

const registering = (descriptions: readonly CommandDescription[]) => () =>
  commandsToRegister(descriptions, { ...english.chat, ...english.discord });

describe("The /cluster command", () => {
  it("has a subcommand for each command and a group for those that begin with the same word", async () => {
    await bot.platform.start(createRecordingInbox());

    expect(bot.fake.world.commands[0]).toMatchObject({
      type: 1,
      name: "cluster",
      contexts: [0, 1],
      integration_types: [0],
      options: [
        { type: 1, name: "ask", options: [{ type: 3, name: "question", required: true }] },
        {
          type: 2,
          name: "documents",
          options: [
            {
              type: 1,
              name: "add",
              options: [
                { type: 3, name: "link" },
                { type: 11, name: "file" },
              ],
            },
            { type: 1, name: "list", options: [] },
          ],
        },
        {
          type: 1,
          name: "grant",
          options: [
            { type: 9, name: "whom", required: true },
            { type: 3, name: "role", required: true, choices: [{ value: "manager" }, {}, {}] },
            { type: 3, name: "until", required: false },
          ],
        },
        { type: 1, name: "setup" },
        { type: 1, name: "whoami" },
        { type: 1, name: "help", options: [] },
      ],
    });
    expect(bot.fake.specificationProblems() ?? []).toEqual([]);
  });

  it("stands in the menu of a message where a command says so", async () => {
    await bot.platform.start(createRecordingInbox());

    expect(bot.fake.world.commands.slice(1)).toMatchObject([{ type: 3, name: "Add to Clusterbot" }]);
  });

  it("leaves out what only buttons and forms lead to", async () => {
    await bot.platform.start(createRecordingInbox());

    expect(JSON.stringify(bot.fake.world.commands)).not.toContain("publish");
  });

  it("is not registered again when nothing about it has changed, in whatever order Discord gives it back", async () => {
    await bot.platform.start(createRecordingInbox());
    bot.fake.world.commands = bot.fake.world.commands.toReversed();
    const again = bot.anotherProcess();

    await again.start(createRecordingInbox());
    await again.stop();

    expect(bot.fake.journal.of("PUT", commandRoute)).toHaveLength(1);
  });

  it.each([
    ["a command is added", [...commands, aCommand()], '"events"'],
    [
      "an option gets another choice",
      commands.map((command) =>
        command.name === "grant"
          ? { ...command, options: command.options.map((option) => ({ ...option, choices: ["board"] })) }
          : command,
      ),
      '"board"',
    ],
  ])("is registered anew when %s", async (_, changed, sign) => {
    await bot.platform.start(createRecordingInbox());
    const newer = bot.anotherProcess({ commands: changed });

    await newer.start(createRecordingInbox());
    await newer.stop();

    expect(bot.fake.journal.of("PUT", commandRoute)).toHaveLength(2);
    expect(JSON.stringify(bot.fake.world.commands)).toContain(sign);
  });

  it("does not keep the bot from starting when it cannot be registered", async () => {
    bot.fake.faults.next("PUT", commandRoute, "server-error-before");

    await bot.platform.start(createRecordingInbox());

    expect(bot.platform.health()).toEqual({
      state: "connected",
      detail: `${english.chat.connected("Clusterbot")} ${english.chat.commandsNotRegistered}`,
    });
  });

  it("does not keep the bot from starting when Discord would not take what it offers", async () => {
    const tooMany = Array.from({ length: 26 }, (_, index) => aCommand({ name: `events-${index}` }));
    const platform = bot.anotherProcess({ commands: tooMany });

    await platform.start(createRecordingInbox());

    expect(platform.health().detail).toContain(english.chat.commandsNotRegistered);
    await platform.stop();
  });
});

describe("What Discord would not take as a command", () => {
  const option = { name: "when", summary: "When", isRequired: false };
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...option, name: `o${index}` }));

  it.each([
    ["a word that is a command and begins others", [aCommand(), aCommand({ name: "events next" })], "events"],
    ["more than 25 options", [aCommand({ options: many(26) })], "events"],
    [
      "more than 25 choices",
      [aCommand({ options: [{ ...option, choices: many(26).map(({ name }) => name) }] })],
      "events",
    ],
    [
      "a choice of more than 100 characters",
      [aCommand({ options: [{ ...option, choices: ["x".repeat(101)] }] })],
      "events",
    ],
    [
      "more than 25 commands",
      Array.from({ length: 26 }, (_, index) => aCommand({ name: `events-${index}` })),
      "events-25",
    ],
    [
      "more than 25 commands in a group",
      Array.from({ length: 26 }, (_, index) => aCommand({ name: `events e${index}` })),
      "events",
    ],
    [
      "more than 8000 characters in all",
      Array.from({ length: 5 }, (_, index) =>
        aCommand({
          name: `events-${index}`,
          summary: "s".repeat(100),
          options: many(25).map((one) => ({ ...one, summary: "s".repeat(100) })),
        }),
      ),
      "events-2",
    ],
  ])("is said with its name: %s", (_, refused, name) => {
    expect(registering(refused)).toThrow(`"${name}"`);
  });

  it("is nothing that the bot offers", () => {
    expect(registering(descriptions)().at(0)?.name).toBe("cluster");
  });

  it("is nothing of what stands just within the limits", async () => {
    const most = Array.from({ length: 25 }, (_, index) =>
      aCommand({ name: `events-${index}`, options: index === 0 ? many(25) : [] }),
    );
    const platform = bot.anotherProcess({ commands: most });

    await platform.start(createRecordingInbox());

    expect(bot.fake.world.commands).toHaveLength(1);
    await platform.stop();
  });
});
