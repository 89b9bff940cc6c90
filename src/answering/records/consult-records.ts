// A question that records can answer is answered from records first; documents come second, and what neither holds is
// told with who would know.
import { Temporal } from "temporal-polyfill";
import { toInstant, ukZone, wallTimeAt } from "../../calendar/zones.ts";
import type { EventSearch } from "../../directory/events/event-search.port.ts";
import type { MembershipSearch } from "../../directory/membership/membership-search.port.ts";
import type { Reader } from "../../people/readership.ts";
import type { Clock } from "../../shared/clock.port.ts";
import type { ClusterDirectory, ClusterEntry } from "../cluster-directory.port.ts";
import { ownerOf } from "../owner.ts";
import { plainQuestion, readQuestion, type Topic } from "../read-question.ts";
import { decidedByPeople } from "./decided-by-people.ts";
import { demandOf, leftDemand } from "./event-demand.ts";
import { type EventQuestion, readEventQuestion } from "./event-question.ts";
import { daysAsked, windowsOf } from "./event-windows.ts";
import { type ClusterMention, findClusters } from "./find-clusters.ts";
import { vocabularyOf } from "./name-events.ts";
import { notForTheBot } from "./not-for-the-bot.ts";
import { demandedOf, readableText } from "./question-text.ts";
import { tellClock } from "./tell-clock.ts";
import { tellCoverage } from "./tell-coverage.ts";
import { tellEventList } from "./tell-event-list.ts";
import { type InquiryNeeds, tellInquiry } from "./tell-inquiry.ts";
import { tellNamedEvent } from "./tell-named-event.ts";
import { tellNearPosition } from "./tell-near-position.ts";
import { tellOrganisations } from "./tell-organisations.ts";
import { type PositionNeeds, type PositionsAround, tellPosition } from "./tell-position.ts";
import { tellTiers } from "./tell-tiers.ts";
import type { Consulted, EventsTold, PositionTold, Told } from "./told.ts";
import { isVague } from "./vague.ts";

export interface RecordsNeeds extends PositionNeeds, InquiryNeeds {
  readonly events: EventSearch;
  readonly membership: MembershipSearch;
  readonly directory: ClusterDirectory;
  readonly clock: Clock;
}

interface Asking {
  readonly text: string;
  readonly reader: Reader;
  readonly clusters: readonly ClusterEntry[];
  readonly now: Temporal.PlainDateTime;
  readonly needs: RecordsNeeds;
}

const documents = { kind: "documents", otherwise: null, demand: null } as const;

/** Looks a question up in the records these readers may read. Throws BotError DATABASE_UNAVAILABLE. */
export async function consultRecords(asked: string, reader: Reader, needs: RecordsNeeds): Promise<Consulted> {
  const clusters = await needs.directory.all();
  if (readQuestion(asked, clusters).kind === "no-question") return documents;
  const text = readableText(plainQuestion(asked));
  const instant = Temporal.Instant.fromEpochMilliseconds(needs.clock.now().getTime());
  const asking: Asking = { text, reader, clusters, now: wallTimeAt(instant, ukZone), needs };
  const inquiry = await consultInquiries(asking);
  if (inquiry !== null) return inquiry;
  const decision = decidedByPeople(text);
  const position = decision === null ? await consultPositions(asking) : null;
  if (position?.kind === "told") return position;
  const refused = decision ?? notForTheBot(text);
  if (refused !== null) {
    return told({
      kind: "refused",
      outcome: "abstained",
      reason: refused,
      owner: ownerFor("general", asking),
    });
  }
  const clock = tellClock(text, asking.now);
  if (clock !== null) return told(clock);
  const others = position ?? (await consultOthers(asking));
  if (others.kind === "told" || others.otherwise !== null) return others;
  return { ...others, near: async () => withOwner(await tellNearPosition(text, aroundOf(asking), needs)) };

  function withOwner(near: PositionTold | null): PositionTold | null {
    return near === null ? null : withPolicyOwner(near, asking);
  }
}

function aroundOf(asking: Asking): PositionsAround {
  return { ...asking, today: asking.now.toPlainDate(), now: asking.needs.clock.now() };
}

/** Null where nothing is asked about consultations and calls for evidence that is known. */
async function consultInquiries(asking: Asking): Promise<Consulted | null> {
  const { text, now, needs } = asking;
  const around = { ...asking, today: now.toPlainDate(), now: needs.clock.now(), wallTime: now };
  const inquiry = await tellInquiry(text, around, needs);
  switch (inquiry.kind) {
    case "told":
      return told(withPolicyOwner(inquiry.told, asking));
    case "choices":
      return askBack("anything", inquiry.choices);
    case "none":
      return { kind: "documents", otherwise: withPolicyOwner(inquiry.told, asking), demand: null };
    case "other":
      return null;
  }
}

