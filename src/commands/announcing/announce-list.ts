import { z } from "zod";
import { announcementName } from "../../announcing/announcement.ts";
import type { Block, Inline } from "../../chat/reply.ts";
import { deliveryLine, stateText } from "../cards/announcement-card.ts";
import { actions, labelled, paragraph } from "../cards/pieces.ts";
import { defineCommand } from "../command.ts";
import { mayFor, namedAnnouncement } from "./named-announcement.ts";
import { showAnnouncement } from "./show-announcement.ts";

const listed = 20;
const buttonsShown = 5;

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
    const { announcements, messages, clusters: list } = context.needs;
    const { announcements: words } = messages;
    const all = await list.all();
    const clusters = all.map(({ id }) => id).filter((id) => mayFor(context, "handle-announcements", id));
    const [found, held, stopped] = await Promise.all([
      announcements.store.list({ clusters, limit: listed }),
      announcements.store.held(clusters),
      announcements.store.stoppedBy(),
    ]);
    const mine = new Set(found.map(({ id }) => id));
    const fromOthers = held.filter(({ announcement }) => !mine.has(announcement));
    const items: Inline[][] = found.map((one) =>
      labelled(words.name(announcementName(one), one.content.title), stateText(one, messages)),
    );
    const summary = found.length === 0 ? words.list.none : words.list.summary(found.length);
    const heldBlocks: Block[] =
      fromOthers.length === 0
        ? []
        : [
            paragraph(words.list.held(fromOthers.length)),
            {
              type: "list",
              ordered: false,
              items: fromOthers.slice(0, listed).map((delivery) => deliveryLine(delivery, messages)),
            },
          ];
    const names = [
      ...new Set([
        ...fromOthers.map(({ number }) => `A${number}`),
        ...found.map((one) => announcementName(one)),
      ]),
    ];
    return {
      summary: [...(stopped === null ? [] : [words.stopped]), summary].join(" "),
      blocks: [
        { type: "heading", text: words.list.title },
        ...(stopped === null ? [] : [paragraph(words.stopped)]),
        ...heldBlocks,
        ...(items.length === 0
          ? [paragraph(summary)]
          : [{ type: "list", ordered: false, items } satisfies Block]),
        ...actions(
          names.slice(0, buttonsShown).map((name) => ({
            label: words.button.show(name),
            command: "announce show",
            text: name,
            style: "normal",
          })),
        ),
      ],
      data: {
        kind: "announcements",
        announcements: found.map((one) => ({
          name: announcementName(one),
          title: one.content.title,
          state: one.state,
        })),
      },
    };
  },
});

/** `/cluster announce show A12`. */
export const announceShow = defineCommand({
  name: "announce show",
  summary: "Show an announcement, where it goes and how far it got",
  usage: "announce show A12",
  right: "handle-announcements",
  isPrivate: true,
  options: [{ name: "announcement", summary: "Its number, for example A12", isRequired: true }],
  schema: z.string(),
  run: async (context, text) => {
    const named = await namedAnnouncement(context, text);
    return named.kind === "refused" ? named.reply : await showAnnouncement(context, named);
  },
});
