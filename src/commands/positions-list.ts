import { Temporal } from "temporal-polyfill";
import { z } from "zod";
import { ukZone, wallTimeAt } from "../calendar/zones.ts";
import { plainReply, type Reply } from "../chat/reply.ts";
import { lineOn } from "../directory/positions/line-on.ts";
import type { FoundVersion, PositionTopic } from "../directory/positions/position-search.port.ts";
import { readAsOf } from "../directory/positions/read-as-of.ts";
import { type PositionOwner, positionCard } from "./cards/position-card.ts";
import { positionsCard, whichPositionCard } from "./cards/positions-card.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { openInquiries, openInquiriesOn } from "./inquiries/known-inquiries.ts";
import { findAsked } from "./positions/find-asked.ts";

/** `/cluster positions skills as of March 2020`; without a topic all there are. The word “list” may be left out where commands are typed. */
export const positionsList = defineCommand({
  name: "positions list",
  summary: "Policy positions: the line on a topic, today or as of a date; or all there are",
  usage: "positions list [topic] [as of date]",
  right: "ask",
  options: [
    {
      name: "topic",
      summary: "For example: R&D tax credits, or skills as of March 2020",
      isRequired: false,
    },
  ],
  schema: z.string().trim(),
  run: async (context, text) => {
    const { clock, messages } = context.needs;
    const now = wallTimeAt(Temporal.Instant.fromEpochMilliseconds(clock.now().getTime()), ukZone);
    const today = now.toPlainDate().toString();
    const { name, version, part } = namedVersion(text);
    const { about, day, unread } = readAsOf((name ?? text).slice(0, 300), now);
    if (unread !== null) return plainReply(messages.positions.notADate(unread.slice(0, 60)));
    if (about === "") return await all(context, { today, day: day ?? today });
    const rest = day === null ? "" : ` as of ${day}`;
    const asked = await findAsked({ about, command: "positions list", rest }, context);
    if (asked.kind === "asked-back") return asked.reply;
    const { topic, versions, documents } = asked;
    const exact = versions.find((one) => one.version === version);
    const line = exact ?? lineOn(versions, day ?? today);
    if (line === null) return noLine({ topic, versions, day, today }, context);
    const owner = (await ownersFor(context))(line.owner);
    const bearsOn = day === null ? await openInquiriesOn(line.positionId, context) : [];
    const shown = { version: line, versions, today, asOf: day, part, owner, bearsOn, documents };
    return positionCard(shown, messages);
  },
});

/** What the button to read on says: `P7 version 2 part 3`. */
function namedVersion(text: string) {
  const { name, version, part } =
    /^(?<name>p\d{1,9}) version (?<version>\d{1,4})(?: part (?<part>\d{1,3}))?$/i.exec(text)?.groups ?? {};
  return { name, version: version === undefined ? null : Number(version), part: Number(part ?? 1) };
}

interface Days {
  /** ISO day. */
  readonly today: string;
  /** ISO day they are asked as of. */
  readonly day: string;
}

/** The reader's own first, then the federation's, then others'. */
async function all(context: CommandContext, { today, day }: Days): Promise<Reply> {
  const { needs, reader } = context;
  const at = needs.clock.now();
  const topics = await needs.positions.topics(reader.readership, at);
  const ids = topics.map(({ positionId }) => positionId);
  const versions = ids.length === 0 ? [] : await needs.positions.versions(ids, reader.readership, at);
  const byPosition = Map.groupBy(versions, ({ positionId }) => positionId);
  const ownerOf = await ownersFor(context);
  const order = ["own", "federation", "other"];
  const positions = ids
    .map((id) => byPosition.get(id) ?? [])
    .filter((one) => one.length > 0)
    .toSorted((left, right) => rank(left) - rank(right));
  // Of a day gone by what is open today says nothing.
  const inquiries = day === today ? await openInquiries(context) : [];
  return positionsCard({ positions, day, today, inquiries }, needs.messages);

  function rank([first]: readonly FoundVersion[]): number {
    return order.indexOf(ownerOf(first?.owner ?? ""));
  }
}

/** Whose a cluster's positions are to whoever reads. */
async function ownersFor({ needs, reader }: CommandContext): Promise<(owner: string) => PositionOwner> {
  const clusters = await needs.clusters.all();
  const federation = clusters.find(({ isFederation }) => isFederation)?.id;
  return (owner) => {
    if (owner === federation) return "federation";
    return owner === reader.cluster ? "own" : "other";
  };
}

interface WithoutLine {
  readonly topic: PositionTopic;
  readonly versions: readonly FoundVersion[];
  readonly day: string | null;
  readonly today: string;
}

/** Says so, and what comes closest in time. */
function noLine({ topic, versions, day, today }: WithoutLine, { needs }: CommandContext): Reply {
  const { positions: words } = needs.messages;
  const on = day ?? today;
  const last = versions.findLast(({ until }) => until !== null && until <= on);
  const first = versions.find(({ from }) => from > on);
  const sentence = [
    day === null ? words.noLineNow(topic.topic) : words.noLine(topic.topic, day),
    last?.until == null ? [] : words.lastWas(last.title, last.from, last.until),
    first === undefined ? [] : words.firstIs(first.title, first.from),
  ]
    .flat()
    .join(" ");
  const ownerName = (): string => versions[0]?.ownerName ?? topic.owner;
  return whichPositionCard({
    sentence,
    topics: [topic],
    command: "positions history",
    rest: "",
    ownerName,
  });
}
