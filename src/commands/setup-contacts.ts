import type { Form, FormField } from "../chat/form.ts";
import { plainReply, type Reply } from "../chat/reply.ts";
import type { Messages } from "../messages/english.ts";
import type { NamedCluster } from "../people/cluster-list.port.ts";
import { type Contact, contactTopics, understandContact } from "../people/contact.ts";
import type { ClusterContacts, ContactChange } from "../people/contact-store.port.ts";
import { mayNameContacts } from "../people/set-up-workspace.ts";
import { contactsCard } from "./cards/contacts-card.ts";
import { formOffer } from "./cards/form-offer.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { type Fields, fieldOf } from "./form-fields.ts";
import { asLeft, offerAgain, SetUpText, workspaceHere } from "./set-up-step.ts";

/** `/cluster setup contacts [topic]`: who answers for what in the cluster of this workspace. */
export const setupContacts = defineCommand({
  name: "setup contacts",
  summary: "Say which role answers for events, membership or policy in your cluster",
  usage: "setup contacts [topic]",
  right: "set-up-workspace",
  isPrivate: true,
  options: [
    { name: "topic", summary: "What the contact is for", isRequired: false, choices: [...contactTopics] },
  ],
  schema: SetUpText,
  form: async (context, typed): Promise<Form | null> => {
    const here = await clusterHere(context);
    if (here.kind === "refused") return null;
    const { contactsForm } = context.needs.messages.setup;
    const { contacts, revision } = here.known;
    const topic = contactTopics.find((known) => known === typed.words[0]?.toLowerCase()) ?? null;
    const fields = fieldsOf({ topic, contacts }, context.needs.messages);
    return {
      command: "setup contacts",
      text: [...(topic === null ? [] : [topic]), `#${revision}`].join(" "),
      title: contactsForm.title,
      submit: contactsForm.submit,
      introduction: contactsForm.introduction(here.cluster.name),
      fields: asLeft(fields, { command: "setup contacts", text: typed }, context),
    };
  },
  run: async (context, text) => {
    const here = await clusterHere(context);
    if (here.kind === "refused") return here.reply;
    return runHere(here, text, context);
  },
});

interface Here {
  readonly kind: "found";
  readonly cluster: NamedCluster;
  readonly known: ClusterContacts;
}

/** The cluster whose contacts may be set up here. */
async function clusterHere(
  context: CommandContext,
): Promise<Here | { readonly kind: "refused"; readonly reply: Reply }> {
  const here = await workspaceHere(context);
  if (here.kind === "refused") return here;
  const { messages, workspaces, clusters } = context.needs;
  const cluster = (await clusters.all()).find(({ id }) => id === here.workspace.cluster);
  if (cluster === undefined)
    return { kind: "refused", reply: plainReply(messages.setup.contactsForm.needsCluster) };
  const permit = mayNameContacts(cluster.id, context.identity);
  if (permit.kind === "no") return { kind: "refused", reply: plainReply(messages.permit[permit.reason]) };
  return { kind: "found", cluster, known: await workspaces.contacts.of(cluster.id) };
}

function fieldsOf(
  { topic, contacts }: { readonly topic: string | null; readonly contacts: readonly Contact[] },
  { setup }: Messages,
): FormField[] {
  const words = setup.contactsForm;
  const present = contacts.find((contact) => contact.topic === topic);
  const choice = { kind: "choice", atMost: 1, isRequired: true, hint: null } as const;
  const text = { kind: "text", isRequired: false, isLong: false } as const;
  const topics = contactTopics.map((known) => ({ value: known, label: setup.topics[known] }));
  return [
    {
      ...choice,
      name: "topic",
      label: words.topic,
      options: topics,
      value: topic === null ? [] : [topic],
    },
    {
      ...text,
      name: "role",
      label: words.role,
      hint: words.roleHint,
      value: present?.role ?? "",
      maxLength: 100,
    },
    {
      ...text,
      name: "address",
      label: words.address,
      hint: words.addressHint,
      value: present?.address ?? "",
      maxLength: 500,
    },
    {
      ...choice,
      name: "action",
      label: words.action,
      options: [
        { value: "set", label: words.set },
        { value: "remove", label: words.remove },
      ],
      value: ["set"],
    },
  ];
}

async function runHere(
  { cluster, known }: Here,
  { words, revision }: SetUpText,
  context: CommandContext,
): Promise<Reply> {
  const { request, needs } = context;
  const { setup } = needs.messages;
  const again = { command: "setup contacts", text: words[0] ?? "" };
  if (request.fields === null) return formOffer(setup.openForm, { ...again, label: setup.open });
  const understood = understand(request.fields, needs.messages);
  if (understood.kind === "problem")
    return offerAgain(understood.sentence, { ...again, fields: request.fields }, context);
  const { change } = understood;
  const topic = change.kind === "set" ? change.contact.topic : change.topic;
  const card = (line: string, contacts: ClusterContacts["contacts"]): Reply =>
    contactsCard({ cluster, contacts, line }, needs.messages);
  // Of a repeated request the revision is an earlier one: there it was removed by itself.
  const isNothing =
    known.revision === revision && change.kind === "removed" && isThere(change, known.contacts);
  if (isNothing) return card(setup.nothingSaved(setup.contactsForm.notThere(topic)), known.contacts);
  const audit = {
    ...doingOf(context),
    action: "contact-set-up",
    subject: `contact:${cluster.id}/${topic}`,
    cluster: cluster.id,
  };
  const saved = await needs.workspaces.contacts.save(cluster.id, change, {
    revision: revision ?? "",
    audit,
  });
  const { contacts } = saved.present;
  if (saved.kind === "stale" && !isThere(change, contacts)) return card(setup.changedMeanwhile, contacts);
  const line = change.kind === "set" ? setup.contactsForm.saved : setup.contactsForm.removed;
  return card(line(topic, cluster.name), contacts);
}

type UnderstoodChange =
  | { readonly kind: "change"; readonly change: ContactChange }
  | { readonly kind: "problem"; readonly sentence: string };

function understand(fields: Fields, { setup }: Messages): UnderstoodChange {
  const { problems } = setup.contactsForm;
  const topic = fieldOf(fields, "topic");
  if (fieldOf(fields, "action") === "remove") {
    if (!contactTopics.some((known) => known === topic)) return { kind: "problem", sentence: problems.topic };
    return { kind: "change", change: { kind: "removed", topic } };
  }
  const given = { topic, role: fieldOf(fields, "role"), address: fieldOf(fields, "address") };
  const understood = understandContact(given);
  if (understood.kind === "problem") return { kind: "problem", sentence: problems[understood.problem] };
  return { kind: "change", change: { kind: "set", contact: understood.contact } };
}

/** After a crash the same request is worked on again, and finds what it saved. */
function isThere(change: ContactChange, contacts: readonly Contact[]): boolean {
  if (change.kind === "removed") return !contacts.some(({ topic }) => topic === change.topic);
  const { topic, role, address } = change.contact;
  return contacts.some(
    (contact) => contact.topic === topic && contact.role === role && contact.address === address,
  );
}
