import type { Temporal } from "temporal-polyfill";
import { readDates } from "../../calendar/dates/read-dates.ts";
import type {
  FoundOrganisation,
  MembershipSearch,
  OrganisationName,
} from "../../directory/membership/membership-search.port.ts";
import { findPlaces } from "../../directory/places/find-places.ts";
import type { Place } from "../../directory/places/place.ts";
import type { ClusterEntry } from "../cluster-directory.port.ts";
import { tellingWeight } from "../commonness.ts";
import { type ClusterMention, findClusters } from "./find-clusters.ts";
import { type NamedOrganisation, nameOrganisations } from "./name-organisations.ts";
import { blankOut, isWithin, overlaps, questionWords, type Span, subjectTerms } from "./question-text.ts";
import type { OrganisationsTold } from "./told.ts";

export interface OrganisationNeeds {
  readonly membership: MembershipSearch;
  readonly clusters: readonly ClusterEntry[];
  readonly now: Temporal.PlainDateTime;
}

/** `other`: an organisation is named, and what is asked of it no record holds. */
export type OrganisationsRead =
  | { readonly kind: "told"; readonly told: OrganisationsTold }
  | { readonly kind: "other" }
  | { readonly kind: "none" };

const vocabulary =
  /\b(?:members?|membership|memberships|clusters?|belongs?|joined|join|left|leave|leaving|leaves|since|part|levels?|tiers?|kind|with|whose|company|number|anywhere|anything|listed|signed up|founders?|founding|associates?|patrons?|still|network|networks|federation|organisations?|orgs?|firms?|compan(?:y|ies)|businesses)\b/giu;
const asksMembership = /\bmembers?(?:hip)?\b|\bin any\b|\bpart of\b|\bbelongs?\b|\bwhich clusters?\b/iu;
const asksOne =
  /\b(?:is|are|was|were|has|have|did|does) (?!there\b|any\b|they\b|it\b|that\b|this\b|we\b|i\b|you\b|u\b|he\b|she\b|the\b|members?\b|our\b)(?:[\p{L}\d&'.-]+ ){1,5}?(?:still )?(?:an? |in |part |with )/iu;
/** Who is in a cluster, asked without the word member: “which firms are in Aire Tech”. */
const asksOfFirms =
  /\b(?:which|what|any|list|who|name) (?:of the )?(?:firms?|compan(?:y|ies)|organi[sz]ations?|orgs?|businesses) (?:(?:is|are|do you have|you have) )?(?:in|with|part of|belong(?:s|ing)? to)\b/iu;
const asksList = /\b(?:any|who|whos|who's|which|what|list|show|how many|are there|name)\b/iu;
const membersToldAtMost = 10;

/** An answer may be read by others than whoever asks: it is made of what everybody may know. */
const everybody = { managerOf: [] };

/** A question as far as organisations, clusters and places are named in it. */
interface Read {
  readonly text: string;
  readonly named: readonly NamedOrganisation[];
  readonly clusters: readonly ClusterMention[];
  readonly places: readonly Place[];
  /** Terms nothing of membership accounts for. */
  readonly left: readonly string[];
  readonly base: Pick<OrganisationsTold, "kind" | "clusters" | "places" | "today" | "owner">;
}

export async function tellOrganisations(text: string, needs: OrganisationNeeds): Promise<OrganisationsRead> {
  const read = readQuestion(text, await needs.membership.names(everybody), needs);
  if (read.named.length > 0) return await tellNamed(read, needs);
  if (!(asksMembership.test(text) || asksOfFirms.test(text))) return { kind: "none" };
  const isOfOne = asksOne.test(text) && !read.clusters.some(({ from }) => from < text.search(asksOne) + 8);
  if (isOfOne && read.left.length > 0) {
    return {
      kind: "told",
      told: { ...read.base, outcome: "abstained", lead: "unknown", organisations: [], total: 0 },
    };
  }
  return asksForMembers(read) ? await tellMembers(read, needs) : { kind: "none" };
}

function readQuestion(
  text: string,
  names: readonly OrganisationName[],
  { clusters: known, now }: OrganisationNeeds,
): Read {
  const named = nameOrganisations(text, names);
  const isFree = (span: Span) => !named.some((name) => overlaps(name, span));
  const clusters = findClusters(text, known).filter(isFree);
  const places = findPlaces(text).filter(
    (place) =>
      place.kind !== "postcode-area" &&
      isFree(place) &&
      !clusters.some((cluster) => isWithin(place, cluster) && !cluster.isPlaceName),
  );
  const dates = readDates(text, { now, isDayFirst: true, bankHolidays: [] });
  const rest = blankOut(text, [...named, ...clusters, ...places, ...dates]).replaceAll(vocabulary, (word) =>
    " ".repeat(word.length),
  );
  const meant = places.flatMap((mention) => mention.places);
  return {
    text,
    named,
    clusters,
    places: meant,
    left: subjectTerms(questionWords(rest)).filter((term) => tellingWeight(term) > 0.41),
    base: {
      kind: "organisations",
      clusters: clusters.filter(({ isPlaceName }) => !isPlaceName).map(({ cluster }) => cluster),
      places: meant,
      today: now.toPlainDate(),
      owner: null,
    },
  };
}

const asksOther = /\b(?:why|how (?:come|old|much|many))\b|\bwho (?:owns|runs|works)\b/iu;

async function tellNamed(read: Read, needs: OrganisationNeeds): Promise<OrganisationsRead> {
  if (read.left.length > 0 || asksOther.test(read.text)) return { kind: "other" };
  const ids = read.named.map(({ name }) => name.organisationId);
  const found = await needs.membership.organisations(ids, everybody);
  if (found.length === 0) return { kind: "none" };
  const organisations = inPlaces(
    found,
    read.places.map(({ name }) => name),
  );
  const total = organisations.length;
  return { kind: "told", told: { ...read.base, outcome: "answered", lead: "named", organisations, total } };
}

const fragment = /^\W*(?:the )?(?:\p{L}+ )?members (?:in|of|from|near)\b/iu;
const notOfMembers = /\bevents?\b|\bjoin\b|\bbecome\b|\bcan\b|\bonly\b/iu;

function asksForMembers({ text, left, places, clusters }: Read): boolean {
  if (!(/\bmembers?\b/iu.test(text) || asksOfFirms.test(text)) || notOfMembers.test(text)) return false;
  const isNarrowed = places.length > 0 || clusters.length > 0;
  return (asksList.test(text) || fragment.test(text)) && left.length === 0 && isNarrowed;
}

async function tellMembers({ base, places }: Read, needs: OrganisationNeeds): Promise<OrganisationsRead> {
  const clusters = base.clusters.map(({ id }) => id);
  const { organisations, total } = await needs.membership.members(
    {
      clusters: clusters.length === 0 ? null : clusters,
      places: places.length === 0 ? null : places.map(({ id }) => id),
      tiers: null,
      on: base.today.toString(),
      offset: 0,
      limit: membersToldAtMost,
    },
    everybody,
  );
  const lead = total === 0 ? "unknown" : "members";
  const outcome = total === 0 ? "abstained" : "answered";
  return { kind: "told", told: { ...base, outcome, lead, organisations, total } };
}

/** Of several with one name, those in the town that is named; all of them where none is. */
function inPlaces(
  organisations: readonly FoundOrganisation[],
  places: readonly string[],
): readonly FoundOrganisation[] {
  const there = organisations.filter(({ town }) => town !== null && places.includes(town));
  return there.length === 0 ? organisations : there;
}
