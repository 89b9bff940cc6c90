import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { createQuestionStore } from "../../../src/adapters/postgres/question-store.ts";
import { plainReply } from "../../../src/chat/reply.ts";
import { freshDatabase } from "../../support/database.ts";
import { anIncomingRequest } from "../../support/incoming-request.ts";

let database: Database;

beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());
beforeEach(() => database.prisma.question.deleteMany());

const everything = { platforms: ["slack"], includeLeased: false, limit: 10 } as const;

/** As if the process that held every question had been silent for longer than its lease. */
async function letLeasesEnd(): Promise<void> {
  await database.prisma.question.updateMany({ data: { leaseUntil: new Date(0) } });
}

async function added(incoming = anIncomingRequest()) {
  const store = createQuestionStore(database.prisma);
  const question = await store.add(incoming);
  if (question === null) throw new Error("the question was taken for a duplicate");
  return { store, question };
}

describe("questions in the database", () => {
  it("keep what was asked and where to reply", async () => {
    const incoming = anIncomingRequest();

    const { question } = await added(incoming);

    expect(question).toMatchObject({ ...incoming, attempts: 1, reply: null, mayHaveBeenSentSince: null });
  });

  it("know a second delivery of the same message", async () => {
    const incoming = anIncomingRequest();
    const { store } = await added(incoming);

    expect(await store.add(incoming)).toBeNull();
    expect(await database.prisma.question.count()).toBe(1);
  });

  it("are stored once when the same delivery arrives twice at the same moment", async () => {
    const incoming = anIncomingRequest();
    const stores = [createQuestionStore(database.prisma), createQuestionStore(database.prisma)];

    const results = await Promise.all(stores.map((store) => store.add(incoming)));

    expect(results.filter((result) => result !== null)).toHaveLength(1);
  });

  it("stay with the process that holds them until its lease ends", async () => {
    const { question } = await added();
    const other = createQuestionStore(database.prisma);

    expect(await other.claim(everything)).toEqual([]);
    await letLeasesEnd();

    expect((await other.claim(everything)).map((claimed) => claimed.id)).toEqual([question.id]);
  });

  it("are taken over at once by a process that knows itself to be the only one", async () => {
    const { question } = await added();
    const other = createQuestionStore(database.prisma);

    const claimed = await other.claim({ ...everything, includeLeased: true });

    expect(claimed).toMatchObject([{ id: question.id, attempts: 2 }]);
  });

  it("are not taken by a process that cannot reply on their platform", async () => {
    await added();
    await letLeasesEnd();
    const other = createQuestionStore(database.prisma);

    expect(await other.claim({ ...everything, platforms: ["discord"] })).toEqual([]);
  });

  it("cannot be replied to by the process that lost them", async () => {
    const { store, question } = await added();
    await letLeasesEnd();
    const other = createQuestionStore(database.prisma);
    await other.claim(everything);

    expect(await store.beginSending(question.id, plainReply("late"))).toBe(false);
    expect(await other.beginSending(question.id, plainReply("in time"))).toBe(true);
  });

  it("remember the reply and when sending began, for whoever goes on after a crash", async () => {
    const { store, question } = await added();
    await store.beginSending(question.id, plainReply("Nobody does."));
    await letLeasesEnd();

    const [taken] = await createQuestionStore(database.prisma).claim(everything);

    expect(taken?.reply?.summary).toBe("Nobody does.");
    expect(taken?.mayHaveBeenSentSince).toBeInstanceOf(Date);
  });

  it("forget a sending that certainly was not shown", async () => {
    const { store, question } = await added();
    await store.beginSending(question.id, plainReply("Nobody does."));
    await store.postpone(question, 600);

    expect(await store.claim(everything)).toEqual([]);
    await letLeasesEnd();

    expect(await store.claim(everything)).toMatchObject([{ id: question.id, mayHaveBeenSentSince: null }]);
  });

  it("remember a sending that may have been shown after all", async () => {
    const { store, question } = await added();
    const doubtSince = new Date("2026-11-23T12:00:00Z");
    await store.beginSending(question.id, plainReply("Nobody does."));
    await store.postpone(question, 600, doubtSince);
    await letLeasesEnd();

    expect(await store.claim(everything)).toMatchObject([{ mayHaveBeenSentSince: doubtSince }]);
  });

  it("that cannot be read any more do not keep the others waiting", async () => {
    const { question: broken } = await added();
    const { question: good } = await added();
    await database.prisma.question.update({
      where: { id: broken.id },
      data: { request: { from: "another version" } },
    });
    await letLeasesEnd();

    const claimed = await createQuestionStore(database.prisma).claim(everything);

    expect(claimed.map(({ id }) => id)).toEqual([good.id]);
    const row = await database.prisma.question.findUniqueOrThrow({ where: { id: broken.id } });
    expect(row.state).toBe("undeliverable");
  });

  it("are gone, with their reply, once a reply is sent after which nothing of the asker is kept", async () => {
    const { store, question } = await added();
    const { store: otherStore, question: other } = await added();
    await store.beginSending(question.id, { ...plainReply("Forgotten."), forgetsAsker: true });
    await otherStore.beginSending(other.id, plainReply("Nobody does."));

    await store.finish(question.id, { state: "sent", remoteId: "123.45" });
    await otherStore.finish(other.id, { state: "sent", remoteId: "123.46" });

    expect(await database.prisma.question.findMany({ select: { id: true, state: true } })).toEqual([
      { id: other.id, state: "sent" },
    ]);
  });

  it("do not come back when they were deleted while an answer was written", async () => {
    const { store, question } = await added();
    expect(await store.isStored(question.id)).toBe(true);
    await database.prisma.question.deleteMany();

    expect(await store.isStored(question.id)).toBe(false);
    expect(await store.beginSending(question.id, plainReply("late"))).toBe(false);
    await store.postpone(question, 5);
    await store.finish(question.id, { state: "sent", remoteId: null });

    expect(await database.prisma.question.count()).toBe(0);
  });

  it("keep the first sending that may have been shown through later ones that were not", async () => {
    const { store, question } = await added();
    await store.beginSending(question.id, plainReply("Nobody does."));
    await letLeasesEnd();
    const [taken] = await store.claim(everything);
    if (taken === undefined) throw new Error("nothing was claimed");
    await store.beginSending(taken.id, plainReply("Nobody does."));
    await store.postpone(taken, 1);
    await letLeasesEnd();

    const [again] = await store.claim(everything);

    expect(again?.mayHaveBeenSentSince).toEqual(taken.mayHaveBeenSentSince);
  });

  it.each(["sent", "uncertain", "undeliverable"] as const)(
    "are left alone once they are %s, without their token",
    async (state) => {
      const { store, question } = await added();
      await store.finish(question.id, state === "sent" ? { state, remoteId: "123.45" } : { state });
      await letLeasesEnd();

      expect(await store.claim(everything)).toEqual([]);
      const row = await database.prisma.question.findUniqueOrThrow({ where: { id: question.id } });
      expect(row).toMatchObject({ state, replyAddress: null, remoteId: state === "sent" ? "123.45" : null });
    },
  );

  it("are claimed oldest first, as many as asked for", async () => {
    const { question: younger } = await added();
    const { question: older } = await added();
    // Not by the clock: two may come in the same millisecond.
    const receivedAt = new Date(younger.receivedAt.getTime() - 1_000);
    await database.prisma.question.update({ where: { id: older.id }, data: { receivedAt } });
    await letLeasesEnd();

    const claimed = await createQuestionStore(database.prisma).claim({ ...everything, limit: 1 });

    expect(claimed.map((question) => question.id)).toEqual([older.id]);
  });

  it("keep their lease while it is renewed", async () => {
    const { store, question } = await added();
    await letLeasesEnd();
    await store.renew([question.id]);

    expect(await createQuestionStore(database.prisma).claim(everything)).toEqual([]);
  });
});
