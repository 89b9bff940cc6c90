import { ukZone } from "../../calendar/zones.ts";
import type { Reply } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";
import type { NewNotice } from "../../notices/notice.ts";
import type { Clock } from "../../shared/clock.port.ts";
import { momentText } from "../cards/announcement-card.ts";
import { actions, paragraph } from "../cards/pieces.ts";
import { accountsHolding, administrator, type HoldingNeeds } from "./accounts-holding.ts";
import type { Away } from "./announcement-word-store.port.ts";
import { each } from "./notices-for-each.ts";

/** What is told of a word; not over while more will be to tell. */
export interface ToldAway {
  readonly isOver: boolean;
  readonly notices: readonly NewNotice[];
}

export interface TellAwayNeeds extends HoldingNeeds {
  readonly messages: Messages;
  readonly clock: Clock;
}

/** What waits longer than this waits for something else: its workspace refuses the bot, or somebody paused it. */
const followedMilliseconds = 24 * 3_600_000;

/** To the administrators, one message of each outage, changed where it stands until all of it has been sent or settled. */
export async function tellAway(
  away: Away,
  outage: string,
  { messages, clock, ...needs }: TellAwayNeeds,
): Promise<ToldAway> {
  if (away.counts.length === 0) return { isOver: true, notices: [] };
  const reply = awayReply(away, messages);
  const accounts = await accountsHolding(administrator, needs);
  return {
    isOver: countOf(away, "waiting", "sending") === 0 || hasBeenFollowed(away, clock.now()),
    notices: each(accounts, { subject: `away ${outage}`, reply }),
  };
}

function hasBeenFollowed({ until }: Away, now: Date): boolean {
  return now.getTime() - until.getTime() > followedMilliseconds;
}

function awayReply(found: Away, { announcements, announcementStatus }: Messages): Reply {
  const { away, refused, unconfirmed, held, heldBack, skipped } = announcementStatus;
  const { since, until, platforms, counts } = found;
  const where = platforms.map((name) =>
    name === "slack" || name === "discord" ? announcements.aim.platforms[name] : name,
  );
  const parts = [
    [away.caughtUp, countOf(found, "done")],
    [away.coming, countOf(found, "waiting", "sending")],
    [away.late, countOf(found, "late")],
    [heldBack, countOf(found, "held-back")],
    [held, countOf(found, "held")],
    [refused.post, countOf(found, "refused")],
    [unconfirmed, countOf(found, "unconfirmed")],
    [skipped, countOf(found, "skipped")],
  ] as const;
  const sentences = [
    away.text(
      momentText(since, ukZone.id),
      momentText(until, ukZone.id),
      new Intl.ListFormat("en-GB").format(where),
    ),
    away.due(
      counts.reduce((total, { count }) => total + count, 0),
      found.announcements,
      parts.flatMap(([words, count]) => (count === 0 ? [] : [words(count)])),
    ),
  ];
  const summary = sentences.join(" ");
  const { list } = announcements.button;
  const button = { label: list, command: "announce list", text: "", style: "primary" } as const;
  return { summary, blocks: [paragraph(summary), ...actions([button])] };
}

function countOf({ counts }: Away, ...states: readonly Away["counts"][number]["state"][]): number {
  return counts.filter(({ state }) => states.includes(state)).reduce((total, { count }) => total + count, 0);
}
