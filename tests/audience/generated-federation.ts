import type { Request } from "../../src/chat/request.ts";
import type { DocumentToStore } from "../../src/knowledge/document-store.port.ts";
import { PeopleSettings } from "../../src/people/workspace-settings.ts";
import type { Audience } from "../../src/shared/audience.ts";

/** Small seeded generator (mulberry32), so that a failure can be repeated. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const federation = "fed";
export const clusterIds = [federation, "north", "south", "west"] as const;

/** A document with a word that stands nowhere else: whoever shows the word shows the document. */
export interface SecretDocument {
  readonly secret: string;
  readonly audience: Audience;
  readonly clusters: readonly string[];
  readonly question: string;
  readonly document: DocumentToStore;
  /** What it replaces, of whatever audience; null for most. */
  readonly replaced: SecretDocument | null;
}

const topics = [
  "skills bootcamp grant",
  "founders breakfast",
  "annual policy forum",
  "mentor scheme",
  "cyber security pledge",
  "office lease",
  "summer hackathon",
  "apprenticeship survey",
  "export mission",
  "awards dinner",
] as const;

const consonants = "bdfgklmnprstvz";
const vowels = "aeiou";

export function generateDocuments(count: number, random: () => number): SecretDocument[] {
  const pick = <Item>(items: ArrayLike<Item> & Iterable<Item>): Item => {
    const list = [...items];
    const item = list[Math.floor(random() * list.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  };
  const word = (): string =>
    Array.from({ length: 4 }, () => `${pick(consonants)}${pick(vowels)}`).join("") + pick(consonants);
  const made: SecretDocument[] = [];
  for (let index = 0; index < count; index += 1) {
    const secret = word();
    const audience = pick<Audience>(["public", "members", "members", "board"]);
    const owner = pick(clusterIds);
    const others = audience === "members" && random() < 0.3 ? [pick(clusterIds)] : [];
    const clusters = audience === "public" ? [] : [...new Set([owner, ...others])];
    const topic = pick(topics);
    const amount = 100 + Math.floor(random() * 9_000);
    const replaced = index % 3 === 2 ? (made[index - 1] ?? null) : null;
    const supersedes = replaced?.document.sourceKey ?? null;
    const text = `The ${secret} ${topic} of ${owner} costs ${amount} pounds and is run by the ${secret} committee.`;
    made.push({
      secret,
      audience,
      clusters,
      question: `What does the ${secret} ${topic} cost?`,
      document: aDocument(index, { secret, audience, owner, clusters, topic, text, supersedes }),
      replaced,
    });
  }
  return made;
}

interface Made {
  readonly secret: string;
  readonly audience: Audience;
  readonly owner: string;
  readonly clusters: readonly string[];
  readonly topic: string;
  readonly text: string;
  readonly supersedes: string | null;
}

function aDocument(index: number, made: Made): DocumentToStore {
  return {
    sourceKey: `generated/${index}-${made.secret}`,
    fingerprint: `fingerprint-${index}`,
    mediaType: "text/plain",
    metadata: {
      title: `${made.secret} ${made.topic}`,
      clusterId: made.owner,
      region: null,
      kind: "other",
      audience: made.audience,
      audienceClusters: [...made.clusters],
      topics: [],
      publishedOn: "2026-10-01",
      effectiveFrom: null,
      effectiveUntil: null,
      url: `https://${made.secret}.example/`,
      source: null,
      isSample: false,
      supersedes: made.supersedes,
      positions: [],
    },
    passages: [{ ordinal: 0, headingPath: [], anchor: null, page: null, text: made.text }],
  };
}

const members = (id: string) => ({
  channels: { [`${id}-members`]: "members", [`${id}-board`]: "board" } as const,
});

export const people = PeopleSettings.parse({
  federation,
  workspaces: [
    {
      platform: "slack",
      id: "T-north",
      cluster: "north",
      members: "everyone",
      board: ["G-north"],
      ...members("north"),
    },
    {
      platform: "discord",
      id: "D-south",
      cluster: "south",
      members: ["R-south"],
      board: ["B-south"],
      ...members("south"),
    },
    {
      platform: "slack",
      id: "T-fed",
      cluster: federation,
      members: "everyone",
      board: ["G-fed"],
      ...members("fed"),
    },
  ],
});

/** Somebody who asks, and in plain words what the readers of the reply are: worked out here by hand, not by the code. */
export interface GeneratedAsker {
  readonly request: Request;
  readonly memberOf: readonly string[];
  readonly boardOf: readonly string[];
}

interface Place {
  readonly platform: "slack" | "discord";
  readonly workspace: string;
  readonly cluster: string;
  readonly memberGroup: string | null;
  readonly boardGroup: string;
}

const places: readonly Place[] = [
  { platform: "slack", workspace: "T-north", cluster: "north", memberGroup: null, boardGroup: "G-north" },
  {
    platform: "discord",
    workspace: "D-south",
    cluster: "south",
    memberGroup: "R-south",
    boardGroup: "B-south",
  },
  { platform: "slack", workspace: "T-fed", cluster: federation, memberGroup: null, boardGroup: "G-fed" },
];

/** Every kind of person in every kind of place: 3 workspaces × 6 persons × 5 places, a stranger's workspace and the page. */
export function everyAsker(): GeneratedAsker[] {
  const inWorkspaces = places.flatMap((place) =>
    (["guest", "outsider", "bot", "unknown", "member", "boardMember"] as const).flatMap((person) =>
      (["private", "public", "members", "board", "externallyShared"] as const).map((where) =>
        anAsker(place, person, where),
      ),
    ),
  );
  const nobody = { memberOf: [], boardOf: [] };
  const [place] = places;
  if (place === undefined) throw new Error("there are no places");
  const base = anAsker(place, "boardMember", "private").request;
  return [
    ...inWorkspaces,
    { ...nobody, request: { ...base, workspace: "T-unknown" } },
    { ...nobody, request: { ...base, platform: "web", workspace: null, channel: null } },
  ];
}

type Person = "guest" | "outsider" | "bot" | "unknown" | "member" | "boardMember";
type Where = "private" | "public" | "members" | "board" | "externallyShared";

function anAsker(place: Place, person: Person, where: Where): GeneratedAsker {
  const isKnown = person === "member" || person === "boardMember";
  const channel = where === "externallyShared" ? `${place.cluster}-members` : `${place.cluster}-${where}`;
  const groups = [
    ...(place.memberGroup === null ? [] : [place.memberGroup]),
    ...(person === "boardMember" ? [place.boardGroup] : []),
  ];
  const request: Request = {
    deliveryKey: "replaced by the test",
    platform: place.platform,
    workspace: place.workspace,
    channel: channel === "fed-members" ? "fed-members" : channel,
    thread: null,
    isExternallyShared: where === "externallyShared",
    isDirectMessage: false,
    // Guests and outsiders may hold the very group that would make a member of them.
    asker: {
      id: "someone",
      standing: isKnown ? "member" : person,
      groups: isKnown ? groups : [place.boardGroup, ...groups],
      name: "",
      runsWorkspace: false,
    },
    visibility: where === "private" ? "private" : "shared",
    command: "ask",
    text: "",
    fields: null,
    attachments: [],
    locale: "en-GB",
  };
  const seesMembers = isKnown && (where === "private" || where === "members" || where === "board");
  const seesBoard = person === "boardMember" && (where === "private" || where === "board");
  return {
    request,
    memberOf: seesMembers ? [place.cluster, federation] : [],
    boardOf: seesBoard ? [place.cluster] : [],
  };
}

/** Whether the readers of this asker's reply may read the document, by the rule as the design states it. */
export function mayBeShown(asker: GeneratedAsker, document: SecretDocument): boolean {
  if (document.audience === "public") return true;
  const allowed = document.audience === "members" ? asker.memberOf : asker.boardOf;
  return document.clusters.some((cluster) => allowed.includes(cluster));
}
