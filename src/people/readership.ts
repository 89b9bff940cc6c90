import { type Audience, commonReadership, publicReadership, type Readership } from "../shared/audience.ts";
import type { Identity } from "./identity.ts";
import type { HeldRole } from "./role.ts";

/** Who will see a reply, and where; chat/request.ts says what each field means. */
export interface ReplyPlace {
  readonly platform: string;
  readonly channel: string | null;
  readonly isExternallyShared: boolean;
  readonly visibility: "private" | "shared";
  readonly asker: { readonly groups: readonly string[] };
}

/** Who a request speaks for: their cluster, when it is known, and what the reply may be built from. */
export interface Reader {
  readonly cluster: string | null;
  readonly readership: Readership;
}

const nobody: Reader = { cluster: null, readership: publicReadership };

/**
 * What the readers of the reply may read. A private reply is built from what the asker may read; a reply in a channel
 * from what both the asker and everybody in that channel may. A workspace that nobody confirmed gets public material
 * only, and so does a channel shared with another organisation. `federation` is the id of the federation's own cluster.
 */
export function readerOf(request: ReplyPlace, identity: Identity, federation: string): Reader {
  if (request.platform === "terminal") return terminalReader(request.asker.groups, federation);
  const { place } = identity;
  if (place !== null && place.state !== "confirmed") return nobody;
  const asker = askerReadership(identity.roles, federation);
  const cluster = place?.cluster ?? ownCluster(identity.roles, federation);
  if (request.visibility === "private") return { cluster, readership: asker };
  if (place === null) return nobody;
  return { cluster, readership: commonReadership(asker, channelReadership(request, identity, federation)) };
}

/** Readership of a cluster's members or board; a board reads its own cluster's members' material too. */
export function readershipFor(audience: Audience, cluster: string, federation: string): Readership {
  if (audience === "public") return publicReadership;
  const memberOf = [...new Set([cluster, federation])];
  return { memberOf, boardOf: audience === "board" ? [cluster] : [] };
}

/** Whoever looks after a cluster, approves or signs for it reads what its members read; being an administrator widens nothing. */
function askerReadership(held: readonly HeldRole[], federation: string): Readership {
  const reading = held.filter(({ role }) => role !== "guest" && role !== "administrator");
  const clusters = reading.map(({ cluster }) => cluster ?? federation);
  const memberOf = reading.length === 0 ? [] : [...new Set([...clusters, federation])];
  const boards = reading.filter(({ role }) => role === "board").map(({ cluster }) => cluster ?? federation);
  return { memberOf, boardOf: [...new Set(boards)] };
}

/** Whom somebody speaks for where no workspace says so: their cluster, when they hold roles in one only. */
function ownCluster(held: readonly HeldRole[], federation: string): string | null {
  const clusters = new Set(
    held.flatMap(({ cluster }) => (cluster === null || cluster === federation ? [] : [cluster])),
  );
  const [only] = clusters;
  return clusters.size === 1 && only !== undefined ? only : null;
}

function channelReadership(request: ReplyPlace, { place }: Identity, federation: string): Readership {
  if (request.isExternallyShared || request.channel === null) return publicReadership;
  if (place === null || place.cluster === null) return publicReadership;
  return readershipFor(place.channelAudience, place.cluster, federation);
}

/** On the terminal whoever runs the command says whom to answer as: `member:<cluster>` or `board[:<cluster>]`. */
function terminalReader(groups: readonly string[], federation: string): Reader {
  const [kind, cluster = federation] = (groups[0] ?? "public").split(":");
  if (kind === "member") return { cluster, readership: readershipFor("members", cluster, federation) };
  if (kind === "board") return { cluster, readership: readershipFor("board", cluster, federation) };
  return nobody;
}
