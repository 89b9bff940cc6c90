import type { Block, Button, Inline, Reply } from "../../chat/reply.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import type { Workspace } from "../../people/workspace.ts";
import { healthSentence } from "./workspace-health.ts";
import { setUpFacts } from "./workspace-set-up.ts";

type Words = Messages["workspaces"];

interface WorkspacesFacts {
  readonly workspaces: readonly Workspace[];
  readonly clusters: readonly NamedCluster[];
  /** From 1; one that is not there shows the last. */
  readonly page: number;
}

const perPage = 20;
/** Each has a row of buttons, and a message on Discord takes five rows: the fifth is for the next page. */
const waitingPerPage = 4;

/** All workspaces: those that wait first, with what can be decided. */
export function workspacesCard({ workspaces, clusters, page }: WorkspacesFacts, messages: Messages): Reply {
  const { workspaces: words } = messages;
  const counts = words.count(
    ofState(workspaces, "confirmed").length,
    ofState(workspaces, "waiting").length,
    ofState(workspaces, "gone").length,
  );
  const summary = workspaces.length === 0 ? words.none : counts;
  const pages = pagesOf(workspaces);
  const number = Math.min(Math.max(page, 1), Math.max(pages.length, 1));
  const shown = pages[number - 1] ?? [];
  return {
    summary,
    blocks: [
      { type: "heading", text: words.title },
      paragraph([{ type: "text", text: summary }]),
      ...shown.flatMap((workspace) => blocksOf(workspace, clusters, messages)),
      ...pageBlocks(number, pages.length, words),
    ],
    data: { kind: "workspaces", page: number, pages: pages.length, workspaces: shown.map(publicForm) },
  };
}

/** What programs are shown of a workspace. */
export function publicForm({ id: _, consent: __, ...workspace }: Workspace) {
  return { ...workspace, health: healthSentence(workspace.lastError) };
}

/** Those that wait first, then the confirmed, then those that are gone; at most so many with buttons to a page. */
function pagesOf(workspaces: readonly Workspace[]): readonly (readonly Workspace[])[] {
  const ordered = (["waiting", "confirmed", "gone"] as const).flatMap((state) => ofState(workspaces, state));
  const pages: Workspace[][] = [];
  for (const workspace of ordered) {
    const last = pages.at(-1);
    const isFull = last === undefined || last.length === perPage;
    const isFullOfWaiting =
      workspace.state === "waiting" &&
      last !== undefined &&
      ofState(last, "waiting").length === waitingPerPage;
    if (isFull || isFullOfWaiting) pages.push([workspace]);
    else last.push(workspace);
  }
  return pages;
}

function ofState(workspaces: readonly Workspace[], state: Workspace["state"]): readonly Workspace[] {
  return workspaces.filter((workspace) => workspace.state === state);
}

/** Of closed channels so many are named of each workspace; the form to confirm it shows more of them. */
const closedChannelsListed = 5;

function blocksOf(workspace: Workspace, clusters: readonly NamedCluster[], messages: Messages): Block[] {
  const { workspaces: words } = messages;
  const reference = workspaceReference(workspace);
  const facts = [
    words.states[workspace.state](since(workspace)),
    clusterText(workspace, clusters, words),
    ...(workspace.state === "gone" ? [] : setUpFacts(workspace, messages, closedChannelsListed)),
    healthSentence(workspace.lastError) ?? words.works,
  ];
  const content: Inline[] = [
    { type: "strong", text: workspace.name || words.unnamed },
    { type: "text", text: ` (${words.platforms[workspace.platform]}, ` },
    { type: "code", text: reference },
    { type: "text", text: `): ${facts.filter((fact) => fact !== null).join("; ")}` },
  ];
  if (workspace.state !== "waiting") return [paragraph(content)];
  return [
    paragraph(content),
    { type: "actions", buttons: decisionButtons(`${reference} #${workspace.revision}`, words) },
  ];
}

function clusterText(
  { state, cluster }: Workspace,
  clusters: readonly NamedCluster[],
  words: Words,
): string | null {
  if (cluster === null) return state === "waiting" ? words.nothingProposed : null;
  const name = clusters.find(({ id }) => id === cluster)?.name ?? cluster;
  if (state === "waiting") return words.proposed(name);
  return state === "confirmed" ? words.belongsTo(name) : words.wasOf(name);
}

function since({ state, joinedAt, confirmedAt, goneAt }: Workspace): string {
  const date = { waiting: joinedAt, confirmed: confirmedAt ?? joinedAt, gone: goneAt ?? joinedAt }[state];
  return writtenDate(date.toISOString());
}

function decisionButtons(text: string, words: Words): Button[] {
  return [
    { label: words.confirm, command: "workspaces confirm", text, style: "primary" },
    { label: words.refuse, command: "workspaces refuse", text, style: "danger" },
  ];
}

function pageBlocks(page: number, pages: number, words: Words): Block[] {
  if (pages < 2) return [];
  const note: Block = { type: "note", content: [{ type: "text", text: words.page(page, pages) }] };
  if (page === pages) return [note];
  const next = { label: words.more, command: "workspaces list", text: String(page + 1) };
  return [note, { type: "actions", buttons: [{ ...next, style: "normal" }] }];
}

export function workspaceReference({ platform, externalId }: Workspace): string {
  return `${platform}:${externalId}`;
}

/** As sentences name it. */
export function workspaceName(workspace: Workspace): string {
  return workspace.name === "" ? workspaceReference(workspace) : workspace.name;
}

function paragraph(content: Inline[]): Block {
  return { type: "paragraph", content };
}
