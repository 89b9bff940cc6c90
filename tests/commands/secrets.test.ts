import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createQuestionStore } from "../../src/adapters/postgres/question-store.ts";
import { concealed } from "../../src/chat/conceal.ts";
import type { Platform, Sending, SendOutcome } from "../../src/chat/platform.port.ts";
import { plainReply, type Reply } from "../../src/chat/reply.ts";
import { createRequestInbox, type RunningInbox } from "../../src/commands/request-inbox.ts";
import { english } from "../../src/messages/english.ts";
import { freshDatabase } from "../support/database.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";
import { noForm } from "../support/no-form.ts";
import { silentLog } from "../support/silent-log.ts";

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

let made = 0;
const aSecretReply = (): Reply => {
  made += 1;
  return { ...plainReply(`Your code is ${concealed("code")}.`), secrets: { code: `CODE-${made}` } };
};

function anInbox(outcomes: SendOutcome[] = []): { inbox: RunningInbox; sent: Sending[] } {
  const sent: Sending[] = [];
  const platform: Platform = {
    name: "slack",
    canAnswerLater: true,
    start: async () => {},
    stop: async () => {},
    health: () => ({ state: "connected", detail: "" }),
    send: async (sending) => {
      sent.push(sending);
      return outcomes.shift() ?? { kind: "sent", remoteId: null };
    },
  };
  const inbox = createRequestInbox({
    store: createQuestionStore(database.prisma),
    platforms: new Map([["slack", platform]]),
    dispatch: async () => ({ kind: "replied", reply: aSecretReply() }),
    form: noForm,
    conceal: (request) => request,
    messages: english,
    log: silentLog,
  });
  return { inbox, sent };
}

describe("a secret in a reply", () => {
  it("is made anew when the bot died before its reply was shown: a mark is never sent in its place", async () => {
    const dead = createQuestionStore(database.prisma);
    const question = await dead.add(anIncomingRequest());
    await dead.beginSending(question?.id ?? "", {
      ...plainReply(`Your code is ${concealed("code")}.`),
      isConcealed: true,
    });
    const { inbox, sent } = anInbox();

    await inbox.start({ ownsEverything: true });
    await inbox.stop();

    expect(sent.map(({ reply }) => reply.summary)).toEqual([expect.stringMatching(/CODE-\d+/)]);
  });
});
