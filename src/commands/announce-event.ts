import { z } from "zod";
import type { AskedBackTold } from "../answering/records/told.ts";
import type { Form } from "../chat/form.ts";
import { plainReply, type Reply } from "../chat/reply.ts";
import type { FoundEvent } from "../directory/events/event-search.port.ts";
import { announcementForm, type Kept, nothingWritten, ownClusters } from "./announcing/announcement-form.ts";
import { contentOfEvent } from "./announcing/event-content.ts";
import { mayFor } from "./announcing/named-announcement.ts";
import { writeDraft } from "./announcing/write-draft.ts";
import { announceEventButton } from "./cards/announce-event-button.ts";
import { eventItem } from "./cards/events-card.ts";
import { formOffer } from "./cards/form-offer.ts";
import { actions, paragraph } from "./cards/pieces.ts";
import { recordsCard } from "./cards/records-card.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { lookUpEvent } from "./reminding/ask-for-reminder.ts";
import { asTyped, unsavedSign } from "./unsaved-forms.ts";

const command = "announce event";
const shownAtMost = 5;

/** An event by its words or by the id of one of its dates, and the mark of what was filled in and not saved. */
const EventAndMark = z.string().transform((text) => {
  const words = text.split(/\s+/).filter((word) => word !== "");
  return {
    event: words
      .filter((word) => !word.startsWith(unsavedSign))
      .join(" ")
      .slice(0, 500),
    mark: words.find((word) => word.startsWith(unsavedSign)) ?? null,
  };
});

/** “Announce this event”: the form of an announcement, filled in from the calendar. */
export const announceEvent = defineCommand({
  name: command,
  summary: "Announce an event: the announcement is filled in from the calendar",
  usage: "announce event Cloud Night",
  right: "write-announcements",
  isPrivate: true,
  options: [
    { name: "event", summary: "For example: Cloud Night; without it I show yours", isRequired: false },
  ],
  schema: EventAndMark,
  form: async (context, { event, mark }) => {
    const found = await announceable(context, event);
    return found.kind === "found" ? await formOf(context, found, mark) : null;
  },
  run: async (context, { event }) => {
    const found = await announceable(context, event);
    if (found.kind === "refused") return found.reply;
    const { digests, announcements } = context.needs.messages;
    const { occurrenceId, clusterId } = found.event;
    if (context.request.fields === null)
      return formOffer(digests.event.introduction, {
        command,
        text: occurrenceId,
        label: announcements.problem.open,
      });
    return await writeDraft(context, { command, kept: found.kept, cluster: clusterId });
  },
});

interface Announceable {
  readonly kind: "found";
  readonly event: FoundEvent;
  readonly kept: Kept;
}

/** The event that is meant, when whoever asks may see it and writes for its cluster; else what they are told. */
async function announceable(
  context: CommandContext,
  text: string,
): Promise<Announceable | { readonly kind: "refused"; readonly reply: Reply }> {
  const { needs } = context;
  const words = needs.messages.digests.event;
  const refused = (reply: Reply) => ({ kind: "refused", reply }) as const;
  if (text === "") return refused(await ownEvents(context));
  const meant = await eventsMeant(context, text);
  if (meant.kind === "asked-back") return refused(recordsCard(meant, needs));
  const [first, ...others] = meant.events;
  if (first === undefined) return refused(plainReply(words.unknown));
  if (others.length > 0) return refused(whichCard([first, ...others], words.which, context));
  if (!mayFor(context, "write-announcements", first.clusterId))
    return refused(plainReply(words.otherCluster(first.clusterName)));
  const about = await needs.announcements.store.aboutEvent(first.eventId, first.occurrenceId);
  if (about === null) return refused(plainReply(words.unknown));
  const content = contentOfEvent(first, needs.messages);
  const aim = { ...nothingWritten.aim, audience: about.audience };
  return {
    kind: "found",
    event: first,
    kept: { ...nothingWritten, content, aim, schedule: null, about },
  };
}

type Meant = { readonly kind: "events"; readonly events: readonly FoundEvent[] } | AskedBackTold;

async function eventsMeant(context: CommandContext, text: string): Promise<Meant> {
  if (z.guid().safeParse(text).success) {
    const found = await context.needs.reminders.dateById(text, context.reader.readership);
    return { kind: "events", events: found?.kind === "date" ? [found.event] : [] };
  }
  const named = await lookUpEvent(text, context);
  return named ?? { kind: "events", events: [] };
}

/** Nobody knows the name of everything that is on: what is next at the clusters whoever asks writes for. */
async function ownEvents(context: CommandContext): Promise<Reply> {
  const { announcements, messages } = context.needs;
  const own = await ownClusters(context);
  const coming = await announcements.eventsToCome(
    own.map(({ id }) => id),
    context.reader.readership,
  );
  const words = messages.digests.event;
  return coming.length === 0
    ? plainReply(words.noneToCome)
    : whichCard(coming, words.toCome(coming.length > shownAtMost), context);
}

function whichCard(events: readonly FoundEvent[], lead: string, { needs }: CommandContext): Reply {
  const words = needs.messages.digests.event;
  const shown = events.slice(0, shownAtMost);
  return {
    summary: lead,
    blocks: [
      paragraph(lead),
      { type: "list", ordered: false, items: shown.map((event) => eventItem(event, needs)) },
      ...actions(shown.map((event) => announceEventButton(event, words.show(event.title)))),
    ],
  };
}

async function formOf(
  context: CommandContext,
  { event, kept }: Announceable,
  mark: string | null,
): Promise<Form> {
  const { messages, unsaved } = context.needs;
  const written = { ...kept, to: event.clusterName, when: "" };
  const form = announcementForm(
    { command, text: event.occurrenceId, title: messages.digests.event.formTitle, clusters: [], written },
    context,
  );
  const typed = unsaved.find(mark, { account: context.identity.account, command });
  return { ...form, introduction: messages.digests.event.introduction, fields: asTyped(form.fields, typed) };
}
