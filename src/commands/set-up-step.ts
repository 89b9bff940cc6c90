import { z } from "zod";
import type { Form, FormField } from "../chat/form.ts";
import { plainReply, type Reply } from "../chat/reply.ts";
import type { AuditLine } from "../people/audit.port.ts";
import type { Permit } from "../people/may.ts";
import { maySetUp, saveSetUp } from "../people/set-up-workspace.ts";
import type { Workspace } from "../people/workspace.ts";
import type { WorkspaceChange } from "../people/workspace-store.port.ts";
import { formOffer } from "./cards/form-offer.ts";
import { workspaceCard } from "./cards/workspace-card.ts";
import type { CommandContext } from "./command.ts";
import { doingOf } from "./doing.ts";
import type { Fields } from "./form-fields.ts";
import { asTyped, unsavedSign } from "./unsaved-forms.ts";

/**
 * What follows a command of setting up: words, `#` with the revision that what was shown rests on, and the mark of what
 * was filled in and not saved.
 */
export const SetUpText = z.string().transform((text) => {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const isMark = (word: string): boolean => word.startsWith("#") || word.startsWith(unsavedSign);
  return {
    words: words.filter((word) => !isMark(word)),
    revision: words.find((word) => word.startsWith("#"))?.slice(1) ?? null,
    unsaved: words.find((word) => word.startsWith(unsavedSign)) ?? null,
  };
});
export type SetUpText = z.output<typeof SetUpText>;

export type WorkspaceHere =
  | { readonly kind: "found"; readonly workspace: Workspace }
  | { readonly kind: "refused"; readonly reply: Reply };

/** The workspace a request comes from, where the asker may set it up; else the sentence that says why not. */
export async function workspaceHere({ identity, needs }: CommandContext): Promise<WorkspaceHere> {
  const { setup } = needs.messages;
  const refused = (sentence: string): WorkspaceHere => ({ kind: "refused", reply: plainReply(sentence) });
  if (identity.place === null) return refused(setup.noWorkspace);
  const workspace = await needs.workspaces.store.byId(identity.place.id);
  if (workspace === null) return refused(setup.noWorkspace);
  if (workspace.state === "gone") return refused(setup.gone);
  const permit = maySetUp(workspace, identity);
  return permit.kind === "no" ? refusedBy(permit, needs.messages) : { kind: "found", workspace };
}

function refusedBy(
  permit: Extract<Permit, { kind: "no" }>,
  messages: CommandContext["needs"]["messages"],
): WorkspaceHere {
  return { kind: "refused", reply: plainReply(messages.permit[permit.reason]) };
}

/** What was filled in: a change, what is wrong with it in one sentence, or why it may not be. */
export type Understood =
  | { readonly kind: "change"; readonly change: WorkspaceChange; readonly note: string | null }
  | { readonly kind: "problem" | "refused"; readonly sentence: string };

/**
 * A form of setting up the workspace it is asked for in, with the mark of the workspace's revision, and a word when that
 * changed since what the form was opened from. Null where there is nothing to set up, or `describe` says so.
 */
export async function setUpForm(
  context: CommandContext,
  text: SetUpText,
  describe: (workspace: Workspace) => SetUpFormParts | null | Promise<SetUpFormParts | null>,
): Promise<Form | null> {
  const here = await workspaceHere(context);
  if (here.kind === "refused") return null;
  const parts = await describe(here.workspace);
  if (parts === null) return null;
  const introduction = `${sinceCard(text, here.workspace, context)}${parts.introduction}`;
  const fields = asLeft(parts.fields, { command: parts.command, text }, context);
  return { ...parts, text: revisionMark(here.workspace), introduction, fields };
}

type SetUpFormParts = Omit<Form, "text" | "introduction"> & { readonly introduction: string };

/** The fields with what the same person filled in before that could not be saved. */
export function asLeft(
  fields: Form["fields"],
  { command, text }: { readonly command: string; readonly text: SetUpText },
  { identity, needs }: CommandContext,
): FormField[] {
  return asTyped(fields, needs.unsaved.find(text.unsaved, { account: identity.account, command }));
}

