import { expect } from "vitest";
import type { FakeDiscord } from "./fake-discord.ts";
import { places } from "./world.ts";

export interface Answered {
  readonly status: number;
  readonly body: unknown;
}

type Body = Readonly<Record<string, unknown>>;

export const silent = { allowed_mentions: { parse: [] } };
export const inGeneral = `/channels/${places.general}/messages`;
export const refused = (status: number, code: number) => ({
  status,
  body: expect.objectContaining({ code }),
});

/** Calls the fake without any SDK, so that its rules can be broken one at a time. */
export interface Caller {
  call(method: string, path: string, body?: unknown): Promise<Answered>;
  /** The same, with another token than the bot's. */
  withToken(token: string): Pick<Caller, "call" | "post" | "answer">;
  post(body?: Body, path?: string): Promise<Answered>;
  answer(interaction: { id: string; token: string }, body?: Body): Promise<Answered>;
  edit(token: string, body?: Body, application?: string): Promise<Answered>;
}

export function createCaller(fake: FakeDiscord, token = fake.world.token): Caller {
  const call: Caller["call"] = async (method, path, body) => {
    const response = await fetch(`${fake.url}/v10${path}`, {
      method,
      headers: { authorization: `Bot ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    return { status: response.status, body: text === "" ? null : JSON.parse(text) };
  };
  return {
    call,
    withToken: (another) => createCaller(fake, another),
    post: (body = {}, path = inGeneral) => call("POST", path, { content: "Hello", ...silent, ...body }),
    answer: ({ id, token: own }, body = { type: 5, data: { flags: 64 } }) =>
      call("POST", `/interactions/${id}/${own}/callback`, body),
    edit: (own, body = {}, application = fake.world.applicationId) =>
      call("PATCH", `/webhooks/${application}/${own}/messages/@original`, {
        content: "Done",
        ...silent,
        ...body,
      }),
  };
}
