import type { Block, Inline, Reply } from "../../chat/reply.ts";
import type {
  FoundMembership,
  FoundOrganisation,
} from "../../directory/membership/membership-search.port.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import { actions, note, paragraph } from "./pieces.ts";
import { membershipDates } from "./record-dates.ts";

export interface ShownMembers {
  readonly organisations: readonly FoundOrganisation[];
  readonly total: number;
  readonly offset: number;
  /** Whose: a cluster's or a place's name. */
  readonly where: string;
  /** Of which memberships the list is; null for any. */
  readonly clusters: readonly string[] | null;
  /** `2026-11-29`. */
  readonly today: string;
  readonly isManager: boolean;
  /** What the command says for the next page; null where there is none to turn. */
  readonly next: string | null;
}

/** A screenful of members, with how many there are. */
export function membersCard(shown: ShownMembers, messages: Messages): Reply {
  const { members: words, dates } = messages.membership;
  const { organisations, total, offset, where, clusters, today, isManager, next } = shown;
  if (organisations.length === 0) {
    const text = words.none(where);
    return {
      summary: text,
      blocks: [paragraph(text), note(words.listedOnly)],
      data: { kind: "members", total, organisations },
    };
  }
  const newest = newestOf(organisations.flatMap(({ memberships }) => memberships));
  const isOfList = ({ clusterId }: FoundMembership) => clusters === null || clusters.includes(clusterId);
  const items = organisations.map((organisation): Inline[] => {
    const memberships = organisation.memberships.filter((one) => isOfList(one) && isInForce(one, today));
    const facts = memberships.map((one) =>
      factsOf(one, { today, newest, words, dates, isNamed: clusters?.length !== 1 }),
    );
    return [...nameOf(organisation, words), text(afterName([organisation.town ?? "", ...facts]))];
  });
  const isAll = organisations.length === total;
  const range = isManager
    ? words.page(offset + 1, offset + organisations.length, total)
    : words.some(items.length, total);
  return {
    summary: words.summary(total, where),
    blocks: [
      { type: "heading", text: words.title(where) },
      ...(isAll ? [] : [paragraph(range)]),
      { type: "list", ordered: false, items },
      note(
        `${words.asOf(newest)} ${organisations.every(({ isListed }) => isListed) ? words.listedOnly : words.withUnlisted}`,
      ),
      ...actions(
        next === null ? [] : [{ label: words.more, command: "members", text: next, style: "normal" }],
      ),
    ],
    data: { kind: "members", total, organisations },
  };
}

interface ShownOrganisations {
  readonly organisations: readonly FoundOrganisation[];
  readonly today: string;
  /** What there is to say first; null for nothing. */
  readonly line: string | null;
}

/** What organisations are, or were, members of. */
export function organisationsCard(
  { organisations, today, line }: ShownOrganisations,
  messages: Messages,
): Reply {
  const { members: words, dates } = messages.membership;
  const newest = newestOf(organisations.flatMap(({ memberships }) => memberships));
  const told = { today, newest, words, dates, isNamed: true };
  const blocks = organisations.flatMap((organisation): Block[] => [
    {
      type: "paragraph",
      content: [...nameOf(organisation, words), text(afterName([organisation.town ?? ""]))],
    },
    {
      type: "list",
      ordered: false,
      items: organisation.memberships.map((one) => [text(factsOf(one, told))]),
    },
  ]);
  const said = organisations.map(
    ({ name, memberships }) => `${name}: ${memberships.map((one) => factsOf(one, told)).join("; ")}.`,
  );
  return {
    summary: [...(line === null ? [] : [line]), ...said].join(" "),
    blocks: [...(line === null ? [] : [paragraph(line)]), ...blocks, note(words.asOf(newest))],
    data: { kind: "organisations", organisations },
  };
}

const text = (content: string): Inline => ({ type: "text", text: content });

function nameOf({ name, website, isListed }: FoundOrganisation, { unlisted }: Words): Inline[] {
  const shown: Inline =
    website === null ? { type: "strong", text: name } : { type: "link", text: name, url: website };
  return isListed ? [shown] : [shown, text(` (${unlisted})`)];
}

function afterName(facts: readonly string[]): string {
  const there = facts.filter((fact) => fact !== "");
  return there.length === 0 ? "" : ` – ${there.join(" · ")}`;
}

type Words = Messages["membership"]["members"];

interface Told {
  readonly today: string;
  /** As the reply says it of all. */
  readonly newest: string;
  readonly words: Words;
  readonly dates: Messages["membership"]["dates"];
  /** Whether the cluster is named with it. */
  readonly isNamed: boolean;
}

/** `Manchester Digital · Member · since 1 April 2021`; with its own date where an import has not told of it lately. */
function factsOf(membership: FoundMembership, { today, newest, words, dates, isNamed }: Told): string {
  const { clusterName, tier, lastSeenAt } = membership;
  const seen = writtenDate(lastSeenAt.toISOString());
  const facts = [
    isNamed ? clusterName : null,
    tier,
    ...membershipDates(membership, today, dates),
    seen === newest ? null : words.lastSeen(seen),
  ];
  return facts.filter((fact) => fact !== null).join(" · ");
}

function isInForce({ since, until }: FoundMembership, today: string): boolean {
  return (since === null || since <= today) && (until === null || until >= today);
}

function newestOf(memberships: readonly FoundMembership[]): string {
  const newest = Math.max(0, ...memberships.map(({ lastSeenAt }) => lastSeenAt.getTime()));
  return writtenDate(new Date(newest).toISOString());
}
