import { z } from "zod";
import { ukDay } from "../calendar/zones.ts";
import { plainReply, type Reply } from "../chat/reply.ts";
import { findOrganisations } from "../directory/membership/find-organisations.ts";
import type { MemberFilter, MembershipReader } from "../directory/membership/membership-search.port.ts";
import { findPlaces } from "../directory/places/find-places.ts";
import type { NamedCluster } from "../people/cluster-list.port.ts";
import { findCluster } from "../people/find-cluster.ts";
import { membersCard, organisationsCard } from "./cards/members-card.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { membershipReader } from "./membership/member-reading.ts";

const onePage = 15;

/** `/cluster members`: of a cluster, a town or region, or what an organisation is a member of. */
export const members = defineCommand({
  name: "members",
  summary: "Who is a member of a cluster or in a place, or what an organisation is a member of",
  usage: "members [organisation, town, region or cluster]",
  right: "ask",
  options: [{ name: "which", summary: "An organisation, a town or region, or a cluster", isRequired: false }],
  schema: z.string().trim(),
  run: async (context, text) => {
    const { needs, reader } = context;
    const clusters = await needs.clusters.all();
    const asking = { context, clusters, reader: membershipReader(context, clusters) };
    const [, which = "", page] = /^(.*?)(?:\s*\bpage (\d{1,4}))?$/is.exec(text.slice(0, 200)) ?? [];
    const own = clusters.find(({ id, isFederation }) => id === reader.cluster && !isFederation) ?? null;
    const cluster = which === "" ? own : findCluster(which, clusters);
    if (cluster !== null) return await ofCluster(cluster, Number(page ?? 1), asking);
    if (which === "") return plainReply(needs.messages.membership.members.ask);
    return await byNameOrPlace(which, asking);
  },
});

interface Asking {
  readonly context: CommandContext;
  readonly clusters: readonly NamedCluster[];
  readonly reader: MembershipReader;
}

/** A screenful; only managers of the cluster turn the page, where nobody else reads: it is no list to take away. */
async function ofCluster(cluster: NamedCluster, page: number, asking: Asking): Promise<Reply> {
  const isManager = asking.reader.managerOf.includes(cluster.id);
  // Of a cluster's own list its manager may see all, of what another's is in it only what everybody may.
  const offset = isManager ? (Math.max(1, page) - 1) * onePage : 0;
  const filter = { clusters: cluster.isFederation ? null : [cluster.id], places: null, offset };
  return await listed(filter, {
    where: cluster.name,
    isManager,
    next: `${cluster.id} page ${page + 1}`,
    asking,
  });
}

async function byNameOrPlace(text: string, asking: Asking): Promise<Reply> {
  const { search, messages } = needsOf(asking);
  const found = findOrganisations(text, await search.names(asking.reader));
  const ids = found.names.map(({ organisationId }) => organisationId);
  if (found.kind === "exact") return await organisations(ids, { line: null, asking });
  const mention = findPlaces(text).find(
    ({ from, until }) => `${text.slice(0, from)}${text.slice(until)}`.trim() === "",
  );
  if (mention !== undefined) {
    const filter = { clusters: null, places: mention.places.map(({ id }) => id), offset: 0 };
    const where = mention.places.map(({ name }) => name).join(", ");
    return await listed(filter, { where, isManager: false, next: null, asking });
  }
  if (ids.length > 0)
    return await organisations(ids, { line: messages.members.closest(text.slice(0, 60)), asking });
  return plainReply(messages.members.unknown(text.slice(0, 60)));
}

function needsOf({ context: { needs } }: Asking) {
  return { search: needs.members, messages: needs.messages.membership, today: ukDay(needs.clock.now()) };
}

interface Listing {
  readonly where: string;
  readonly isManager: boolean;
  readonly next: string | null;
  readonly asking: Asking;
}

async function listed(
  filter: Pick<MemberFilter, "clusters" | "places" | "offset">,
  { where, isManager, next, asking }: Listing,
): Promise<Reply> {
  const { search, today } = needsOf(asking);
  const { messages } = asking.context.needs;
  const found = await search.members({ ...filter, tiers: null, on: today, limit: onePage }, asking.reader);
  const isLast = filter.offset + found.organisations.length >= found.total;
  return membersCard(
    { ...found, ...filter, where, today, isManager, next: isManager && !isLast ? next : null },
    messages,
  );
}

async function organisations(
  ids: readonly string[],
  { line, asking }: { readonly line: string | null; readonly asking: Asking },
): Promise<Reply> {
  const { search, today } = needsOf(asking);
  const found = await search.organisations(ids, asking.reader);
  return organisationsCard({ organisations: found, today, line }, asking.context.needs.messages);
}