/** Null where no position is asked for. */
async function consultPositions(asking: Asking): Promise<Consulted | null> {
  const { text, needs } = asking;
  const position = await tellPosition(text, aroundOf(asking), needs);
  switch (position.kind) {
    case "told":
      return told(withPolicyOwner(position.told, asking));
    case "choices":
      return askBack("anything", position.choices);
    case "unknown": {
      // A line that is not in the register may stand in a document that speaks of it, in so many words.
      const demand = { terms: demandedOf(position.subject), clusters: [], shape: null };
      return { kind: "documents", otherwise: withPolicyOwner(position.told, asking), demand };
    }
    case "other":
      return null;
  }
}

function withPolicyOwner<Part extends Told>(part: Part, asking: Asking): Part {
  return { ...part, owner: ownerFor("policy", asking) };
}

async function consultOthers(asking: Asking): Promise<Consulted> {
  const { text } = asking;
  const vague = isVague(text);
  if (vague !== null) return askBack(vague, []);
  const question = await readQuestionOfEvents(asking);
  const isCertain = question.named.some(({ share, words }) => share > 0.75 && words > 1);
  if (!isCertain) {
    const other = await consultMembership(asking);
    if (other !== null) return other;
  }
  return consultEvents(question, asking);
}

/** Who is where, who is a member of what, and what membership is. */
async function consultMembership(asking: Asking): Promise<Consulted | null> {
  const { text, clusters, now, needs } = asking;
  const organisations = await tellOrganisations(text, { membership: needs.membership, clusters, now });
  if (organisations.kind === "other") return documents;
  if (organisations.kind === "told") {
    return told({ ...organisations.told, owner: ownerFor("membership", asking) });
  }
  const mentions = findClusters(text, clusters);
  const closed = closedOf(mentions);
  if (closed !== null && asksOfCluster.test(text)) {
    return told({
      kind: "closed",
      outcome: "answered",
      cluster: closed,
      owner: ownerFor("membership", asking),
    });
  }
  const coverage = tellCoverage(text, clusters);
  if (coverage !== null) return told({ ...coverage, owner: ownerFor("general", asking) });
  const contact = tellContact(text, mentions);
  if (contact !== null) return told(contact);
  const tiers = await tellTiers(text, { membership: needs.membership, clusters, now });
  if (tiers === null) return null;
  const whole = { ...tiers, owner: ownerFor("membership", asking) };
  const isCompared = new Set(tiers.tiers.map(({ clusterId }) => clusterId)).size > 1;
  if (tiers.outcome === "answered" || (isCompared && tiers.outcome === "partial")) return told(whole);
  const shape = tiers.asked.includes("fee") ? "fee" : tiers.asked.includes("how") ? "joining" : null;
  return { kind: "documents", otherwise: whole, demand: { terms: [], clusters: [], shape } };
}

