import { afterEach, describe, expect, it } from "vitest";
import { failureReply, plainReply } from "../../../src/chat/reply.ts";
import { BotError, type ErrorCode, errorTable } from "../../../src/shared/errors.ts";
import { plainHttp, postQuestion } from "./plain-http.ts";
import { type RunningWeb, sendingOf, startWeb } from "./running-web.ts";
import { anAbstention, anAnswer, replyOf } from "./web-answers.ts";

let web: RunningWeb;

afterEach(() => web.stop());

describe("a program that asks over HTTP", () => {
  it("gets the answer as JSON", async () => {
    web = await startWeb();

    const response = await postQuestion(web.url, "How do I leave?");

    expect(response.status).toBe(200);
    expect(JSON.parse(response.text)).toEqual(anAnswer());
    expect(web.outcomes).toEqual([{ kind: "sent", remoteId: null }]);
  });

  it("gets the same with the question in the address", async () => {
    web = await startWeb();

    const response = await plainHttp(`${web.url}/api/ask?q=${encodeURIComponent("How do I leave? & when")}`);

    expect(JSON.parse(response.text)).toEqual(anAnswer());
    expect(web.received[0]?.request.text).toBe("How do I leave? & when");
  });

  it("asks as a stranger, who reads public material only", async () => {
    web = await startWeb();

    await postQuestion(web.url, "How do I leave?", { Cookie: "who=board", Authorization: "Bearer board" });

    expect(web.received[0]?.request).toMatchObject({
      platform: "web",
      workspace: null,
      asker: { standing: "unknown", groups: [] },
      command: "ask",
    });
  });

  it("can follow an answer sentence by sentence", async () => {
    web = await startWeb();

    const response = await postQuestion(web.url, "How do I leave?", { Accept: "text/event-stream" });

    expect(response.headers["content-type"]).toContain("text/event-stream");
    const events = eventsIn(response.text);
    expect(events.map(([name]) => name)).toEqual([
      "sentence",
      "sentence",
      "sentence",
      "citation",
      "citation",
      "done",
    ]);
    expect(events[0]?.[1]).toEqual(anAnswer().sentences[0]);
    expect(events.at(-1)?.[1]).toEqual(anAnswer());
  });

  it("is told what happened when there was no answer to make", async () => {
    web = await startWeb({ answering: () => plainReply("I don't know that command.") });

    const response = await postQuestion(web.url, "How do I leave?");

    expect(JSON.parse(response.text)).toEqual({ kind: "message", text: "I don't know that command." });
  });

  it("gets an abstention as an answer", async () => {
    web = await startWeb({ answering: anAbstention });

    const response = await postQuestion(web.url, "Who makes the best pizza?");

    expect(response.status).toBe(200);
    expect(JSON.parse(response.text)).toMatchObject({
      kind: "abstained",
      closest: [{ title: "Newcomers' guide" }],
    });
  });

  it("may ask twenty questions one after the other without being held up", async () => {
    web = await startWeb();
    const statuses: number[] = [];

    for (let index = 0; index < 20; index += 1)
      statuses.push((await postQuestion(web.url, `Question ${index}`)).status);

    expect(statuses).toEqual(Array.from({ length: 20 }, () => 200));
  });

  it("is asked to wait when it asks without end, and told for how long", async () => {
    web = await startWeb();
    for (let index = 0; index < 60; index += 1) await postQuestion(web.url, "again");

    const response = await postQuestion(web.url, "again");

    expect(errorIn(response.text)).toBe("WEB_TOO_MANY");
    expect(response.status).toBe(429);
    expect(Number(response.headers["retry-after"])).toBeGreaterThan(0);
    expect(web.received).toHaveLength(60);
  });

  it("finds the interface described, with what it really accepts", async () => {
    web = await startWeb();

    const response = await plainHttp(`${web.url}/api`);

    expect(response.headers["content-type"]).toContain("text/plain");
    for (const path of ["POST /api/ask", "/api/ask?q=", "/healthz", "/readyz"])
      expect(response.text).toContain(path);
  });
});

