import type { Block, Inline, Reply } from "../../chat/reply.ts";
import type { FoundTier } from "../../directory/membership/membership-search.port.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import type { Contact } from "../../people/contact.ts";
import { labelled, note, paragraph } from "./pieces.ts";
import { tierDates } from "./record-dates.ts";

interface ShownTiers {
  readonly cluster: NamedCluster;
  /** Those in force today, and those that will be. */
  readonly tiers: readonly FoundTier[];
  /** `2026-11-29`. */
  readonly today: string;
  /** Who answers for membership; null where nobody is named. */
  readonly contact: Contact | null;
}

/** What there is to join a cluster as, with fees, and who would know more. */
export function joinCard({ cluster, tiers, today, contact }: ShownTiers, messages: Messages): Reply {
  const { membership } = messages;
  const { join: words, members } = membership;
  const owner = contact === null ? [] : [{ type: "note", content: contactLine(contact, words) } as const];
  const present = tiers.filter(({ validFrom }) => validFrom === null || validFrom <= today);
  const later = tiers.filter((tier) => !present.includes(tier));
  const data = { kind: "tiers", cluster: cluster.id, tiers };
  if (tiers.length === 0) {
    const none = words.none(cluster.name);
    return { summary: none, blocks: [paragraph(none), ...owner], data };
  }
  const names = (present.length === 0 ? later : present).map(({ name, fee }) =>
    fee === null ? name : `${name} (${fee})`,
  );
  const newest = Math.max(...tiers.map(({ lastSeenAt }) => lastSeenAt.getTime()));
  return {
    summary: words.summary(cluster.name, names.join(", ")),
    blocks: [
      { type: "heading", text: words.title(cluster.name) },
      ...present.flatMap((tier) => tierBlocks(tier, messages)),
      ...(later.length === 0 ? [] : [{ type: "heading", text: words.later } as const]),
      ...later.flatMap((tier) => tierBlocks(tier, messages)),
      note(members.asOf(writtenDate(new Date(newest).toISOString()))),
      ...owner,
    ],
    data,
  };
}

type Words = Messages["membership"]["join"];

function tierBlocks(tier: FoundTier, { membership, directory: { tiers: words } }: Messages): Block[] {
  const { name, url, fee } = tier;
  const title: Inline = url === null ? { type: "strong", text: name } : { type: "link", text: name, url };
  const dates = tierDates(tier, membership.dates);
  const told: readonly (readonly [string, string | null])[] = [
    [words.fee, fee ?? words.feeUnknown],
    [words.who, tier.whoMayJoin],
    [words.benefits, tier.benefits],
    [words.how, tier.howToJoin],
  ];
  const items = told.flatMap(([label, value]) => (value === null ? [] : [labelled(label, value)]));
  const suffix: Inline[] = dates === "" ? [] : [{ type: "text", text: dates }];
  return [
    { type: "paragraph", content: [title, ...suffix] },
    { type: "list", ordered: false, items },
  ];
}

function contactLine({ role, address }: Contact, words: Words): Inline[] {
  const line: Inline = { type: "text", text: words.contact(role) };
  if (address === null) return [line];
  const where: Inline = /^https?:/.test(address)
    ? { type: "link", text: address, url: address }
    : { type: "text", text: address };
  return [line, { type: "text", text: " " }, where];
}
