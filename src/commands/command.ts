import type { z } from "zod";
import type { Answer } from "../answering/answer.ts";
import type { Consulted } from "../answering/records/told.ts";
import type { CommandDescription, CommandOption } from "../chat/command-description.ts";
import type { Form } from "../chat/form.ts";
import type { Reply } from "../chat/reply.ts";
import type { Request } from "../chat/request.ts";
import type { InquirySearch } from "../directory/inquiries/inquiry-search.port.ts";
import type { MembershipSearch } from "../directory/membership/membership-search.port.ts";
import type { PositionSearch } from "../directory/positions/position-search.port.ts";
import type { FoundPassage } from "../knowledge/passage-search.port.ts";
import type { Messages } from "../messages/english.ts";
import type { AccountStore } from "../people/account-store.port.ts";
import type { ClusterList } from "../people/cluster-list.port.ts";
import type { ContactStore } from "../people/contact-store.port.ts";
import type { Identity } from "../people/identity.ts";
import type { PersonalData } from "../people/personal-data.port.ts";
import type { Reader } from "../people/readership.ts";
import type { Right } from "../people/right.ts";
import type { RoleStore } from "../people/role-store.port.ts";
import type { SignIn } from "../people/sign-in.ts";
import type { WorkspaceStore } from "../people/workspace-store.port.ts";
import type { Clock } from "../shared/clock.port.ts";
import type { AnnouncingDesk } from "./announcing/announcing-desk.port.ts";
import type { DocumentDesk, WatchDesk } from "./document-desk.port.ts";
import type { EventDesk } from "./event-desk.port.ts";
import type { InquiryDesk } from "./inquiries/inquiry-desk.port.ts";
import type { PositionDesk } from "./positions/position-desk.port.ts";
import type { ReminderStore } from "./reminding/reminder-store.port.ts";
import type { UnsavedForms } from "./unsaved-forms.ts";

/** What commands are given to work with; filled in wiring. */
export interface CommandNeeds {
  readonly messages: Messages;
  /** Answers a question for a reader; throws BotError DATABASE_UNAVAILABLE. */
  readonly answer: (question: string, reader: Reader) => Promise<Answer>;
  /** Answers a question from what it was asked under; null where that does not say it. */
  readonly answerFrom: (
    question: string,
    under: { readonly source: FoundPassage; readonly reader: Reader },
  ) => Promise<Answer | null>;
  /** Looks a question up in the records; throws BotError DATABASE_UNAVAILABLE. */
  readonly consult: (question: string, reader: Reader) => Promise<Consulted>;
  readonly clock: Clock;
  readonly clusters: ClusterList;
  /** Organisations, memberships and tiers. */
  readonly members: MembershipSearch;
  /** Adopted policy positions. */
  readonly positions: PositionSearch;
  /** Consultations and calls for evidence from outside. */
  readonly inquiries: InquirySearch;
  /** Where everybody gets a date of a public event as a calendar file; null without a public address. */
  readonly calendarAddress: (occurrenceId: string) => string | null;
  /** What people asked to be reminded of. */
  readonly reminders: Pick<ReminderStore, "dateById" | "add" | "ofAccount" | "stop">;
  /** Linking accounts. */
  readonly accounts: AccountStore;
  /** Giving and taking roles. */
  readonly roles: RoleStore;
  readonly personalData: PersonalData;
  /** Workspaces and what is set up in them. */
  readonly workspaces: {
    readonly store: WorkspaceStore;
    readonly contacts: ContactStore;
  };
  /** Makes links to sign in on the web page; throws BotError DATABASE_UNAVAILABLE. */
  readonly signIn: Pick<SignIn, "mintLink" | "forget">;
  /** Documents handed in and looked after from a chat or the web page. */
  readonly documents: DocumentDesk;
  /** Events added by hand. */
  readonly events: EventDesk;
  /** Sources that are read again by themselves. */
  readonly watched: WatchDesk;
  /** Announcements: writing, approving, looking after them. */
  readonly announcements: AnnouncingDesk;
  /** Positions that are being worked on: proposing, asking clusters, their stances. */
  readonly positionDesk: PositionDesk;
  /** Inquiries: adding, changing, answering. */
  readonly inquiryDesk: InquiryDesk;
  /** Forms that were sent in and could not be saved. */
  readonly unsaved: UnsavedForms;
}

export interface CommandContext {
  readonly request: Request;
  readonly identity: Identity;
  readonly reader: Reader;
  readonly needs: CommandNeeds;
  /** The commands whoever asks may use, for one cluster at least. */
  readonly usable: () => readonly CommandDescription[];
}

/** A command once its options' type no longer matters. */
export interface Command extends CommandDescription {
  /** What somebody needs to use it at all; for which cluster, the command itself looks at. */
  readonly right: Right;
  /** Its replies are for the asker alone: it is refused where others would see them. */
  readonly isPrivate: boolean;
  /** Parses what follows the command's name and runs it. */
  readonly run: (context: CommandContext) => Promise<Reply>;
  /** The form it asks for before it can run; null when this request needs none. */
  readonly form: ((context: CommandContext) => Promise<Form | null>) | null;
  /** What is stored in place of its text, when that holds a secret. */
  readonly conceal: ((text: string) => string) | null;
}

interface CommandDefinition<Options extends z.ZodType> extends CommandDescription {
  readonly right: Right;
  readonly options: readonly CommandOption[];
  /** Reads the text after the command's name. Never refuses: what a person typed wrongly gets a sentence. */
  readonly schema: Options;
  readonly run: (context: CommandContext, options: z.output<Options>) => Promise<Reply>;
  readonly isPrivate?: boolean;
  readonly form?: (context: CommandContext, options: z.output<Options>) => Promise<Form | null>;
  readonly conceal?: (text: string) => string;
}

/** What of a command platforms and people are shown. */
export function describeCommand(command: Command): CommandDescription {
  const { name, summary, usage, options, isHidden = false, messageMenu } = command;
  return {
    name,
    summary,
    usage,
    options,
    isHidden,
    ...(messageMenu === undefined ? {} : { messageMenu }),
  };
}

/** Ties a command's options to what it runs. */
export function defineCommand<Options extends z.ZodType>(definition: CommandDefinition<Options>): Command {
  const { schema, run, form, ...description } = definition;
  return {
    ...description,
    isPrivate: definition.isPrivate ?? false,
    conceal: definition.conceal ?? null,
    run: (context) => run(context, schema.parse(context.request.text)),
    form: form === undefined ? null : (context) => form(context, schema.parse(context.request.text)),
  };
}