describe("a question that cannot be read", () => {
  it.each([
    ["no JSON", "{", "application/json", 400, "WEB_BAD_REQUEST"],
    ["no question in it", '{"text":"hello"}', "application/json", 400, "WEB_BAD_REQUEST"],
    ["a question that is no text", '{"question":["hello"]}', "application/json", 400, "WEB_BAD_REQUEST"],
    ["the type of a form", "question=hello", "application/x-www-form-urlencoded", 415, "WEB_NOT_JSON"],
    [
      "more than 64 kB",
      JSON.stringify({ question: "a".repeat(70_000) }),
      "application/json",
      413,
      "WEB_TOO_LARGE",
    ],
  ])("because it has %s is refused with a sentence", async (_, body, type, status, code) => {
    web = await startWeb();

    const response = await plainHttp(`${web.url}/api/ask`, {
      method: "POST",
      headers: { "Content-Type": type },
      body,
    });

    expect(response.status).toBe(status);
    expect(errorIn(response.text)).toBe(code);
    expect(web.received).toEqual([]);
  });

  it("is refused when it is longer than 64 kB and does not say so beforehand", async () => {
    web = await startWeb();
    const headers = { "Content-Type": "application/json", "Transfer-Encoding": "chunked" };

    const response = await plainHttp(`${web.url}/api/ask`, {
      method: "POST",
      headers,
      body: JSON.stringify({ question: "a".repeat(70_000) }),
    });

    expect(response.status).toBe(413);
    expect(web.received).toEqual([]);
  });

  it("is answered all the same when it is odd: 20,000 characters, empty, emoji, mentions, SQL", async () => {
    web = await startWeb();
    const questions = [
      "a".repeat(20_000),
      "",
      "🦩🏳️‍🌈",
      "<!channel> @everyone",
      "'; DROP TABLE questions; --",
    ];

    for (const question of questions) expect((await postQuestion(web.url, question)).status).toBe(200);

    expect(web.received.map((incoming) => incoming.request.text)).toEqual(questions);
  });

  it("is stored without the characters that nobody sees, and that the database refuses", async () => {
    web = await startWeb();

    const response = await postQuestion(web.url, "who\u0000 covers \ud800\u202eBirmingham?");

    expect(response.status).toBe(200);
    expect(web.received.map((incoming) => incoming.request.text)).toEqual(["who covers Birmingham?"]);
  });
});

describe("a question that meets a fault", () => {
  it("is told with a sentence and a code when the database is gone", async () => {
    web = await startWeb({ answering: () => Promise.reject(new BotError("DATABASE_UNAVAILABLE")) });

    const response = await postQuestion(web.url, "How do I leave?");
    const stream = await postQuestion(web.url, "How do I leave?", { Accept: "text/event-stream" });

    expect(response.status).toBe(503);
    expect(JSON.parse(response.text)).toEqual({
      error: { code: "DATABASE_UNAVAILABLE", message: errorTable.DATABASE_UNAVAILABLE.sentence },
    });
    expect(eventsIn(stream.text)).toMatchObject([["error", { error: { code: "DATABASE_UNAVAILABLE" } }]]);
    expect(web.logged.map((entry) => entry.fields?.code)).toContain("DATABASE_UNAVAILABLE");
  });

  it("is told as a failure when the reply says that it failed", async () => {
    const error = { code: "UNEXPECTED", message: "Something went wrong on my side." };
    web = await startWeb({ answering: () => failureReply(error.code, error.message) });

    const response = await postQuestion(web.url, "How do I leave?");

    expect(response.status).toBe(500);
    expect(JSON.parse(response.text)).toEqual({ error });
  });

  it("gets a polite sentence when the answer does not come in time", async () => {
    web = await startWeb({ answering: () => null, settings: { answerMilliseconds: 20 } });

    const response = await postQuestion(web.url, "How do I leave?");

    expect(response.status).toBe(504);
    expect(JSON.parse(response.text).error.message).toBe(errorTable.WEB_ANSWER_LATE.sentence);
  });

  it("leaves nothing behind when its visitor goes away before the answer", async () => {
    const asked = Promise.withResolvers<void>();
    web = await startWeb({
      answering: () => {
        asked.resolve();
        return null;
      },
    });
    const leaving = new AbortController();
    const fetched = fetch(`${web.url}/api/ask?q=hello`, { signal: leaving.signal });
    await asked.promise;

    leaving.abort();
    await expect(fetched).rejects.toThrow();
    await expect
      .poll(() => web.logged.map((entry) => entry.fields?.code))
      .toEqual(["WEB_VISITOR_LEFT" satisfies ErrorCode]);

    const [incoming] = web.received;
    if (incoming === undefined) throw new Error("nothing was asked");
    expect(await web.platform.send(sendingOf(incoming, replyOf(anAnswer())))).toEqual({
      kind: "refused",
      reason: "the page is gone",
    });
  });

  it("stored by an earlier run has no page to be shown on", async () => {
    web = await startWeb();
    await postQuestion(web.url, "How do I leave?");
    const [incoming] = web.received;
    if (incoming === undefined) throw new Error("nothing was asked");
    const later = await startWeb();

    const first = await later.platform.send(sendingOf(incoming, replyOf(anAnswer())));
    const repeated = await later.platform.send({
      ...sendingOf(incoming, replyOf(anAnswer())),
      isRepeat: true,
    });
    await later.stop();

    expect(first.kind).toBe("refused");
    expect(repeated.kind).toBe("uncertain");
  });
});

function errorIn(text: string): unknown {
  return JSON.parse(text).error.code;
}

function eventsIn(text: string): readonly (readonly [string, unknown])[] {
  const events = text.split("\n\n").filter((event) => event !== "");
  return events.map((event) => {
    const name = /^event: (.*)$/m.exec(event)?.[1] ?? "";
    return [name, JSON.parse(/^data: (.*)$/m.exec(event)?.[1] ?? "null")] as const;
  });
}
