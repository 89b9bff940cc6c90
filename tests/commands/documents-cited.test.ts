import { describe, expect, it } from "vitest";
import { createQuestionStore } from "../../src/adapters/postgres/question-store.ts";
import { plainReply } from "../../src/chat/reply.ts";
import { onCommandLine } from "../../src/shared/doing.ts";
import { aDocument } from "../support/documents-to-store.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";
import { textOf, useDocumentHouse } from "./document-house.ts";

const house = useDocumentHouse();

/** Ids of a document of Tech North and one of Tech South. */
async function twoDocuments(): Promise<readonly [string, string]> {
  const stored = await house.importing.store.store(
    [
      aDocument("north-paper", { title: "North paper" }),
      aDocument("south-paper", { title: "South paper", clusterId: "south", audience: "board" }),
    ],
    onCommandLine,
  );
  const [north, south] = stored.map(({ documentId }) => documentId);
  if (north === undefined || south === undefined) throw new Error("they were not stored");
  return [north, south];
}

/** Whoever manages Tech South is of its board as well. */
async function giveBoardOfSouth(): Promise<void> {
  await house.database.pool.query(
    `INSERT INTO role_grant (id, role, cluster_id, person_id)
     SELECT gen_random_uuid(), 'board', cluster_id, person_id FROM role_grant
     WHERE role = 'manager' AND cluster_id = 'south'`,
  );
}

async function answered(
  citing: readonly string[],
  sentences: readonly object[],
  visibility: "private" | "shared",
) {
  const store = createQuestionStore(house.database.prisma);
  const question = await store.add(anIncomingRequest({ text: "A confidential question", visibility }));
  if (question === null) throw new Error("the question was taken for a duplicate");
  const citations = citing.map((documentId, index) => ({ number: index + 1, documentId, title: "?" }));
  const data = { kind: "answered", sentences, citations };
  await store.beginSending(question.id, { ...plainReply("An answer."), data });
}

describe("the answers that cite a document", () => {
  it("are counted and dated, with the sentences that rest on it alone", async () => {
    const [north, south] = await twoDocuments();
    await answered(
      [north, south],
      [
        { text: "Fees are due in May.", citations: [1] },
        { text: "The board of the south meets in secret.", citations: [2] },
        { text: "Both say so.", citations: [1, 2] },
        { text: "Nobody says so.", citations: [] },
      ],
      "shared",
    );
    await answered([south], [{ text: "Another secret.", citations: [1] }], "private");

    const reply = await house.say("north", "documents cited", { text: "North" });
    const list = await house.say("north", "documents list");

    expect(textOf(reply)).toContain("“North paper” is cited in 1 answer.");
    expect(textOf(reply)).toContain("Slack, in a channel");
    expect(textOf(reply)).toContain("Fees are due in May.");
    for (const hidden of ["secret", "Both say so", "Nobody says so", "confidential", "U1"])
      expect(JSON.stringify(reply), hidden).not.toContain(hidden);
    expect(textOf(list)).toContain("cited in 1 answer");
  });

  it("are shown without their sentences to whoever looks after the document and may not read it", async () => {
    const [north, south] = await twoDocuments();
    await answered([north], [{ text: "A guide's sentence.", citations: [1] }], "private");
    await answered([south], [{ text: "The board's sentence.", citations: [1] }], "private");

    const replies = {
      manager: await house.say("south", "documents cited", { text: south }),
      administrator: await house.say("administrator", "documents cited", { text: south }),
      reader: await house.say("administrator", "documents cited", { text: north }),
    };
    await giveBoardOfSouth();
    const board = await house.say("south", "documents cited", { text: south });

    for (const unread of [replies.manager, replies.administrator]) {
      expect(textOf(unread)).toContain("“South paper” is cited in 1 answer.");
      expect(textOf(unread)).toContain("Slack, a private answer");
      expect(textOf(unread)).toContain("You may not read the document itself");
      expect(JSON.stringify(unread)).not.toContain("sentence.");
    }
    expect(textOf(replies.reader)).toContain("A guide's sentence.");
    expect(textOf(board)).toContain("The board's sentence.");
    expect(textOf(board)).not.toContain("You may not read");
  });

  it("say so where nothing rests on it alone, or where there are none", async () => {
    const [north, south] = await twoDocuments();
    await answered([north, south], [{ text: "Both say so.", citations: [1, 2] }], "private");

    const together = await house.say("north", "documents cited", { text: north });
    const none = await house.say("administrator", "documents cited", { text: "nothing of the kind" });

    expect(textOf(together)).toContain("only together with other sources");
    expect(none.summary).toContain("I don't find exactly one document");
  });

  it("are none where a reply is no answer, or cites what is no document's id", async () => {
    const store = createQuestionStore(house.database.prisma);
    for (const data of [
      undefined,
      { citations: "many" },
      { citations: [{ number: 1, documentId: "x'); DROP TABLE" }] },
    ]) {
      const question = await store.add(anIncomingRequest());
      expect(await store.beginSending(question?.id ?? "", { ...plainReply("Hello."), data })).toBe(true);
    }

    const rows = await house.database.prisma.question.findMany();

    expect(rows.map(({ citedDocuments }) => citedDocuments)).toEqual([[], [], []]);
  });
});
