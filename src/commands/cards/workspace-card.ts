import type { Block, Button, Inline, Reply } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import type { Contact } from "../../people/contact.ts";
import type { AnnouncementConsent, Workspace, WorkspaceChannel } from "../../people/workspace.ts";
import { healthSentence } from "./workspace-health.ts";

interface WorkspaceFacts {
  readonly workspace: Workspace;
  /** Null where none is said, or one that is no longer known. */
  readonly cluster: NamedCluster | null;
  readonly contacts: readonly Contact[];
  /** What there is to say before it, a paragraph each. */
  readonly lines: readonly string[];
}

/** One workspace as whoever sets it up sees it: what its state means now, what is set up, what can be changed. */
export function workspaceCard(facts: WorkspaceFacts, messages: Messages): Reply {
  const { workspace, cluster, lines } = facts;
  const state = stateSentence(facts, messages);
  const health = healthSentence(workspace.lastError);
  return {
    summary: [...lines, state].join(" "),
    blocks: [
      ...lines.map(paragraph),
      { type: "heading", text: workspace.name || messages.workspaces.unnamed },
      paragraph(state),
      ...(health === null ? [] : [paragraph(messages.setup.notWorking(health))]),
      { type: "list", ordered: false, items: factItems(facts, messages) },
      ...channelBlocks(workspace, messages),
      ...contactBlocks(facts, messages),
      { type: "actions", buttons: buttonsOf(workspace, messages) },
    ],
    data: { kind: "workspace", ...shown(workspace), clusterName: cluster?.name ?? null },
  };
}

function stateSentence({ workspace, cluster }: WorkspaceFacts, { setup }: Messages): string {
  if (workspace.state !== "confirmed") return setup.state[workspace.state];
  return cluster === null ? setup.state.orphaned : setup.state.confirmed(cluster.name);
}

function factItems({ workspace, cluster }: WorkspaceFacts, { setup }: Messages): Inline[][] {
  const item = (label: string, value: string): Inline[] => [
    { type: "strong", text: label.trim() },
    { type: "text", text: ` ${value}` },
  ];
  const members = workspace.everyoneIsMember ? setup.facts.everyone : setup.facts.given;
  return [
    item(setup.facts.cluster, cluster?.name ?? setup.facts.noCluster),
    item(setup.facts.members, members),
    item(setup.facts.announcements, consentText(workspace.consent, setup)),
  ];
}

export function consentText(consent: AnnouncementConsent, { consent: words }: Messages["setup"]): string {
  const { holds, vetoHours, dailyCap, quiet, zone, optedOutTopics, bankHolidays } = consent;
  return [
    postingText({ holds, vetoHours }, words),
    ...(dailyCap === null ? [] : [words.cap(dailyCap)]),
    ...(quiet === null ? [] : [words.quiet(quiet.from, quiet.until, zone)]),
    words.bankHolidays[bankHolidays],
    ...(optedOutTopics.length === 0 ? [] : [words.topics(optedOutTopics.join(", "))]),
  ].join("; ");
}

/** More channels than this are counted only: a reply has its limits. */
const channelsShown = 20;

function channelBlocks(workspace: Workspace, { setup }: Messages): Block[] {
  const { channels } = workspace;
  if (channels.length === 0) return [paragraph(setup.facts.noChannels)];
  const items = channels.slice(0, channelsShown).map((channel) => channelItem(channel, workspace, setup));
  const more = channels.length - channelsShown;
  return [
    { type: "heading", text: setup.facts.channels },
    { type: "list", ordered: false, items },
    ...(more > 0 ? [paragraph(`+ ${more}`)] : []),
  ];
}

function channelItem(
  { channel, purposes, audience }: WorkspaceChannel,
  { platform, externalId }: Workspace,
  setup: Messages["setup"],
): Inline[] {
  const address =
    platform === "slack"
      ? `https://app.slack.com/client/${externalId}/${channel}`
      : `https://discord.com/channels/${externalId}/${channel}`;
  const use = purposes.map((purpose) => setup.purposes[purpose]).join(", ") || setup.noPurpose;
  return [
    { type: "link", text: channel, url: address },
    { type: "text", text: `: ${setup.audiences[audience]}; ${use}` },
  ];
}

function contactBlocks({ cluster, contacts }: WorkspaceFacts, { setup }: Messages): Block[] {
  if (cluster === null) return [];
  if (contacts.length === 0) return [paragraph(setup.facts.noContacts)];
  return [
    { type: "heading", text: setup.facts.contacts(cluster.name) },
    { type: "list", ordered: false, items: contacts.map((contact) => contactItem(contact, setup)) },
  ];
}

export function contactItem({ topic, role, address }: Contact, setup: Messages["setup"]): Inline[] {
  const label: Inline = { type: "strong", text: topicLabel(topic, setup) };
  const how: Inline[] =
    address === null
      ? []
      : [
          { type: "text", text: ", " },
          address.startsWith("http")
            ? { type: "link", text: address, url: address }
            : { type: "text", text: address },
        ];
  return [label, { type: "text", text: `: ${role}` }, ...how];
}

/** A clusters.yaml may name topics of its own. */
function topicLabel(topic: string, { topics }: Messages["setup"]): string {
  return Object.entries(topics).find(([name]) => name === topic)?.[1] ?? topic;
}

function buttonsOf({ revision }: Workspace, { setup }: Messages): Button[] {
  const { cluster, channels, announcements, contacts } = setup.buttons;
  const text = `#${revision}`;
  return [
    { label: cluster, command: "setup cluster", text, style: "primary" },
    { label: channels, command: "setup channels", text, style: "normal" },
    { label: announcements, command: "setup announcements", text, style: "normal" },
    // Contacts are the cluster's and have a revision of their own.
    { label: contacts, command: "setup contacts", text: "", style: "normal" },
  ];
}

/** What programs are shown. */
function shown({ id: _, ...workspace }: Workspace) {
  return workspace;
}

function paragraph(text: string): Block {
  return { type: "paragraph", content: [{ type: "text", text }] };
}

function postingText(
  { holds, vetoHours }: Pick<AnnouncementConsent, "holds" | "vetoHours">,
  words: Messages["setup"]["consent"],
): string {
  if (holds) return words.hold;
  return vetoHours === null ? words.accept : words.veto(vetoHours);
}
