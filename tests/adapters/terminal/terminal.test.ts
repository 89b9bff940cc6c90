import { describe, expect, it } from "vitest";
import {
  createTerminalPlatform,
  type TerminalSettings,
} from "../../../src/adapters/terminal/terminal-platform.ts";
import type { IncomingRequest } from "../../../src/chat/platform.port.ts";
import { failureReply, plainReply, type Reply } from "../../../src/chat/reply.ts";
import { BotError } from "../../../src/shared/errors.ts";
import { noForm } from "../../support/no-form.ts";

const abstention: Reply = {
  ...plainReply("I don't know."),
  data: { kind: "abstained", sentences: [], closest: [] },
};
const answer: Reply = {
  ...plainReply("On Thursday."),
  data: { kind: "answered", sentences: [{ text: "On Thursday." }] },
};

describe("a question asked on the terminal", () => {
  it("is asked as the reader the person chose", async () => {
    const terminal = await aTerminal({}, answer);

    await terminal.ask({ text: "When is the forum?", as: "member:northern" });

    expect(terminal.received[0]?.request).toMatchObject({
      platform: "terminal",
      visibility: "private",
      text: "When is the forum?",
      asker: { groups: ["member:northern"] },
    });
  });

  it("is answered as exactly one JSON document for programs", async () => {
    const terminal = await aTerminal({ json: true }, answer);

    await terminal.ask({ text: "When is the forum?", as: "public" });

    expect(JSON.parse(terminal.printed())).toEqual(answer.data);
    expect(terminal.printed().endsWith("}\n")).toBe(true);
  });

  it("is answered in JSON also when the reply has no machine-readable form", async () => {
    const terminal = await aTerminal({ json: true }, plainReply("I can't reach my records."));

    const printed = await terminal.ask({ text: "When is the forum?", as: "public" });

    expect(printed).toBe("message");
    expect(JSON.parse(terminal.printed())).toEqual({ kind: "message", text: "I can't reach my records." });
  });

  it("tells its command whether there was an answer", async () => {
    const known = await aTerminal({}, answer);
    const unknown = await aTerminal({}, abstention);

    expect(await known.ask({ text: "When is the forum?", as: "public" })).toBe("answered");
    expect(await unknown.ask({ text: "Who makes the best pizza?", as: "public" })).toBe("abstained");
    expect(unknown.printed()).toBe("I don't know.\n");
    const broken = await aTerminal(
      { json: true },
      failureReply("DATABASE_UNAVAILABLE", "I can't reach my records."),
    );
    expect(await broken.ask({ text: "When is the forum?", as: "public" })).toBe("failed");
    expect(JSON.parse(broken.printed())).toMatchObject({ error: { code: "DATABASE_UNAVAILABLE" } });
  });

  it("uses bold and dim only where a person sees a terminal that allows it", async () => {
    const styled = { ...answer, blocks: [{ type: "heading" as const, text: "Forum" }] };
    const colours = await aTerminal({ isTerminal: true, allowsStyle: true }, styled);
    const noColour = await aTerminal({ isTerminal: true, allowsStyle: false }, styled);
    const pipe = await aTerminal({ isTerminal: false, allowsStyle: true }, styled);

    for (const terminal of [colours, noColour, pipe]) await terminal.ask({ text: "?", as: "public" });

    expect(colours.printed()).toBe("\u001b[1mForum\u001b[22m\n");
    expect(noColour.printed()).toBe("Forum\n");
    expect(pipe.printed()).toBe("Forum\n");
  });

  it("ends with a sentence when no answer comes in time, and shows no late one", async () => {
    const terminal = await aTerminal({ answerMilliseconds: 10 }, null);

    await expect(terminal.ask({ text: "When is the forum?", as: "public" })).rejects.toThrow(
      "TERMINAL_ANSWER_LATE",
    );

    expect((await terminal.sendTo(0, answer)).kind).toBe("refused");
    expect(terminal.printed()).toBe("");
  });

  it("ends with the store's own fault when it cannot be stored", async () => {
    const platform = createTerminalPlatform({ ...settings, output: { write: () => {} } });
    await platform.start({
      accept: () => Promise.reject(new BotError("DATABASE_UNAVAILABLE")),
      form: noForm,
    });

    await expect(platform.ask({ text: "?", as: "public" })).rejects.toThrow("DATABASE_UNAVAILABLE");
  });
});

const settings: Omit<TerminalSettings, "output"> = {
  isTerminal: false,
  width: 80,
  json: false,
  allowsStyle: false,
  answerMilliseconds: 5_000,
};

/** A terminal whose questions get the given reply at once, or none. */
async function aTerminal(overrides: Partial<TerminalSettings>, reply: Reply | null) {
  const received: IncomingRequest[] = [];
  let text = "";
  const output = {
    write: (more: string): void => {
      text += more;
    },
  };
  const platform = createTerminalPlatform({ ...settings, output, ...overrides });
  const sendTo = async (index: number, sent: Reply) => {
    const incoming = received[index];
    if (incoming === undefined) throw new Error("nothing was asked");
    return platform.send({
      ...incoming,
      reply: sent,
      key: "reply-1",
      isRepeat: false,
      attemptedSince: null,
      receivedAt: new Date(),
    });
  };
  await platform.start({
    form: noForm,
    accept: async (incoming) => {
      received.push(incoming);
      if (reply !== null) await sendTo(received.length - 1, reply);
      return "stored";
    },
  });
  return { ask: platform.ask, received, sendTo, printed: () => text };
}
