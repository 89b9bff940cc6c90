import { randomUUID } from "node:crypto";
import { type Announcement, notSaved } from "../../announcing/announcement.ts";
import type { NewAnnouncement } from "../../announcing/announcement-store.port.ts";
import { askApproval } from "../../announcing/decide.ts";
import { isAccountReference } from "../../chat/reference.ts";
import { plainReply, type Reply } from "../../chat/reply.ts";
import { findCluster } from "../../people/find-cluster.ts";
import type { CommandContext } from "../command.ts";
import { doingOf } from "../doing.ts";
import { fieldOf } from "../form-fields.ts";
import { type Kept, ownClusters } from "./announcement-form.ts";
import { keptReply } from "./kept-form.ts";
import { mayFor } from "./named-announcement.ts";
import { announcementIn } from "./read-announcement-form.ts";
import { showAnnouncement } from "./show-announcement.ts";
import { tellDecided } from "./tell-decided.ts";

export interface DraftOrder {
  readonly command: string;
  /** What stands where the form does not ask; null when nothing does. */
  readonly kept: Kept | null;
  /** Whose it is; null when the form says so. */
  readonly cluster: string | null;
}

/** A form that was sent in becomes a draft, which is shown before anybody is asked to approve it. */
export async function writeDraft(context: CommandContext, order: DraftOrder): Promise<Reply> {
  const { needs, request } = context;
  const { announcements: words } = needs.messages;
  const cluster = order.cluster ?? (await clusterFor(context));
  const written = await announcementIn(context, order.kept);
  if (cluster === null || written.kind === "problems") {
    const sentences = written.kind === "problems" ? written.sentences : [];
    return keptReply(context, order.command, [
      ...(cluster === null ? [words.problem.cluster] : []),
      ...sentences,
    ]);
  }
  const author = authorIn(context);
  if (author === null) return plainReply(words.problem.author);
  const { about, ...rest } = written.value;
  const made = {
    ...rest,
    event: about?.event ?? null,
    eventKnown: about?.known,
    cluster,
    author,
    replaces: order.kept?.replaces?.id ?? null,
  };
  // Somebody only wants to see what would come of it.
  if (fieldOf(request.fields, "dryRun") === "yes")
    return await showAnnouncement(context, {
      announcement: unsaved({ ...made, about }, needs.clock.now()),
      deliveries: [],
    });
  const isAsked = fieldOf(request.fields, "ask") === "yes";
  if (isAsked) {
    const refused = await whyNotAsk(context, unsaved({ ...made, about }, needs.clock.now()));
    if (refused !== null) return refused;
  }
  const announcement = await needs.announcements.store.create(made, doingOf(context));
  if (!isAsked) return await showAnnouncement(context, { announcement, deliveries: [] });
  const decided = await askApproval(
    announcement,
    { identity: context.identity, doing: doingOf(context) },
    needs.announcements,
  );
  return await tellDecided(context, decided, words.decided["ask-approval"]);
}

/** What stands against it, where nothing would be sent: then nothing is kept either. */
async function whyNotAsk(context: CommandContext, announcement: Announcement): Promise<Reply | null> {
  const { announcements, messages } = context.needs;
  const { isPossible } = await announcements.promise(announcement);
  if (isPossible) return null;
  const { impossible } = messages.announcements.undecided;
  const shown = await showAnnouncement(context, { announcement, deliveries: [] }, impossible);
  return { ...shown, data: { kind: "asked-back" } };
}

/** On the command line nobody is anybody in particular: there it has to be said who writes. */
function authorIn(context: CommandContext): string | null {
  if (!context.identity.isOperator) return doingOf(context).actor;
  const said = fieldOf(context.request.fields, "author");
  return isAccountReference(said) ? said : null;
}

/** As it would be, were it saved. */
function unsaved(
  { replaces: _, ...made }: Omit<NewAnnouncement, "event" | "position"> & Pick<Announcement, "about">,
  now: Date,
): Announcement {
  const nothing = {
    fingerprint: null,
    expiresAt: null,
    proposed: null,
    isPaused: false,
    position: null,
    replaces: null,
    successor: null,
  } as const;
  return {
    ...made,
    ...nothing,
    id: randomUUID(),
    number: notSaved,
    state: "draft",
    revision: 1,
    contentRevision: 1,
    createdAt: now,
  };
}

/** Whose announcement it is: the one chosen, or the only one there is to choose. */
async function clusterFor(context: CommandContext): Promise<string | null> {
  const said = fieldOf(context.request.fields, "cluster");
  if (said !== "") {
    const cluster = findCluster(said, await context.needs.clusters.all());
    return cluster !== null && mayFor(context, "write-announcements", cluster.id) ? cluster.id : null;
  }
  const [only, ...others] = await ownClusters(context);
  return only === undefined || others.length > 0 ? null : only.id;
}
