import type { Temporal } from "temporal-polyfill";
import { readDates } from "../../calendar/dates/read-dates.ts";
import type {
  FoundOrganisation,
  MembershipSearch,
} from "../../directory/membership/membership-search.port.ts";
import { findPlaces } from "../../directory/places/find-places.ts";
import type { ClusterEntry } from "../cluster-directory.port.ts";
import { tellingWeight } from "../commonness.ts";
import { findClusters } from "./find-clusters.ts";
import { nameOrganisations } from "./name-organisations.ts";
import { blankOut, isWithin, overlaps, questionWords, subjectTerms } from "./question-text.ts";
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
  /\b(?:members?|membership|memberships|clusters?|belongs?|joined|join|left|leave|leaving|leaves|since|part|levels?|tiers?|kind|with|whose|company|number|anywhere|anything|listed|signed up|founders?|founding|associates?|patrons?|still|network|networks|federation|organisations?)\b/giu;
const asksMembership = /\bmembers?(?:hip)?\b|\bin any\b|\bpart of\b|\bbelongs?\b|\bwhich clusters?\b/iu;
const asksOne =
  /\b(?:is|are|was|were|has|have|did|does) (?!there\b|any\b|they\b|it\b|that\b|this\b|we\b|i\b|you\b|u\b|he\b|she\b|the\b|members?\b|our\b)(?:[\p{L}\d&'.-]+ ){1,5}?(?:still )?(?:an? |in |part |with )/iu;
const asksList = /\b(?:any|who|whos|who's|which|what|list|show|how many|are there|name)\b/iu;
const membersToldAtMost = 10;

/** An answer may be read by others than whoever asks: it is made of what everybody may know. */
const everybody = { managerOf: [] };

export async function tellOrganisations(text: string, needs: OrganisationNeeds): Promise<OrganisationsRead> {
  const names = await needs.membership.names(everybody);
  const named = nameOrganisations(text, names);
  const clusters = findClusters(text, needs.clusters).filter(
    (mention) => !named.some((name) => overlaps(name, mention)),
  );
  const places = findPlaces(text).filter(
    (place) =>
      place.kind !== "postcode-area" &&
      !named.some((name) => overlaps(name, place)) &&
      !clusters.some((cluster) => isWithin(place, cluster) && !cluster.isPlaceName),
  );
  const dates = readDates(text, { now: needs.now, isDayFirst: true, bankHolidays: [] });
  const rest = blankOut(text, [...named, ...clusters, ...places, ...dates]).replaceAll(vocabulary, (word) =>
    " ".repeat(word.length),
  );
  const left = subjectTerms(questionWords(rest)).filter((term) => tellingWeight(term) > 0.41);
  const asksWhy = /\b(?:why|how (?:come|old|much|many))\b/iu.test(text) && named.length > 0;
  const found = {
    clusters: clusters.filter(({ isPlaceName }) => !isPlaceName).map(({ cluster }) => cluster),
    places: places.flatMap((mention) => mention.places),
  };
  const base = { kind: "organisations", ...found, today: needs.now.toPlainDate(), owner: null } as const;
  if (named.length > 0) {
    if (left.length > 0 || asksWhy || /\bwho (?:owns|runs|works)\b/iu.test(text)) return { kind: "other" };
    const ids = named.map(({ name }) => name.organisationId);
    const organisations = await needs.membership.organisations(ids, everybody);
    if (organisations.length === 0) return { kind: "none" };
    const there = inPlaces(
      organisations,
      found.places.map(({ name }) => name),
    );
    return {
      kind: "told",
      told: { ...base, outcome: "answered", lead: "named", organisations: there, total: there.length },
    };
  }
  if (!asksMembership.test(text)) return { kind: "none" };
  const isOfOne = asksOne.test(text) && !clusters.some(({ from }) => from < text.search(asksOne) + 8);
  if (isOfOne && left.length > 0) {
    return {
      kind: "told",
      told: { ...base, outcome: "abstained", lead: "unknown", organisations: [], total: 0 },
    };
  }
  const isFragment = /^\W*(?:the )?(?:\p{L}+ )?members (?:in|of|from|near)\b/iu.test(text);
  if (
    (!asksList.test(text) && !isFragment) ||
    left.length > 0 ||
    (places.length === 0 && clusters.length === 0)
  )
    return { kind: "none" };
  if (!/\bmembers?\b/iu.test(text) || /\bevents?\b|\bjoin\b|\bbecome\b|\bcan\b|\bonly\b/iu.test(text))
    return { kind: "none" };
  const filter = {
    clusters: clusters.filter(({ isPlaceName }) => !isPlaceName).map(({ cluster }) => cluster.id),
    places: found.places.map(({ id }) => id),
  };
  const { organisations, total } = await needs.membership.members(
    {
      clusters: filter.clusters.length === 0 ? null : filter.clusters,
      places: filter.places.length === 0 ? null : filter.places,
      tiers: null,
      on: base.today.toString(),
      offset: 0,
      limit: membersToldAtMost,
    },
    everybody,
  );
  const outcome = total === 0 ? "abstained" : "answered";
  return {
    kind: "told",
    told: { ...base, outcome, lead: total === 0 ? "unknown" : "members", organisations, total },
  };
}

/** Of several with one name, those in the town that is named; all of them where none is. */
function inPlaces(
  organisations: readonly FoundOrganisation[],
  places: readonly string[],
): readonly FoundOrganisation[] {
  const there = organisations.filter(({ town }) => town !== null && places.includes(town));
  return there.length === 0 ? organisations : there;
}
