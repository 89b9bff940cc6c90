import type { AnnouncingDesk } from "../../src/commands/announcing/announcing-desk.port.ts";
import { catalogue } from "../../src/commands/catalogue.ts";
import type { DispatchNeeds } from "../../src/commands/dispatch.ts";
import type { DocumentDesk, WatchDesk } from "../../src/commands/document-desk.port.ts";
import type { InquiryDesk } from "../../src/commands/inquiries/inquiry-desk.port.ts";
import type { PositionDesk } from "../../src/commands/positions/position-desk.port.ts";
import { createUnsavedForms } from "../../src/commands/unsaved-forms.ts";
import { english } from "../../src/messages/english.ts";
import { PeopleSettings } from "../../src/people/workspace-settings.ts";
import { peopleFromSettings } from "./people-from-settings.ts";
import { silentLog } from "./silent-log.ts";

const unexpected = async (): Promise<never> => {
  throw new Error("this test did not expect to need that");
};

const noDrafts: DocumentDesk["drafts"] = {
  add: unexpected,
  find: unexpected,
  save: unexpected,
  discard: unexpected,
  publish: unexpected,
};

const noDocuments: DocumentDesk = {
  register: {
    list: unexpected,
    find: unexpected,
    bySourceKey: unexpected,
    alike: unexpected,
    citing: unexpected,
    withdraw: unexpected,
  },
  drafts: noDrafts,
  fetchAttachment: unexpected,
  prepareFile: unexpected,
  preparePage: unexpected,
  reconsider: unexpected,
};

const nothingWatched: WatchDesk = {
  store: {
    all: unexpected,
    find: unexpected,
    add: unexpected,
    remove: unexpected,
    claimDue: unexpected,
    makeDue: unexpected,
    record: unexpected,
  },
  look: unexpected,
};

const noAnnouncements: AnnouncingDesk = {
  eventsToCome: async () => [],
  store: {
    create: unexpected,
    find: unexpected,
    byId: unexpected,
    list: unexpected,
    save: unexpected,
    deliveries: unexpected,
    delivery: unexpected,
    fromOthers: unexpected,
    underWay: unexpected,
    settle: unexpected,
    promisedByDay: unexpected,
    toMake: unexpected,
    awaitingApproval: unexpected,
    ofPosition: unexpected,
    expired: unexpected,
    stoppedBy: unexpected,
    stop: unexpected,
    resume: unexpected,
    aboutEvent: unexpected,
    ofMessage: async () => null,
  },
  lookAhead: unexpected,
  lookAtCorrection: unexpected,
  lookAtMessages: unexpected,
  promise: unexpected,
  identityOf: unexpected,
  read: ({ body }) => body,
  clock: { now: () => new Date("2026-11-23T12:00:00Z") },
  wake: () => {},
};

const noPositionWork: PositionDesk = {
  store: {
    ensure: unexpected,
    addVersion: unexpected,
    find: unexpected,
    version: unexpected,
    versions: unexpected,
    consultation: unexpected,
    atWork: unexpected,
    change: unexpected,
    open: unexpected,
    withdraw: unexpected,
    decideOn: unexpected,
    allStances: unexpected,
    dueToEnd: unexpected,
    asking: unexpected,
    all: unexpected,
    importVersions: unexpected,
    documentsCalled: unexpected,
    saveLink: unexpected,
    toAnnounce: unexpected,
    askedInVain: unexpected,
    requests: unexpected,
    waiting: unexpected,
    ask: unexpected,
    confirm: unexpected,
    refuse: unexpected,
    describe: unexpected,
    comments: unexpected,
    commentOn: unexpected,
    commentedSince: unexpected,
  },
  identityOf: unexpected,
  changed: unexpected,
  clock: { now: () => new Date("2026-11-23T12:00:00Z") },
};

const noInquiryWork: InquiryDesk = {
  store: {
    add: unexpected,
    find: unexpected,
    change: unexpected,
    withdraw: unexpected,
    decideOn: unexpected,
  },
  clock: { now: () => new Date("2026-11-23T12:00:00Z") },
};

const noEvents: DispatchNeeds["events"] = {
  drafts: { add: unexpected, find: unexpected, save: unexpected, discard: unexpected, finish: unexpected },
  added: { find: unexpected, list: unexpected },
  plan: unexpected,
  publish: unexpected,
  withdraw: unexpected,
};

/** What dispatch is given, with nothing behind it but what the test brings. */
export function aDispatchNeeds(given: Partial<DispatchNeeds> = {}): DispatchNeeds {
  return {
    messages: english,
    commands: catalogue,
    answer: unexpected,
    answerFrom: unexpected,
    consult: async () => ({ kind: "documents", otherwise: null, demand: null }),
    personalData: { erase: unexpected, export: unexpected },
    documents: noDocuments,
    watched: nothingWatched,
    events: noEvents,
    people: peopleFromSettings(PeopleSettings.parse({})),
    accounts: {
      addCode: unexpected,
      redeem: unexpected,
      confirm: unexpected,
      unconfirmed: unexpected,
      unlink: unexpected,
      accountsWith: unexpected,
    },
    roles: {
      give: unexpected,
      take: unexpected,
      list: unexpected,
      heldBy: unexpected,
    },
    clusters: { all: unexpected, activeMembers: unexpected },
    calendarAddress: () => null,
    members: { names: unexpected, organisations: unexpected, members: unexpected, tiers: unexpected },
    positions: { topics: unexpected, versions: unexpected, documents: unexpected },
    inquiries: { all: async () => [], bearingFor: unexpected },
    reminders: { dateById: unexpected, add: unexpected, ofAccount: unexpected, stop: unexpected },
    federation: "uktcg",
    signIn: { mintLink: unexpected, forget: () => {} },
    clock: { now: () => new Date("2026-11-23T12:00:00Z") },
    workspaces: {
      store: { all: unexpected, find: unexpected, byId: unexpected, save: unexpected },
      contacts: { of: unexpected, save: unexpected },
    },
    announcements: noAnnouncements,
    positionDesk: noPositionWork,
    inquiryDesk: noInquiryWork,
    unsaved: createUnsavedForms({ now: () => new Date("2026-11-23T12:00:00Z") }),
    log: silentLog,
    ...given,
  };
}
