import { createQuestionStore } from "../adapters/postgres/question-store.ts";
import { createReminderStore } from "../adapters/postgres/reminder-store.ts";
import type { Platform } from "../chat/platform.port.ts";
import type { PlatformName } from "../chat/request.ts";
import type { AnnouncingDesk } from "../commands/announcing/announcing-desk.port.ts";
import { catalogue } from "../commands/catalogue.ts";
import { concealSecrets } from "../commands/conceal-secrets.ts";
import { dispatch, formFor } from "../commands/dispatch.ts";
import { createRequestInbox, type RunningInbox } from "../commands/request-inbox.ts";
import { createUnsavedForms } from "../commands/unsaved-forms.ts";
import type { Config } from "../config.ts";
import { feedName } from "../directory/events/feed-scope.ts";
import { english } from "../messages/english.ts";
import { createSignIn, type SignIn } from "../people/sign-in.ts";
import type { Log } from "../shared/log.port.ts";
import { openAnnouncing } from "./open-announcing.ts";
import { type Core, clock } from "./open-core.ts";
import { openDocumentDesk, openWatchDesk } from "./open-documents.ts";
import { openEventDesk } from "./open-event-desk.ts";
import { openPositionDesk } from "./open-positions.ts";

/** Whoever writes a link in a chat or on the page sees what is behind it: never inside the network the bot runs in. */
const publicOnly = { allowPrivateAddresses: false } as const;

interface InboxParts {
  readonly config: Config;
  readonly log: Log;
  readonly signIn?: SignIn;
  readonly announcements?: AnnouncingDesk;
  /** Told what changed of a position; without it whoever runs the bot looks within half a minute. */
  readonly positionChanged?: (version: string) => void;
}

/** The inbox all platforms share: what it takes in is dispatched to the commands. */
export function openInbox(
  platforms: readonly Platform[],
  core: Core,
  {
    config,
    log,
    signIn = withoutPage(core),
    announcements = withoutChats(core, log),
    positionChanged = () => {},
  }: InboxParts,
): RunningInbox {
  const byName = new Map<PlatformName, Platform>(platforms.map((platform) => [platform.name, platform]));
  const needs = {
    documents: openDocumentDesk(core, byName, publicOnly),
    watched: openWatchDesk(core, publicOnly),
    events: openEventDesk(core.database, clock),
    unsaved: createUnsavedForms(clock),
    messages: english,
    commands: catalogue,
    answer: core.answer,
    answerFrom: core.answerFrom,
    consult: core.consult,
    clock,
    people: core.people,
    accounts: core.accounts,
    roles: core.roles,
    personalData: core.personalData,
    signIn,
    federation: config.settings.federation,
    clusters: core.clusters,
    members: core.members,
    positions: core.positions,
    inquiries: core.inquiries,
    inquiryDesk: { store: core.inquiryStore, clock },
    calendarAddress: calendarAddress(config.publicUrl),
    announcements,
    positionDesk: openPositionDesk(core, platforms, positionChanged),
    reminders: createReminderStore(core.database.pool),
    workspaces: { store: core.workspaces, contacts: core.contacts },
    log,
  };
  return createRequestInbox({
    store: createQuestionStore(core.database.prisma),
    platforms: byName,
    dispatch: (request) => dispatch(request, needs),
    form: (request) => formFor(request, needs),
    conceal: concealSecrets,
    messages: english,
    log,
  });
}

/** On the terminal announcements can be looked at; whoever delivers is another process. */
function withoutChats(core: Core, log: Log): AnnouncingDesk {
  return openAnnouncing(core, { chats: [], posters: [], notices: { wake: () => {} }, log }).desk;
}

/** Where no web page is served, as on the terminal. */
function withoutPage(core: Core): SignIn {
  return createSignIn({ store: core.sessions, clock, address: () => null });
}

/** Where everybody gets a date of a public event as a calendar file. */
export function calendarAddress(publicUrl: string | null) {
  return (occurrenceId: string): string | null =>
    publicUrl === null
      ? null
      : new URL(`/calendar/${feedName({ kind: "event", occurrenceId })}.ics`, publicUrl).href;
}
