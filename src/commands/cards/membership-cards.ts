import { fieldOf } from "../../answering/records/tell-tiers.ts";
import type { OrganisationsTold, TierAspect, TiersTold } from "../../answering/records/told.ts";
import type { Block, Inline } from "../../chat/reply.ts";
import type {
  FoundMembership,
  FoundOrganisation,
  FoundTier,
} from "../../directory/membership/membership-search.port.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { note, paragraph } from "./pieces.ts";
import { membershipDates, tierDates } from "./record-dates.ts";
import type { RecordsCardPart } from "./records-card.ts";

type Words = Messages["directory"];

/** What organisations are members of, with the day the records are of. */
export function organisationsPart(
  told: OrganisationsTold,
  { directory, membership }: Messages,
): RecordsCardPart {
  const words = directory.members;
  if (told.lead === "unknown")
    return { sentences: [words.unknown], blocks: [paragraph(words.unknown)], records: [] };
  const { organisations, clusters, places, total } = told;
  const [first] = organisations;
  const today = told.today.toString();
  const where = `${clusters.length === 0 ? "" : words.of(named(clusters))}${places.length === 0 ? "" : words.in(named(places))}`;
  const lead =
    told.lead === "members"
      ? words.list(where, total)
      : organisations.length > 1 && first !== undefined
        ? words.same(first.name, organisations.length)
        : words.is(first?.name ?? "");
  const missing =
    told.lead === "named" && organisations.length === 1 && first !== undefined
      ? notOf(first, told, words)
      : [];
  const items = organisations.map((organisation) =>
    organisationItem(organisation, { today, words, dates: membership.dates }),
  );
  const isSample = organisations.some(({ name }) => /\bSAMPLE\b/u.test(name));
  return {
    sentences: [lead, ...missing, ...items.map(textOf)],
    blocks: [
      paragraph([lead, ...missing].join(" ")),
      { type: "list", ordered: false, items },
      ...(told.lead === "members" ? [note(words.onlyListed)] : []),
      ...asOfNote(
        organisations.flatMap(({ memberships }) => memberships),
        words.asOf,
      ),
      ...(isSample ? [note(directory.sample)] : []),
    ],
    records: organisations.map(({ reference, organisationId }) => reference ?? organisationId),
  };
}

function named(things: readonly { readonly name: string }[]): string {
  return [...new Set(things.map(({ name }) => name))].join(", ");
}

function notOf(
  organisation: FoundOrganisation,
  { clusters }: OrganisationsTold,
  words: Words["members"],
): readonly string[] {
  return clusters
    .filter(
      ({ id, isFederation }) =>
        !isFederation && organisation.memberships.every(({ clusterId }) => clusterId !== id),
    )
    .map(({ name }) => words.notOf(organisation.name, name));
}

interface Wording {
  readonly today: string;
  readonly words: Words["members"];
  readonly dates: Messages["membership"]["dates"];
}

function organisationItem({ name, town, memberships }: FoundOrganisation, wording: Wording): Inline[] {
  const facts = memberships.map((membership) => membershipText(membership, wording));
  return [
    { type: "strong", text: name },
    { type: "text", text: `${town === null ? "" : ` (${town})`} — ${facts.join("; ")}.` },
  ];
}

function membershipText(membership: FoundMembership, { today, words, dates }: Wording): string {
  const { clusterName, tier } = membership;
  const facts = membershipDates(membership, today, dates);
  return `${words.membership(clusterName, tier)}: ${words.member}${facts.length === 0 ? "" : ` ${facts.join(", ")}`}`;
}

/** The day the oldest of the records was last confirmed. */
function asOfNote(
  records: readonly { readonly lastSeenAt: Date }[],
  asOf: (date: string) => string,
): readonly Block[] {
  const [oldest] = records.map(({ lastSeenAt }) => lastSeenAt.toISOString().slice(0, 10)).toSorted();
  return oldest === undefined ? [] : [note(asOf(writtenDate(oldest)))];
}

function textOf(item: readonly Inline[]): string {
  return item.map((inline) => ("text" in inline ? inline.text : "")).join("");
}

const aspects: readonly TierAspect[] = ["fee", "who", "benefits", "how"];

/** Terms of membership; of several clusters or tiers side by side. */
export function tiersPart(told: TiersTold, { directory, membership }: Messages): RecordsCardPart {
  const words = directory.tiers;
  const clusters = [...new Set(told.tiers.map(({ clusterName }) => clusterName))];
  const [only = ""] = clusters;
  const lead =
    clusters.length > 1
      ? words.sideBySide(clusters.join(" / "))
      : told.tiers.length > 1
        ? words.difference(only)
        : words.of(only);
  const isFeeOpen = told.asked.includes("fee") && told.tiers.every(({ fee }) => fee === null);
  const missing = told.without.map(({ name }) => words.unknown(name));
  const sentences = [
    ...(told.outcome === "abstained" ? [] : [lead]),
    ...missing,
    ...(isFeeOpen ? [words.noFee] : []),
    ...(told.outcome === "abstained" && !isFeeOpen && missing.length === 0 ? [words.notHeld] : []),
  ];
  const shown = told.outcome === "abstained" ? [] : told.tiers;
  const items = shown.map((tier) => tierItem(tier, told, { words, dates: membership.dates }));
  return {
    sentences: [...sentences, ...items.map(textOf)],
    blocks: [
      paragraph(sentences.join(" ")),
      ...(items.length === 0 ? [] : [{ type: "list" as const, ordered: false, items }]),
      ...asOfNote(shown, words.asOf),
    ],
    records: shown.map(({ reference, tierId }) => reference ?? tierId),
  };
}

function tierItem(
  tier: FoundTier,
  { asked, tiers }: TiersTold,
  { words, dates }: { readonly words: Words["tiers"]; readonly dates: Wording["dates"] },
): Inline[] {
  const isOneCluster = new Set(tiers.map(({ clusterId }) => clusterId)).size === 1;
  const facts = aspects.flatMap((aspect) => {
    const value = fieldOf(aspect, tier);
    if (value === null && !asked.includes(aspect)) return [];
    return [`${words[aspect]}: ${value ?? (aspect === "fee" ? words.feeUnknown : words.fieldUnknown)}`];
  });
  const name = isOneCluster ? tier.name : `${tier.clusterName}, ${tier.name}`;
  const link: Inline[] =
    tier.url === null
      ? []
      : [
          { type: "text", text: " " },
          { type: "link", text: words.page, url: tier.url },
        ];
  return [
    { type: "strong", text: name },
    { type: "text", text: `${tierDates(tier, dates)}${facts.length === 0 ? "" : ` — ${facts.join(". ")}`}.` },
    ...link,
  ];
}
