import { describe, expect, it } from "vitest";
import { withoutSecrets, withSecrets } from "../../src/chat/conceal.ts";
import type { Request } from "../../src/chat/request.ts";
import { dispatch } from "../../src/commands/dispatch.ts";
import { english } from "../../src/messages/english.ts";
import type { PeopleDirectory } from "../../src/people/people-directory.port.ts";
import type { Signer } from "../../src/people/session-store.port.ts";
import { linkMinutes, type MintedLink, sessionHours } from "../../src/people/sign-in.ts";
import { PeopleSettings } from "../../src/people/workspace-settings.ts";
import { aLinkedPerson } from "../people/an-identity.ts";
import { aDispatchNeeds } from "../support/command-needs.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";
import { peopleFromSettings } from "../support/people-from-settings.ts";

const link = "http://localhost:3000/sign-in#secret-part";
const settings = PeopleSettings.parse({
  workspaces: [{ platform: "slack", id: "T1", cluster: "north", members: "everyone" }],
});

interface Around {
  readonly minted?: MintedLink;
  readonly people?: PeopleDirectory;
}

async function say(changes: Partial<Request>, around: Around = {}) {
  const { minted = { kind: "minted", link, isPublic: false }, people = peopleFromSettings(settings) } =
    around;
  const signers: Signer[] = [];
  const needs = aDispatchNeeds({
    people,
    signIn: {
      mintLink: async (signer) => {
        signers.push(signer);
        return minted;
      },
      forget: () => {},
    },
  });
  const { request } = anIncomingRequest({ command: "web", text: "", visibility: "private", ...changes });
  const { reply } = await dispatch(request, needs);
  return { reply, signers, text: JSON.stringify(reply.blocks) };
}

const member: Request["asker"] = {
  id: "U1",
  standing: "member",
  groups: ["S1"],
  name: "Alex",
  runsWorkspace: true,
};

describe("/cluster web", () => {
  it("answers with a link for whoever asked, as what they are there", async () => {
    const { reply, signers } = await say({ asker: member });

    expect(signers).toEqual([
      { account: "slack:T1/U1", name: "Alex", workspaceId: "slack:T1", standing: "member", groups: ["S1"] },
    ]);
    expect(JSON.stringify(withSecrets(reply).blocks)).toContain(link);
  });

  it("leaves the link out of what is stored", async () => {
    const { reply } = await say({ asker: member });

    expect(JSON.stringify(withoutSecrets(reply))).not.toContain("secret-part");
    expect(withoutSecrets(reply).isConcealed).toBe(true);
  });

  it("says when the link works on the bot's own computer only, and when it does not have to", async () => {
    const local = await say({ asker: member });
    const open = await say({ asker: member }, { minted: { kind: "minted", link, isPublic: true } });

    expect(local.text).toContain(english.web.onlyOnBotsComputer);
    expect(open.text).not.toContain(english.web.onlyOnBotsComputer);
  });

  it("says so when there is no page", async () => {
    expect((await say({ asker: member }, { minted: { kind: "no-page" } })).text).toContain(
      english.web.noPage,
    );
  });

  it.each([
    ["guest", english.permit.guest],
    ["outsider", english.permit.outsider],
    ["bot", english.permit.program],
    ["unknown", english.permit["not-known"]],
  ] as const)("makes no link for somebody who is %s there", async (standing, sentence) => {
    const { text, signers } = await say({ asker: { ...member, standing } });

    expect(text).toContain(sentence);
    expect(signers).toEqual([]);
  });

  it("makes no link for a Slack account that could not be looked up, though its person is known", async () => {
    const person = aLinkedPerson("p1");
    const people = { lookUp: async () => ({ person, place: null, given: [] }) };
    const { text, signers } = await say({ asker: { ...member, standing: "unknown" } }, { people });

    expect(text).toContain(english.permit["not-known"]);
    expect(signers).toEqual([]);
  });

  it("makes a link for somebody known in a direct message on Discord, which names no server", async () => {
    const person = aLinkedPerson("p1");
    const people = { lookUp: async () => ({ person, place: null, given: [] }) };
    const asker = { ...member, id: "123", standing: "unknown" as const };

    const { signers } = await say({ platform: "discord", workspace: null, asker }, { people });

    expect(signers).toMatchObject([{ account: "discord:123", workspaceId: null, standing: "unknown" }]);
  });

  it("makes no link where others would see it", async () => {
    const { signers, text } = await say({ asker: member, visibility: "shared" });

    expect(text).toContain(english.request.onlyInPrivate("web"));
    expect(signers).toEqual([]);
  });

  it("makes no link on the page itself, where a session could prolong itself for ever", async () => {
    const asker = { ...member, id: "slack:T1/U1" };
    const { text, signers } = await say({ platform: "web", workspace: "slack:T1", asker });

    expect(text).toContain(english.web.askInChat);
    expect(signers).toEqual([]);
  });

  it("tells the times that are kept to", () => {
    expect(english.web.linkRules).toContain(`${linkMinutes} minutes`);
    expect(english.web.linkRules).toContain(`${sessionHours} hours`);
  });
});
