import { describe, expect, it } from "vitest";
import { catalogue } from "../../src/commands/catalogue.ts";
import { type DispatchNeeds, dispatch } from "../../src/commands/dispatch.ts";
import { everybody, identityOf, type Somebody, tablePlace } from "../../src/commands/rights-table.ts";
import { english } from "../../src/messages/english.ts";
import { may } from "../../src/people/may.ts";
import { aDispatchNeeds } from "../support/command-needs.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";

const sentences: readonly string[] = Object.values(english.permit);
/** What dispatch itself uses, and what changes nothing. */
const harmless = ["messages", "descriptions", "commands", "people", "clock", "federation", "log"];

/** Needs that tell which of them a command reached for. */
function watched(needs: DispatchNeeds): { needs: DispatchNeeds; reached: string[] } {
  const reached: string[] = [];
  const get = (target: DispatchNeeds, property: string | symbol, receiver: unknown): unknown => {
    if (!harmless.includes(String(property))) reached.push(String(property));
    return Reflect.get(target, property, receiver);
  };
  return { needs: new Proxy(needs, { get }), reached };
}

async function said(command: string, { asker, known }: Somebody) {
  const { needs, reached } = watched(aDispatchNeeds({ people: { lookUp: async () => known } }));
  const { platform, workspace, channel } = tablePlace;
  const { request } = anIncomingRequest({
    platform,
    workspace,
    channel,
    command,
    text: "",
    visibility: "private",
  });
  const outcome = await dispatch({ ...request, asker: { ...request.asker, ...asker } }, needs);
  return { told: outcome.reply.summary, reached };
}

const pairs = catalogue.flatMap((command) =>
  everybody.map((somebody) => [command.name, somebody.is, command, somebody] as const),
);

describe("every command, said by everybody", () => {
  it.each(pairs)("%s, said by: %s", async (name, _, command, somebody) => {
    const permit = may(command.right, "anywhere", await identityOf(somebody));

    const { told, reached } = await said(name, somebody);

    if (permit.kind === "yes") expect(sentences).not.toContain(told);
    else expect([told, reached]).toEqual([english.permit[permit.reason], []]);
  });

  it("is refused to some and not to others: neither half of this is empty", async () => {
    const told = await Promise.all(pairs.map(([name, , , somebody]) => said(name, somebody)));
    const refused = told.filter((one) => sentences.includes(one.told));

    expect(refused.length).toBeGreaterThan(20);
    expect(told.length - refused.length).toBeGreaterThan(20);
    expect(told.filter(({ reached }) => reached.length > 0).length).toBeGreaterThan(10);
  });
});