const asksOfCluster =
  /\b(?:join|fees?|cost|renew\w*|contact|e-?mail|talk|speak|members?|membership|events?|what'?s on|still (?:going|open|running)|sign up)\b/iu;
const asksContact =
  /\bwho (?:do|should|can|would|could|might) (?:i|we) (?:e-?mail|ask|contact|write|talk|speak|ring|call|go)\b|\bcontact (?:for|at|details)\b|\bwho(?:'?s| is) (?:my|the|our) contact\b|\bwho to (?:ask|contact|e-?mail)\b/iu;

function closedOf(mentions: readonly ClusterMention[]): ClusterEntry | null {
  const named = mentions.filter(({ isPlaceName }) => !isPlaceName);
  const closed = named.find(({ cluster }) => cluster.status === "closed");
  return named.length === 1 && closed !== undefined ? closed.cluster : null;
}

function tellContact(text: string, mentions: readonly ClusterMention[]): Told | null {
  if (!asksContact.test(text)) return null;
  const topic = topicOf(text);
  const clusters = mentions.flatMap(({ cluster }) => {
    const owner = cluster.contacts.get(topic) ?? cluster.contacts.get("general");
    return owner === undefined ? [] : [{ cluster, owner }];
  });
  return clusters.length === 0 ? null : { kind: "contact", outcome: "answered", clusters };
}

function topicOf(text: string): Topic {
  const read = readQuestion(text, []);
  return read.topic;
}

async function consultEvents(question: EventQuestion, asking: Asking): Promise<Consulted> {
  const { reader, now, needs } = asking;
  const windows = windowsOf(question.dates, now);
  const moment = new Date(toInstant(now, ukZone).epochMilliseconds);
  const lookUp = { events: needs.events, reader, now: moment, windows };
  if (isNearby.test(question.text) && question.places.length === 0 && question.isList)
    return askBack("event", []);
  if (question.named.length > 0) {
    const named = await tellNamedEvent(question, lookUp);
    if (named.kind === "told") return finish(question, named.part, asking);
    if (named.kind === "several" && !question.isList) return askBack("event", named.titles);
    return consultEvents(await readWithout(asking), asking);
  }
  if (!asksForEvents(question)) return withoutEvents(question);
  const vocabulary = vocabularyOf(await needs.events.titles(reader.readership));
  const list = await tellEventList(question, { ...lookUp, vocabulary });
  if (list.kind === "several") return askBack("event", list.titles);
  if (list.kind === "told") return finish(question, list.part, asking);
  if (!question.isList && !question.isNext) return withoutEvents(question);
  const nothing = { lead: "list", outcome: "abstained", events: [], total: 0 } as const;
  return finish(question, nothing, asking);
}

/** Where somebody is, nobody knows here. */
const isNearby = /\b(?:near (?:me|us|by|here)|nearby|locally|round here|around here)\b/iu;

function finish(question: EventQuestion, part: EventsPart, asking: Asking): Consulted {
  const whole: EventsTold = {
    kind: "events",
    ranked: null,
    ...part,
    wanted: {
      days: daysAsked(question.dates, asking.now),
      places: question.places.flatMap((mention) => mention.places.slice(0, 1)),
      isOnline: question.isOnline === true,
      isFree: question.isFree === true,
      partOfDay: question.ranking.partOfDay,
      price: question.ranking.price,
    },
    asked: [...question.asked],
    now: toInstant(asking.now, ukZone),
    owner: ownerFor("events", asking),
  };
  if (part.outcome !== "abstained") return told(whole);
  // Who may see an event is told by records alone.
  if (question.audience !== null) return told(whole);
  const demand = part.events.length > 0 ? leftDemand(question) : demandOf(question);
  return { kind: "documents", otherwise: whole, demand };
}

type EventsPart = Pick<EventsTold, "lead" | "outcome" | "events" | "total"> &
  Partial<Pick<EventsTold, "ranked">>;

async function readQuestionOfEvents({ text, reader, clusters, now, needs }: Asking): Promise<EventQuestion> {
  const titles = await needs.events.titles(reader.readership);
  return readEventQuestion(text, { now, clusters, titles, ownCluster: reader.cluster });
}

/** The question once more, when what seemed to be an event's name was none. */
async function readWithout({ text, reader, clusters, now }: Asking): Promise<EventQuestion> {
  return readEventQuestion(text, { now, clusters, titles: [], ownCluster: reader.cluster });
}

const asksAbout =
  /\b(?:who|why|how|what(?:'?s| is| are| was)? (?!on\b|is on\b|happening|going on|have we|else)|did|does|was|were|has|have)\b/iu;

/** Whether a list of events could be what is asked for: it says so, or a time, a place or a subject stands alone. */
function asksForEvents(question: EventQuestion): boolean {
  if (question.isList || question.isNext) return true;
  const hasSubject = question.subjects.length > 0;
  const narrows = [...question.asked].every((aspect) => aspect === "online" || aspect === "price");
  const saysWhere = question.places.length > 0 || question.isOnline !== null;
  if (narrows && saysWhere && question.dates.length > 0 && !hasSubject) return true;
  if (question.asked.size > 0)
    return hasSubject && question.left.length <= 4 && !/\b(?:who|why)\b/iu.test(question.text);
  // “What about March”: a time is all that is said.
  const isTimeOnly = question.dates.length > 0 && !hasSubject && question.left.length === 0;
  if (isTimeOnly && question.text.split(" ").length <= 4) return true;
  if (asksAbout.test(question.text)) return false;
  const isShort = question.text.split(" ").length <= 5;
  return question.dates.length > 0 ? hasSubject || question.places.length > 0 : isShort && hasSubject;
}

function withoutEvents(question: EventQuestion): Consulted {
  const isNothingNamed =
    question.clusters.length === 0 && question.places.length === 0 && question.subjects.length === 0;
  if (isNothingNamed && question.asked.size > 0) return askBack("event", []);
  return { kind: "documents", otherwise: null, demand: demandOf(question) };
}

function askBack(about: "event" | "membership" | "anything", choices: readonly string[]): Consulted {
  return told({ kind: "asked-back", outcome: "asked-back", about, choices });
}

function told(answer: Told): Consulted {
  return { kind: "told", told: answer };
}

function ownerFor(topic: Topic, { text, clusters, reader }: Asking) {
  return ownerOf(
    { topic, named: findClusters(text, clusters).map(({ cluster }) => cluster) },
    reader,
    clusters,
  );
}
