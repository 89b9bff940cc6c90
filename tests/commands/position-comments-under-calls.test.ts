// A comment in the thread under a call, by mentioning the bot.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createAnnouncementStore } from "../../src/adapters/postgres/announcement-store.ts";
import type { AnnouncementAsked } from "../../src/announcing/announcement-store.port.ts";
import { type DispatchNeeds, dispatch } from "../../src/commands/dispatch.ts";
import { english } from "../../src/messages/english.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";
import { byPaula } from "../support/position-desk.ts";
import { PositionHouse } from "../support/position-house.ts";

const { made, button } = english.positionComments;

let house: PositionHouse;
/** What was posted as message 1.1 of the workspace TA, which is Tech North's; it showed a comment then. */
let call: AnnouncementAsked;

beforeAll(async () => {
  house = await PositionHouse.open();
});
afterAll(() => house.database.close());
beforeEach(async () => {
  await house.database.pool.query("DELETE FROM announcement");
  await house.empty();
  const name = await house.consulting({ asked: "Tech North, Tech South" });
  const position = await house.store.find(Number(name.slice(1)));
  const [version] = await house.store.versions(position?.id ?? "");
  const announcement = await createAnnouncementStore(house.database.pool).create(
    {
      cluster: "fed",
      author: "platform",
      content: { title: "Your stance", body: "ZEBRA", topic: null, link: null, image: null },
      aim: { audience: "members", clusters: ["north"], platforms: ["slack"] },
      schedule: { kind: "now" },
      digest: null,
      event: null,
      position: { version: version?.id ?? "", role: "call" },
      lateMinutes: 60,
    },
    byPaula,
  );
  call = { announcement, clusterName: "The Federation", filled: null, link: null, postedAt: house.now };
});

/** What questions under it are answered from. */
const sources: string[] = [];

/** What they are told in the thread. */
async function mentions(who: string, text: string, thread: string | null = "1.1"): Promise<string> {
  const { request } = anIncomingRequest({ workspace: "TA", channel: "C1", thread, text });
  const { announcements } = house.needs;
  const ofMessage = async ({ message }: { readonly message: string }) => (message === "1.1" ? call : null);
  const needs: DispatchNeeds = {
    ...house.needs,
    announcements: { ...announcements, store: { ...announcements.store, ofMessage } },
    answerFrom: async (_question, { source }) => {
      sources.push(source.text);
      return null;
    },
  };
  const asker = { ...request.asker, id: `U${who.toUpperCase()}` };
  const { reply } = await dispatch({ ...request, asker }, needs);
  return reply.summary;
}

async function said(): Promise<readonly (readonly [string, string])[]> {
  const version = call.announcement.position?.version ?? "";
  const { comments } = await house.store.comments(version, { skip: 0, most: 10 });
  return comments.map(({ cluster, text }) => [cluster, text] as const);
}

describe("a mention under a call that begins with “comment”", () => {
  it.each([
    "comment: it leaves out hardware",
    "Comment it leaves out hardware",
    "comment – it leaves out hardware",
    "  COMMENT:\n it leaves out hardware ",
  ])("is a comment: %s", async (text) => {
    expect(await mentions("nora", text)).toBe(made.taken("Tech North"));

    expect(await said()).toEqual([["north", "it leaves out hardware"]]);
    expect(house.looked).toContain(call.announcement.position?.version);
  });

  it.each([
    ["mia", "comment: hello", made["may-not"]],
    ["una", "comment: hello", made["not-asked"]],
    ["nora", "comment:", made.empty],
    ["nora", `comment ${"x".repeat(1_001)}`, made["too-long"]("1,000")],
  ])("is refused with the reason: %s", async (who, text, sentence) => {
    expect(await mentions(who, text)).toBe(sentence);
    expect(await said()).toEqual([]);
  });

  it("is for the cluster of the workspace, where somebody works for several", async () => {
    expect(await mentions("kim", "comment: hello")).toBe(made.taken("Tech North"));
    await house.database.pool.query("UPDATE workspace SET cluster_id = 'west' WHERE external_id = 'TA'");
    expect(await mentions("kim", "comment: once more")).toBe(made["which-in-thread"](button.comment));

    expect(await said()).toEqual([["north", "hello"]]);
  });

  it("is none elsewhere, nor where it says something else", async () => {
    await mentions("nora", "comment: it leaves out hardware", null);
    await mentions("nora", "any comments so far?");

    expect(await said()).toEqual([]);
  });

  it("is nothing that a question there is answered from", async () => {
    await mentions("nora", "comment: GIRAFFE");

    await mentions("nick", "what of the levy?");

    expect(sources.at(-1)).toContain("We ask for a levy");
    expect(sources.join()).not.toContain("GIRAFFE");
    expect(sources.join()).not.toContain("ZEBRA");
  });

  it("is over with the consultation", async () => {
    house.now = new Date("2026-12-18T17:00:00Z");

    expect(await mentions("nora", "comment: late")).toBe(made.over);
  });
});
