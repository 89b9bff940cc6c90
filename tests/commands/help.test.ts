import { describe, expect, it } from "vitest";
import { renderMessages } from "../../src/adapters/discord/render-message.ts";
import { dispatch } from "../../src/commands/dispatch.ts";
import { english } from "../../src/messages/english.ts";
import { aDispatchNeeds } from "../support/command-needs.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";

type Standing = "member" | "guest" | "outsider";

async function helpFor(standing: Standing) {
  const asker = { id: "U1", standing, groups: [], name: "", runsWorkspace: false };
  const { request } = anIncomingRequest({ command: "help", text: "", asker });
  return (await dispatch(request, aDispatchNeeds())).reply;
}

describe("help", () => {
  it.each<[Standing, readonly string[], readonly string[]]>([
    ["member", ["ask", "link", "web", "forget-me"], ["grant", "workspaces", "setup", "documents"]],
    ["guest", ["ask", "whoami", "forget-me"], ["link", "web", "grant", "documents"]],
    ["outsider", ["ask", "whoami", "forget-me"], ["link", "web", "grant", "documents"]],
  ])("shows a %s what they may do, and nothing else", async (standing, shown, hidden) => {
    const text = JSON.stringify((await helpFor(standing)).blocks);

    for (const command of shown) expect(text).toContain(`/cluster ${command}`);
    for (const command of hidden) expect(text).not.toContain(`/cluster ${command}`);
  });

  it("fits into one message on Discord for a member, so that nothing of it is cut", async () => {
    const messages = { ...english.chat, ...english.discord };

    expect(renderMessages(await helpFor("member"), 3, messages)).toHaveLength(1);
  });
});