/** Says what is wrong, and offers the form again as it was filled in. `text` is what else follows its command. */
export function offerAgain(
  sentence: string,
  {
    command,
    text,
    fields,
  }: { readonly command: string; readonly text: string; readonly fields: NonNullable<Fields> },
  { identity, needs }: CommandContext,
): Reply {
  const { setup } = needs.messages;
  const mark = needs.unsaved.keep({ account: identity.account, command }, fields);
  const again = { command, text: `${text} ${mark}`.trim(), label: setup.openAgain };
  return formOffer(setup.nothingSaved(sentence), again);
}

/** One form of setting up: what it is called and how what was filled in is understood. */
export interface SetUpStep {
  readonly command: string;
  /** noun-verb, for the audit trail. */
  readonly action: string;
  readonly understand: (
    fields: NonNullable<Fields>,
    workspace: Workspace,
    context: CommandContext,
  ) => Understood | Promise<Understood>;
}

/** Runs a form that was sent in; where none could be shown, offers it with a button. */
export async function runSetUpStep(
  context: CommandContext,
  text: SetUpText,
  step: SetUpStep,
): Promise<Reply> {
  const { request, needs } = context;
  const { setup } = needs.messages;
  const here = await workspaceHere(context);
  if (here.kind === "refused") return here.reply;
  const again = { command: step.command, text: revisionMark(here.workspace) };
  if (request.fields === null) return formOffer(setup.openForm, { ...again, label: setup.open });
  const understood = await step.understand(request.fields, here.workspace, context);
  if (understood.kind !== "change") {
    const { kind, sentence } = understood;
    if (kind === "refused") return plainReply(sentence);
    return offerAgain(sentence, { ...again, fields: request.fields }, context);
  }
  const { change, note } = understood;
  const audit = auditOf(context, step.action, here.workspace);
  const cluster = change.cluster ?? here.workspace.cluster;
  const expected = { revision: Number(text.revision ?? Number.NaN), audit: { ...audit, cluster } };
  const outcome = await saveSetUp(here.workspace, { change, expected }, needs.workspaces.store);
  if (outcome.kind === "changed-meanwhile")
    return cardOf(outcome.workspace, [setup.changedMeanwhile], context);
  const { workspace, groupRolesEnded } = outcome;
  const lines = [
    workspace.state === "waiting" ? setup.proposed : setup.saved,
    ...(note === null ? [] : [note]),
    ...(groupRolesEnded === 0 ? [] : [setup.rolesEnded(groupRolesEnded)]),
  ];
  return cardOf(workspace, lines, context);
}

/** The workspace as it stands, under what there is to say first. */
export async function cardOf(
  workspace: Workspace,
  lines: readonly string[],
  { needs }: CommandContext,
): Promise<Reply> {
  const { clusters, workspaces } = needs;
  const named = (await clusters.all()).find(({ id }) => id === workspace.cluster) ?? null;
  const own = named === null ? [] : (await workspaces.contacts.of(named.id)).contacts;
  return workspaceCard({ workspace, cluster: named, contacts: own, lines }, needs.messages);
}

export function revisionMark({ revision }: Pick<Workspace, "revision">): string {
  return `#${revision}`;
}

/** What a form says first when it was opened from something shown earlier. */
export function sinceCard(text: SetUpText, workspace: Workspace, context: CommandContext): string {
  const isOld = text.revision !== null && text.revision !== String(workspace.revision);
  return isOld ? `${context.needs.messages.setup.changedSinceCard} ` : "";
}

/** Who did it and where, for a line of the audit trail about this workspace. */
function auditOf(
  { request, identity }: Pick<CommandContext, "request" | "identity">,
  action: string,
  workspace: Workspace,
): Omit<AuditLine, "before" | "after" | "cluster"> {
  return {
    ...doingOf({ request, identity }),
    action,
    subject: `workspace:${workspace.platform}:${workspace.externalId}`,
  };
}
