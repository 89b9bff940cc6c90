import { z } from "zod";
import { may } from "../people/may.ts";
import { mayFor } from "./announcing/named-announcement.ts";
import { announcementsCard, type RunUnderWay } from "./cards/announcements-card.ts";
import { defineCommand } from "./command.ts";

const listed = 20;

/** `/cluster announce list`: what was written, newest first, and what waits for a cluster's yes. */
export const announceList = defineCommand({
  name: "announce list",
  summary: "Announcements: what is waiting, what went out, and what needs you",
  usage: "announce list",
  right: "handle-announcements",
  isPrivate: true,
  options: [],
  schema: z.string(),
  run: async (context) => {
    const { announcements, messages, clock, clusters: list } = context.needs;
    const all = await list.all();
    const clusters = all.map(({ id }) => id).filter((id) => mayFor(context, "handle-announcements", id));
    const [found, coming, stopped, progresses] = await Promise.all([
      announcements.store.list({ clusters, limit: listed }),
      announcements.store.fromOthers(clusters),
      announcements.store.stoppedBy(),
      announcements.store.underWay(clusters, clock.now()),
    ]);
    const byId = new Map(found.map((one) => [one.id, one]));
    const underWay: RunUnderWay[] = [];
    for (const progress of progresses) {
      const { announcement: id } = progress;
      const announcement = byId.get(id) ?? (await announcements.store.byId(id));
      if (announcement !== null) underWay.push({ announcement, progress });
    }
    const fromOthers = coming.filter(({ announcement }) => !byId.has(announcement));
    const isStopped = stopped !== null;
    const mayGoOn = may("resume-announcements", "anywhere", context.identity).kind === "yes";
    return announcementsCard({ announcements: found, underWay, fromOthers, isStopped, mayGoOn }, messages);
  },
});
