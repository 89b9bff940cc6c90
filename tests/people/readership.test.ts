import { describe, expect, it } from "vitest";
import { accountOf } from "../../src/chat/reference.ts";
import { identify } from "../../src/people/identify.ts";
import { type Reader, readerOf } from "../../src/people/readership.ts";
import { PeopleSettings } from "../../src/people/workspace-settings.ts";
import type { Readership } from "../../src/shared/audience.ts";
import { peopleFromSettings } from "../support/people-from-settings.ts";

const settings = PeopleSettings.parse({
  workspaces: [
    {
      platform: "slack",
      id: "T1",
      cluster: "scotlandis",
      members: "everyone",
      board: ["S9"],
      channels: { C1: "members", C2: "board" },
    },
    { platform: "discord", id: "7", cluster: "techspark", members: ["70"], channels: { "71": "members" } },
  ],
});

const everybody: Readership = { memberOf: [], boardOf: [] };
const scottishMembers: Readership = { memberOf: ["scotlandis", "uktcg"], boardOf: [] };
const scottishBoard: Readership = { memberOf: ["scotlandis", "uktcg"], boardOf: ["scotlandis"] };

type Standing = "member" | "guest" | "outsider" | "bot" | "unknown";

interface Asked {
  readonly platform: string;
  readonly workspace: string | null;
  readonly channel: string | null;
  readonly isExternallyShared: boolean;
  readonly visibility: "private" | "shared";
  readonly asker: { readonly standing: Standing; readonly groups: readonly string[] };
}

/** Who reads the reply to this request, by the settings above. */
async function reading(changes: Partial<Asked>): Promise<Reader> {
  const request = asked(changes);
  const asker = { id: "U1", name: "", runsWorkspace: false, ...request.asker };
  const whole = { ...request, asker };
  const identity = await identify(whole, accountOf(whole), peopleFromSettings(settings));
  return readerOf(whole, identity, settings.federation);
}

function asked(changes: Partial<Asked>): Asked {
  return {
    platform: "slack",
    workspace: "T1",
    channel: "C1",
    isExternallyShared: false,
    visibility: "shared",
    asker: { standing: "member", groups: [] },
    ...changes,
  };
}

describe("what a reply may be built from", () => {
  it.each<[string, Partial<Asked>, Readership]>([
    ["a member in a members' channel sees members' material", {}, scottishMembers],
    [
      "a board member in a members' channel sees no board papers",
      { asker: { standing: "member", groups: ["S9"] } },
      scottishMembers,
    ],
    [
      "a board member in the board's channel sees board papers",
      { channel: "C2", asker: { standing: "member", groups: ["S9"] } },
      scottishBoard,
    ],
    ["a member who got into the board's channel sees members' material", { channel: "C2" }, scottishMembers],
    [
      "a board member asking privately sees board papers",
      { visibility: "private", channel: "C9", asker: { standing: "member", groups: ["S9"] } },
      scottishBoard,
    ],
    ["a channel nobody described is public", { channel: "C9" }, everybody],
    ["a channel shared with another organisation is public", { isExternallyShared: true }, everybody],
    [
      "a guest sees public material, privately too",
      { visibility: "private", asker: { standing: "guest", groups: ["S9"] } },
      everybody,
    ],
    ["an outsider sees public material", { asker: { standing: "outsider", groups: [] } }, everybody],
    ["another program sees public material", { asker: { standing: "bot", groups: [] } }, everybody],
    ["whoever is not known sees public material", { asker: { standing: "unknown", groups: [] } }, everybody],
    ["a workspace nobody described is public", { workspace: "T2" }, everybody],
    ["the same id on the other platform is another place", { platform: "discord" }, everybody],
    [
      "the web page shows public material",
      { platform: "web", workspace: null, visibility: "private" },
      everybody,
    ],
    [
      "without the member role nobody is a member",
      { platform: "discord", workspace: "7", channel: "71" },
      everybody,
    ],
  ])("%s", async (_, changes, expected) => {
    expect((await reading(changes)).readership).toEqual(expected);
  });

  it("follows what the terminal was told", async () => {
    const as = (reader: string) =>
      reading({ platform: "terminal", workspace: null, asker: { standing: "member", groups: [reader] } });

    expect((await as("public")).readership).toEqual(everybody);
    expect(await as("member:scotlandis")).toEqual({ cluster: "scotlandis", readership: scottishMembers });
    expect((await as("board")).readership).toEqual({ memberOf: ["uktcg"], boardOf: ["uktcg"] });
    expect((await as("board:scotlandis")).readership).toEqual(scottishBoard);
  });
});
