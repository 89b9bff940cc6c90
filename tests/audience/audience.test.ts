import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createClusterDirectory } from "../../src/adapters/postgres/cluster-directory.ts";
import { createDocumentStore } from "../../src/adapters/postgres/document-store.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createLexicalSearch } from "../../src/adapters/postgres/passage-search.ts";
import { audienceCondition } from "../../src/adapters/postgres/readable-documents.ts";
import { answerQuestion } from "../../src/answering/answer-question.ts";
import { catalogue, descriptions } from "../../src/commands/catalogue.ts";
import { dispatch } from "../../src/commands/dispatch.ts";
import type { PassageSearch } from "../../src/knowledge/passage-search.port.ts";
import { createPassageSearch } from "../../src/knowledge/search-passages.ts";
import { weighPassage } from "../../src/knowledge/weigh-passage.ts";
import { english } from "../../src/messages/english.ts";
import { freshDatabase } from "../support/database.ts";
import { silentLog } from "../support/silent-log.ts";
import {
  clusterIds,
  everyAsker,
  federation,
  generateDocuments,
  mayBeShown,
  people,
  type SecretDocument,
  seeded,
} from "./generated-federation.ts";

const secondsAtMost = 10;
const random = seeded(20_261_123);
const documents = generateDocuments(120, random);
const askers = everyAsker();
let database: Database;

beforeAll(async () => {
  database = await freshDatabase();
  await database.prisma.cluster.createMany({
    data: clusterIds.map((id) => ({
      id,
      name: `Cluster ${id}`,
      isFederation: id === federation,
      nicknames: [],
    })),
  });
  await createDocumentStore(database.pool, weighPassage).store(documents.map(({ document }) => document));
});
afterAll(() => database.close());

interface Tally {
  asked: number;
  leaks: string[];
  readable: number;
  cited: number;
}

/** Asks random askers about random documents until the time is up, and searches each whole reply for secrets. */
async function askAround(search: PassageSearch, seconds: number): Promise<Tally> {
  const tally: Tally = { asked: 0, leaks: [], readable: 0, cited: 0 };
  const directory = createClusterDirectory(database.prisma);
  const clock = { now: () => new Date("2026-11-23T12:00:00Z") };
  const needs = {
    messages: english,
    descriptions,
    commands: catalogue,
    people,
    log: silentLog,
    answer: (question: string, reader: Parameters<typeof answerQuestion>[1]) =>
      answerQuestion(question, reader, { search, directory, model: null, clock, log: silentLog }),
  };
  const end = performance.now() + seconds * 1000;
  while (performance.now() < end) {
    const asker = askers[Math.floor(random() * askers.length)];
    const target = documents[Math.floor(random() * documents.length)];
    if (asker === undefined || target === undefined) throw new Error("nobody to ask");
    const question = questionAbout(target);
    const outcome = await dispatch({ ...asker.request, text: question }, needs);
    const reply = JSON.stringify(outcome.reply);
    tally.asked += 1;
    // A reply never repeats the question, so a secret word in it comes from a document.
    for (const document of documents) {
      if (reply.includes(document.secret) && !mayBeShown(asker, document)) tally.leaks.push(document.secret);
    }
    if (question.includes(target.secret) && mayBeShown(asker, target)) {
      tally.readable += 1;
      if (reply.includes(target.secret)) tally.cited += 1;
    }
  }
  return tally;
}

/** Half of the questions name the secret, half only what anybody might ask about. */
function questionAbout(target: SecretDocument): string {
  return random() < 0.5 ? target.question : target.question.replace(`${target.secret} `, "");
}

const searchOver = (pool: Pick<Database["pool"], "query">): PassageSearch =>
  createPassageSearch({ lexical: createLexicalSearch(pool), meaning: null, log: silentLog });

/** The same search with the audience condition taken out of its SQL: what a careless change would make. */
function withoutAudience(): PassageSearch {
  const query = (text: string, values: unknown[]) => {
    expect(text).toContain(audienceCondition);
    // The parameters stay in use, or the database could not tell their types.
    return database.pool.query(
      text.replaceAll(audienceCondition, "($1::text[] IS NOT NULL AND $2::text[] IS NOT NULL)"),
      values,
    );
  };
  return searchOver({ query: query as Database["pool"]["query"] });
}

describe("who may read what", () => {
  it("no reply cites, quotes, counts or names what its readers may not read", {
    timeout: 60_000,
  }, async () => {
    const tally = await askAround(searchOver(database.pool), secondsAtMost);

    expect(tally.leaks).toEqual([]);
    expect(tally.asked).toBeGreaterThan(100);
    expect(tally.cited / tally.readable).toBeGreaterThanOrEqual(0.5);
  });

  it("and this would be noticed: without the condition in the SQL, replies leak", async () => {
    const tally = await askAround(withoutAudience(), 2);

    expect(tally.leaks.length).toBeGreaterThan(0);
  });
});
