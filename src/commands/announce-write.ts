import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Announcement } from "../announcing/announcement.ts";
import type { NewAnnouncement } from "../announcing/announcement-store.port.ts";
import { askApproval } from "../announcing/decide.ts";
import { isAccountReference } from "../chat/reference.ts";
import { plainReply } from "../chat/reply.ts";
import { findCluster } from "../people/find-cluster.ts";
import {
  announcementForm,
  announcementIn,
  nothingWritten,
  ownClusters,
} from "./announcing/announcement-form.ts";
import { keptReply } from "./announcing/kept-form.ts";
import { mayFor } from "./announcing/named-announcement.ts";
import { showAnnouncement } from "./announcing/show-announcement.ts";
import { tellDecided } from "./announcing/tell-decided.ts";
import { formOffer } from "./cards/form-offer.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { fieldOf } from "./form-fields.ts";
import { asTyped } from "./unsaved-forms.ts";

const command = "announce write";
/** How late it may go out by itself, unless its author says otherwise. */
const usualLateMinutes = 120;

/** `/cluster announce`: what was written becomes a draft, which is shown before anybody is asked to approve it. */
export const announceWrite = defineCommand({
  name: command,
  summary: "Write an announcement: I show you first what each channel will see",
  usage: "announce write",
  right: "write-announcements",
  isPrivate: true,
  options: [],
  schema: z.string().trim(),
  form: async (context, text) => {
    const { messages, unsaved } = context.needs;
    const own = await ownClusters(context);
    if (own.length === 0) return null;
    const clusters = own.length > 1 ? own : [];
    const title = messages.announcements.form.title;
    const form = announcementForm({ command, text: "", title, clusters, written: nothingWritten }, messages);
    const typed = unsaved.find(text === "" ? null : text, { account: context.identity.account, command });
    return { ...form, fields: asTyped(form.fields, typed) };
  },
  run: async (context) => {
    const { needs, request } = context;
    const { announcements: words } = needs.messages;
    if (request.fields === null)
      return formOffer(words.form.introduction, { command, text: "", label: words.problem.open });
    const cluster = await clusterFor(context);
    const written = await announcementIn(context, null);
    if (cluster === null || written.kind === "problems") {
      const sentences = written.kind === "problems" ? written.sentences : [];
      return keptReply(context, command, [
        ...(cluster === null ? [words.problem.cluster] : []),
        ...sentences,
      ]);
    }
    const author = authorIn(context);
    if (author === null) return plainReply(words.problem.author);
    const made = { ...written.value, cluster, author, lateMinutes: usualLateMinutes };
    // Somebody only wants to see what would come of it.
    if (fieldOf(request.fields, "dryRun") === "yes")
      return await showAnnouncement(context, {
        announcement: unsaved(made, needs.clock.now()),
        deliveries: [],
      });
    const announcement = await needs.announcements.store.create(made, doingOf(context));
    if (fieldOf(request.fields, "ask") !== "yes")
      return await showAnnouncement(context, { announcement, deliveries: [] });
    const decided = await askApproval(
      announcement,
      { identity: context.identity, doing: doingOf(context) },
      needs.announcements,
    );
    if (decided.kind === "done") await needs.announcements.tellApprovers(decided.announcement);
    return await tellDecided(context, decided, words.decided["ask-approval"]);
  },
});

/** On the command line nobody is anybody in particular: there it has to be said who writes. */
function authorIn(context: CommandContext): string | null {
  if (!context.identity.isOperator) return doingOf(context).actor;
  const said = fieldOf(context.request.fields, "author");
  return isAccountReference(said) ? said : null;
}

/** As it would be, were it saved. */
function unsaved(made: NewAnnouncement, now: Date): Announcement {
  const nothing = { fingerprint: null, expiresAt: null, proposed: null, isPaused: false } as const;
  return {
    ...made,
    ...nothing,
    id: randomUUID(),
    number: 0,
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
