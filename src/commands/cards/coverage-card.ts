import type { ClusterEntry } from "../../answering/cluster-directory.port.ts";
import type {
  ClockTold,
  ClosedTold,
  ContactTold,
  CoverageTold,
  PlaceCovered,
} from "../../answering/records/told.ts";
import { longDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { paragraph } from "./pieces.ts";
import type { RecordsCardPart } from "./records-card.ts";

type Words = Messages["directory"];

/** Which region a place is in and which clusters cover it. */
export function coveragePart(told: CoverageTold, { directory }: Messages): RecordsCardPart {
  const words = directory.coverage;
  const intro = told.covered.length > 1 && sameName(told.covered) ? [words.ambiguous] : [];
  const paragraphs = [
    ...intro,
    ...told.covered.map((covered) => coveredText(covered, words).join(" ")),
    ...(told.outcome === "partial" ? [words.otherPart] : []),
  ];
  return { sentences: paragraphs, blocks: paragraphs.map((text) => paragraph(text)), records: [] };
}

function sameName(covered: readonly PlaceCovered[]): boolean {
  return new Set(covered.map(({ place }) => place.name.split(/[ -]/u, 1)[0])).size === 1;
}

function coveredText(
  { place, region, local, regional, lookedTo }: PlaceCovered,
  words: Words["coverage"],
): readonly string[] {
  if (place.kind === "outside") return [words.isOutside(place.name)];
  const isRegion = region !== null && region.id === place.id;
  const sentences =
    region === null ? [words.isWide(place.name)] : isRegion ? [] : [words.isIn(place.name, region.name)];
  if (local.length > 0) sentences.push(words.coveredBy(place.name, clustersText(local, words)));
  else if (regional.length > 0 && region !== null)
    sentences.push(words.ofRegion(region.name, clustersText(regional, words)));
  const isNobody = [...local, ...regional].every(({ status }) => status === "closed");
  if (isNobody) sentences.push(words.nobody(place.name));
  if (lookedTo !== null)
    sentences.push(words.looksTo(place.name, lookedTo.place.name, clustersText(lookedTo.clusters, words)));
  return sentences;
}

/** Each with whom to ask; one that has closed says so. */
function clustersText(clusters: readonly ClusterEntry[], words: Words["coverage"]): string {
  return clusters
    .map((cluster) => {
      if (cluster.status === "closed")
        return cluster.statusNote === null
          ? words.closed(cluster.name)
          : `${cluster.name} (${cluster.statusNote.replace(/\.$/u, "")})`;
      const owner = cluster.contacts.get("general");
      return owner?.address === null || owner === undefined
        ? cluster.name
        : `${cluster.name} (${owner.role}, ${owner.address})`;
    })
    .join("; ");
}

export function closedPart({ cluster }: ClosedTold, { directory }: Messages): RecordsCardPart {
  const text = directory.closed(cluster.name, cluster.statusNote);
  return { sentences: [text], blocks: [paragraph(text)], records: [] };
}

export function contactPart({ clusters }: ContactTold, { directory }: Messages): RecordsCardPart {
  const sentences = clusters.map(({ cluster, owner }) =>
    owner.address === null
      ? directory.contact(cluster.name, owner.role)
      : `${directory.contact(cluster.name, owner.role)} ${owner.address}`,
  );
  return { sentences, blocks: sentences.map((text) => paragraph(text)), records: [] };
}

/** When the clocks change, or which of GMT and BST days are on. */
export function clockPart({ lead }: ClockTold, { directory }: Messages): RecordsCardPart {
  const words = directory.clock;
  const sentences =
    lead.kind === "changes"
      ? lead.changes.map(({ date, isForward }) =>
          isForward ? words.forward(longDate(date)) : words.back(longDate(date)),
        )
      : [labelText(lead, words)];
  return { sentences, blocks: sentences.map((text) => paragraph(text)), records: [] };
}

function labelText(lead: Extract<ClockTold["lead"], { kind: "label" }>, words: Words["clock"]): string {
  const days = lead.from.equals(lead.until)
    ? longDate(lead.from)
    : words.days(longDate(lead.from), longDate(lead.until));
  const [label = "", other] = lead.labels;
  return other === undefined ? words.label(days, label) : words.both(days);
}
