import { endConsultations, leaveConsultations } from "../../directory/positions/end-consultations.ts";
import type { NewNotice } from "../../notices/notice.ts";
import type { Doing } from "../../shared/doing.ts";
import { codeOf } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { noticesOfInquiries, type RemindOfInquiriesNeeds } from "../inquiries/remind-of-inquiries.ts";
import { noticesToSignatories, type RemindSignatoriesNeeds } from "./remind-signatories.ts";
import { type SyncNeeds, syncPosition } from "./sync-position.ts";
import { noticesToApprovers } from "./tell-approvers.ts";
import { noticesToAuthors } from "./tell-author.ts";

export interface RunPositionsNeeds
  extends SyncNeeds,
    Omit<RemindSignatoriesNeeds, "positions">,
    RemindOfInquiriesNeeds {
  /** Writes messages to people down. */
  readonly putNotices: (notices: readonly NewNotice[], now: Date) => Promise<void>;
  readonly timing: {
    /** Calls once after so many milliseconds; what is returned takes that back. */
    readonly after: (milliseconds: number, call: () => void) => () => void;
  };
  readonly log: Log;
}

/** Consultations with a life of their own. */
export interface RunningPositions {
  start(): void;
  /** Somebody changed something about a version: what clusters see of it follows within a second. Never throws. */
  changed(version: string): void;
  /** Lets what is in hand finish. Never throws. */
  stop(): Promise<void>;
}

const byTime: Doing = { actor: "platform", place: "platform" };

/** How late a consultation may end, and another process's change be shown: two indexed queries each time. */
const everyMilliseconds = 20_000;
/** However many sign at once: that is a few corrections. */
const gatherMilliseconds = 1_000;

export function runPositions(needs: RunPositionsNeeds): RunningPositions {
  const { timing, log } = needs;
  const changed = new Set<string>();
  let isStarted = false;
  let stopping = false;
  let working: Promise<void> | null = null;
  let cancelTimer: (() => void) | null = null;

  const quietly = async (what: string, step: () => Promise<void>): Promise<void> => {
    await step().catch((error: unknown) =>
      log.warn("positions-not-looked-at", { what, code: codeOf(error), error }),
    );
  };
  const look = async (): Promise<void> => {
    const ids = new Set(changed);
    changed.clear();
    const now = needs.clock.now();
    await quietly("leaving", async () => {
      for (const cluster of await needs.positions.askedInVain()) {
        const left = await leaveConsultations({ cluster, by: byTime, now }, needs.positions);
        for (const { version } of left) ids.add(version.id);
      }
    });
    await quietly("ends", async () => {
      for (const { consultation } of await endConsultations(now, needs.positions))
        ids.add(consultation.version.id);
      for (const id of await needs.positions.toAnnounce(now)) ids.add(id);
    });
    for (const id of ids) if (!stopping) await quietly("calls", () => syncPosition(id, needs));
    await quietly("reminders", async () => needs.putNotices(await noticesToSignatories(now, needs), now));
    await quietly("requests", async () => needs.putNotices(await noticesToApprovers(needs), now));
    await quietly("inquiries", async () => needs.putNotices(await noticesOfInquiries(now, needs), now));
    await quietly("comments", async () => needs.putNotices(await noticesToAuthors(now, needs), now));
  };
  const plan = (milliseconds: number): void => {
    cancelTimer?.();
    cancelTimer = timing.after(milliseconds, () => {
      if (working !== null || stopping) return;
      working = look().finally(() => {
        working = null;
        if (!stopping) plan(changed.size > 0 ? gatherMilliseconds : everyMilliseconds);
      });
    });
  };
  return {
    start: () => {
      isStarted = true;
      plan(0);
    },
    changed: (version) => {
      changed.add(version);
      if (isStarted && !stopping && working === null) plan(gatherMilliseconds);
    },
    stop: async () => {
      stopping = true;
      cancelTimer?.();
      await working;
    },
  };
}
