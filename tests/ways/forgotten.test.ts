// Somebody wants to be forgotten: they say so in chat, are told what that means, say so again, and are gone from every
// record, the request itself included.
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createLog } from "../../src/adapters/log/create-log.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createPeopleDirectory } from "../../src/adapters/postgres/people-directory.ts";
import { createPersonalData } from "../../src/adapters/postgres/personal-data.ts";
import { createQuestionStore } from "../../src/adapters/postgres/question-store.ts";
import type { IncomingRequest, Platform, Sending, SendOutcome } from "../../src/chat/platform.port.ts";
import type { Asker, Request } from "../../src/chat/request.ts";
import { type Dispatched, dispatch } from "../../src/commands/dispatch.ts";
import { createRequestInbox, type RunningInbox } from "../../src/commands/request-inbox.ts";
import { english } from "../../src/messages/english.ts";
import { aDispatchNeeds } from "../support/command-needs.ts";
import { freshDatabase } from "../support/database.ts";
import { databaseDump, emptyDatabase } from "../support/database-dump.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";
import { noForm } from "../support/no-form.ts";
import { ada, addPerson, addQuestion, bob } from "../support/person-everywhere.ts";

let database: Database;
const logged: string[] = [];
const sent: Sending[] = [];
const outcomes: SendOutcome[] = [];
const running: RunningInbox[] = [];

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  await emptyDatabase(database.pool);
  for (const list of [logged, sent, outcomes]) list.length = 0;
});
afterEach(async () => {
  for (const inbox of running.splice(0)) await inbox.stop();
});

const platform: Platform = {
  name: "slack",
  canAnswerLater: true,
  start: async () => {},
  stop: async () => {},
  health: () => ({ state: "connected", detail: "" }),
  send: async (sending) => {
    sent.push(sending);
    return outcomes.shift() ?? { kind: "sent", remoteId: "1.2" };
  },
};

function openInbox(how?: (request: Request) => Promise<Dispatched>): RunningInbox {
  const log = createLog("debug", { write: (line) => logged.push(line) });
  const needs = aDispatchNeeds({
    people: createPeopleDirectory(database.pool),
    personalData: createPersonalData(database.pool),
    log,
  });
  const inbox = createRequestInbox({
    store: createQuestionStore(database.prisma),
    platforms: new Map([["slack", platform]]),
    dispatch: how ?? ((request) => dispatch(request, needs)),
    form: noForm,
    conceal: (request) => request,
    messages: english,
    log,
  });
  running.push(inbox);
  return inbox;
}

/** What Ada types after `/cluster`, seen by her alone. */
function fromAda(text: string, changes: Partial<Asker> = {}): IncomingRequest {
  const { slackUser: id, name } = ada;
  const asker = { id, name, standing: "member" as const, groups: [], runsWorkspace: false, ...changes };
  const place = { workspace: "T012AB3CD", channel: "D0ADA", visibility: "private" } as const;
  return {
    ...anIncomingRequest({ ...place, asker, command: "forget-me", text }),
    replyAddress: { kind: "command", responseUrl: null, channel: "D0ADA", user: id },
  };
}

/** Everything in the database in one text, from which nothing of Ada may be read. */
async function expectNothingOfAda(): Promise<void> {
  const dump = (await databaseDump(database.pool))
    .replaceAll(bob.slack, "Bob")
    .replaceAll(bob.discord, "Bob");
  for (const word of [ada.slackUser, ada.discordUser, ada.person, ada.name, "Lovelace", "D0ADA"])
    expect(dump).not.toContain(word);
}

const replies = (): string[] => sent.map(({ reply }) => reply.summary);

