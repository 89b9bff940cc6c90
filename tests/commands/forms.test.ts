import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { Form } from "../../src/chat/form.ts";
import { plainReply } from "../../src/chat/reply.ts";
import { type Command, defineCommand } from "../../src/commands/command.ts";
import { dispatch, formFor } from "../../src/commands/dispatch.ts";
import { english } from "../../src/messages/english.ts";
import { BotError } from "../../src/shared/errors.ts";
import { aDispatchNeeds } from "../support/command-needs.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";

const form: Form = {
  command: "register",
  text: "",
  title: "Register",
  submit: "Send",
  introduction: null,
  fields: [{ kind: "file", name: "file", label: "A file", hint: null, isRequired: true }],
};

function aCommand(changes: Partial<Pick<Command, "right" | "isPrivate">> = {}): Command {
  return defineCommand({
    name: "register",
    summary: "Registers",
    usage: "register",
    right: "link-accounts",
    options: [],
    schema: z.string(),
    form: async (_, text) => (text === "broken" ? Promise.reject(new BotError("UNEXPECTED")) : form),
    run: async ({ request }) => plainReply(`Registered ${request.fields?.name?.join() ?? "without a form"}.`),
    ...changes,
  });
}

const asked = (changes: Parameters<typeof anIncomingRequest>[0] = {}) =>
  anIncomingRequest({ command: "register", text: "", visibility: "private", ...changes }).request;

describe("a command that needs a form", () => {
  const needs = aDispatchNeeds({ commands: [aCommand()] });

  it("asks for it, and runs with what was filled in", async () => {
    const submitted = asked({ fields: { name: ["Sam"] } });

    expect(await formFor(asked(), needs)).toEqual(form);
    expect(await formFor(submitted, needs)).toBeNull();
    expect((await dispatch(submitted, needs)).reply).toEqual(plainReply("Registered Sam."));
  });

  it.each(["guest", "outsider", "bot"] as const)("shows none to a %s, who is told why", async (standing) => {
    const request = asked({ asker: { id: "U1", standing, groups: [], name: "", runsWorkspace: true } });

    expect(await formFor(request, needs)).toBeNull();
    const { reply } = await dispatch(request, needs);
    const refusals: readonly string[] = Object.values(english.permit);
    expect(refusals).toContain(reply.summary);
  });

  it("shows none when it cannot be made; the request then takes the usual way", async () => {
    expect(await formFor(asked({ text: "broken" }), needs)).toBeNull();
  });
});

describe("a command whose reply is for the asker alone", () => {
  const needs = aDispatchNeeds({ commands: [aCommand({ isPrivate: true })] });

  it("is not run where others would see the reply", async () => {
    const { reply } = await dispatch(asked({ visibility: "shared" }), needs);

    expect(reply.summary).toBe(english.request.onlyInPrivate("register"));
  });

  it("is run in private", async () => {
    expect((await dispatch(asked(), needs)).reply.summary).toBe("Registered without a form.");
  });
});