describe("somebody who wants to be forgotten", () => {
  it("is told first what that means, with a button; nothing is deleted yet", async () => {
    await addPerson(database.pool, ada);
    const inbox = openInbox();

    await inbox.accept(fromAda(""));
    await inbox.stop();

    expect(sent[0]?.reply.blocks).toContainEqual({
      type: "actions",
      buttons: [{ label: "Forget me", command: "forget-me", text: "yes", style: "danger" }],
    });
    expect(replies()[0]).toContain("Nothing has been deleted yet");
    expect(await databaseDump(database.pool)).toContain(ada.name);
  });

  it("is gone from the whole database once they have the reply, with the request itself, and from the log", async () => {
    await addPerson(database.pool, ada, "manager");
    await addPerson(database.pool, bob, "administrator");
    await addQuestion(database, ada);
    const inbox = openInbox();
    await inbox.accept(fromAda(""));
    await inbox.accept(fromAda("yes"));

    await inbox.stop();

    expect(replies().at(-1)).toMatch(/^Done\. \d records of yours were deleted/);
    await expectNothingOfAda();
    expect(await databaseDump(database.pool)).toContain("person-erased");
    for (const word of [ada.slackUser, ada.discordUser, ada.name])
      expect(logged.join("")).not.toContain(word);
  });

  it.each(["guest", "outsider", "unknown"] as const)("may be %s", async (standing) => {
    await addQuestion(database, ada);
    const inbox = openInbox();

    await inbox.accept(fromAda("yes", { standing }));
    await inbox.stop();

    expect(replies()).toEqual([english.privacy.done(1)]);
    await expectNothingOfAda();
  });

  it("of whom nothing was kept is told so, and the request goes all the same", async () => {
    const inbox = openInbox();

    await inbox.accept(fromAda(" YES "));
    await inbox.stop();

    expect(replies()).toEqual([english.privacy.nothingKept]);
    await expectNothingOfAda();
  });

  it("is told to hand over first when they are the only administrator, and stays", async () => {
    await addPerson(database.pool, ada, "administrator");
    const inbox = openInbox();

    await inbox.accept(fromAda("yes"));
    await inbox.stop();

    expect(replies()).toEqual([english.privacy.lastAdministrator]);
    expect(await database.prisma.roleGrant.count()).toBe(1);
    expect(await database.prisma.question.findMany()).toMatchObject([{ state: "sent" }]);
  });

  it("does it where nobody else reads along", async () => {
    await addPerson(database.pool, ada);
    const inbox = openInbox();
    const { request, replyAddress } = fromAda("yes");

    await inbox.accept({ request: { ...request, visibility: "shared" }, replyAddress });
    await inbox.stop();

    expect(replies()).toEqual([english.request.onlyInPrivate("forget-me")]);
    expect(await database.prisma.person.count()).toBe(1);
  });

  it("cannot be told from others where the platform knows no accounts", async () => {
    const needs = aDispatchNeeds();
    const { request } = anIncomingRequest({
      platform: "web",
      workspace: null,
      command: "forget-me",
      text: "yes",
      visibility: "private",
    });

    expect(await dispatch({ ...request, asker: { ...request.asker, id: "visitor" } }, needs)).toMatchObject({
      reply: { summary: english.privacy.noAccount },
    });
  });
});

describe("being forgotten, when the bot is killed in between", () => {
  it("after the erasure and before the reply was stored: the next start replies, and nothing is left", async () => {
    await addPerson(database.pool, ada);
    const message = fromAda("yes");
    await createQuestionStore(database.prisma).add(message);
    await createPersonalData(database.pool).erase({
      whom: { account: ada.slack },
      by: { actor: "erased", place: "slack:T012AB3CD" },
      keptDelivery: message.request.deliveryKey,
    });
    const inbox = openInbox();

    await inbox.start({ ownsEverything: true });
    await inbox.stop();

    expect(replies()).toEqual([english.privacy.nothingKept]);
    await expectNothingOfAda();
  });

  it("while the reply was sent: it is sent again, and nothing is left", async () => {
    await addPerson(database.pool, ada);
    outcomes.push({ kind: "wait", seconds: 1 });
    const inbox = openInbox();
    await inbox.accept(fromAda("yes"));
    await inbox.stop();
    await database.pool.query("UPDATE question SET lease_until = now() - interval '1 second'");
    const next = openInbox();

    await next.start({ ownsEverything: true });
    await next.stop();

    expect(replies()).toEqual([english.privacy.done(3), english.privacy.done(3)]);
    await expectNothingOfAda();
  });
});

describe("a question of somebody who is forgotten meanwhile", () => {
  const forget = () =>
    createPersonalData(database.pool).erase({
      whom: { account: ada.slack },
      by: { actor: "command line", place: "command line" },
      keptDelivery: null,
    });

  it("gets no reply when the answer was just being written", async () => {
    const begun = Promise.withResolvers<void>();
    const gate = Promise.withResolvers<void>();
    const inbox = openInbox(async () => {
      begun.resolve();
      await gate.promise;
      return { kind: "replied", reply: { summary: "Late.", blocks: [{ type: "divider" }] } };
    });
    await inbox.accept(fromAda(""));
    await begun.promise;

    await forget();
    gate.resolve();
    await inbox.stop();

    expect(sent).toEqual([]);
    await expectNothingOfAda();
  });

  it("is not even begun when it was waiting behind others", async () => {
    const gate = Promise.withResolvers<void>();
    const worked: string[] = [];
    const inbox = openInbox(async ({ asker }) => {
      worked.push(asker.name);
      await gate.promise;
      return { kind: "replied", reply: { summary: "Here.", blocks: [{ type: "divider" }] } };
    });
    for (let count = 0; count < 8; count += 1) await inbox.accept(anIncomingRequest());
    await inbox.accept(fromAda("yes"));
    await inbox.accept(anIncomingRequest({ command: "help" }));

    await forget();
    gate.resolve();

    await expect.poll(() => sent.length, { timeout: 10_000 }).toBe(9);
    await inbox.stop();
    expect(worked).not.toContain(ada.name);
  });
});
