import { randomUUID } from "node:crypto";
import { createClusterList } from "../../src/adapters/postgres/cluster-list.ts";
import { createEventSearch } from "../../src/adapters/postgres/event-search.ts";
import { createEventStore } from "../../src/adapters/postgres/event-store.ts";
import { createPeopleDirectory } from "../../src/adapters/postgres/people-directory.ts";
import { createRoleStore } from "../../src/adapters/postgres/role-store.ts";
import { createWorkspaceStore } from "../../src/adapters/postgres/workspace-store.ts";
import type { DirectMessage, Platform } from "../../src/chat/platform.port.ts";
import type { Button, Reply } from "../../src/chat/reply.ts";
import { Request } from "../../src/chat/request.ts";
import { dispatch } from "../../src/commands/dispatch.ts";
import type { RunningPositions } from "../../src/commands/positions/run-positions.ts";
import { createUnsavedForms } from "../../src/commands/unsaved-forms.ts";
import type { Role } from "../../src/people/role.ts";
import type { WorkspaceChange } from "../../src/people/workspace-store.port.ts";
import { type Announcing, openAnnouncing } from "../../src/wiring/open-announcing.ts";
import { type Notices, openNotices } from "../../src/wiring/open-notices.ts";
import { openPositions } from "../../src/wiring/open-positions.ts";
import { replanning } from "../../src/wiring/replanning.ts";
import type { AnnouncementDesk } from "./announcement-desk.ts";
import { aDispatchNeeds } from "./command-needs.ts";
import { MemoryPoster } from "./memory-poster.ts";
import { silentLog } from "./silent-log.ts";

/** Commands about announcements over a real database, said by people of the Slack workspaces TA (north) and TB (south). */
export class AnnouncingCommands {
  readonly slack: MemoryPoster;
  readonly discord: MemoryPoster;
  readonly announcing: Announcing;
  readonly notices: Notices;
  readonly positions: RunningPositions;
  /** What people were told who did not ask: whom, what it says now, and what it said before. */
  readonly told: { readonly user: string; words: string; readonly before: string[] }[] = [];
  private readonly desk: AnnouncementDesk;

  private constructor(desk: AnnouncementDesk) {
    this.desk = desk;
    const { timing } = desk;
    this.slack = new MemoryPoster("slack", timing.now);
    this.discord = new MemoryPoster("discord", timing.now);
    const parts = { log: silentLog, time: { clock: timing, timing } };
    const chats = [this.chat()];
    this.notices = openNotices(chats, this.records(), parts);
    this.announcing = openAnnouncing(this.records(), {
      ...parts,
      chats,
      posters: [this.slack, this.discord],
      notices: this.notices,
    });
    const posters = [this.slack, this.discord];
    this.positions = openPositions(this.records(), { ...parts, chats, posters, announcing: this.announcing });
  }

  /** Everybody that the stories need: Sam and Alex of north, Rita and Bo of south, Ada of the federation. */
  static async open(desk: AnnouncementDesk): Promise<AnnouncingCommands> {
    await desk.database.pool.query("DELETE FROM role_grant; DELETE FROM person");
    const commands = new AnnouncingCommands(desk);
    await commands.person("sam", "TA", { manager: "north", approver: "north" });
    await commands.person("alex", "TA", { approver: "north" });
    await commands.person("rita", "TB", { manager: "south", approver: "south" });
    await commands.person("mia", "TA", {});
    await commands.person("ada", "TA", { administrator: null });
    return commands;
  }

  /** What a workspace agreed to, and its channels. */
  async setUp(reference: string, change: WorkspaceChange): Promise<void> {
    const { store } = this;
    const [platform = "", id = ""] = reference.split(":");
    const workspace = await store.find(platform, id);
    if (workspace === null) throw new Error(`there is no workspace ${reference}`);
    const audit = { actor: "test", action: "test", subject: "test", cluster: null, place: "test" };
    await store.save(workspace.id, change, { revision: workspace.revision, audit });
  }

  async says(who: string, command: string, text = ""): Promise<Reply> {
    return await this.dispatched(who, { command, text, fields: null });
  }

  /** Fills in the form of a command and sends it in. */
  async fillsIn(
    who: string,
    { command, text = "" }: { readonly command: string; readonly text?: string },
    fields: Record<string, string>,
  ): Promise<Reply> {
    const filled = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value]]));
    return await this.dispatched(who, { command, text, fields: filled });
  }

  /** What the command line makes of it, where nobody is anybody in particular. */
  async types(command: string, fields: Record<string, string>): Promise<Reply> {
    const filled = Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, [value]]));
    return await this.dispatched("operator", { command, text: "", fields: filled }, "terminal");
  }

  /** Presses the button of a reply that has this label. */
  async presses(who: string, reply: Reply, label: string): Promise<Reply> {
    const button = buttonsOf(reply).find((one) => one.label === label);
    if (button === undefined) throw new Error(`there is no button “${label}”: ${wordsOf(reply)}`);
    return await this.says(who, button.command, button.text);
  }

  private get store() {
    return createWorkspaceStore(this.desk.database.pool, replanning(this.desk.timing));
  }

  private records() {
    const { pool } = this.desk.database;
    return {
      database: { pool },
      roles: createRoleStore(pool),
      workspaces: createWorkspaceStore(pool, replanning(this.desk.timing)),
      clusters: createClusterList(pool),
      events: createEventStore(pool),
      eventSearch: createEventSearch(pool),
      people: createPeopleDirectory(pool),
    };
  }

  /** Slack, as far as people are looked up and written to. */
  private chat(): Platform {
    return {
      name: "slack",
      canAnswerLater: true,
      start: async () => {},
      stop: async () => {},
      health: () => ({ state: "connected", detail: "" }),
      send: async () => ({ kind: "sent", remoteId: null }),
      lookUp: async () => ({ standing: "member", groups: [] }),
      sendDirectly: async ({ user, reply }: DirectMessage) => {
        const remoteId = String(this.told.push({ user, words: reply.summary, before: [] }) - 1);
        return { kind: "sent", remoteId };
      },
      changeDirectly: async ({ remoteId, reply }) => {
        const message = this.told[Number(remoteId)];
        if (message === undefined) return { kind: "refused", reason: "message_not_found" };
        message.before.push(message.words);
        message.words = reply.summary;
        return { kind: "changed" };
      },
    };
  }

  /** Somebody with a Slack and a Discord account, linked. */
  async person(name: string, team: string, roles: Partial<Record<Role, string | null>>): Promise<void> {
    const { pool } = this.desk.database;
    const person = randomUUID();
    await pool.query("INSERT INTO person (id) VALUES ($1::uuid)", [person]);
    for (const reference of [
      accountOf(name, team),
      `discord:${[...name].map((sign) => sign.charCodeAt(0)).join("")}`,
    ])
      await pool.query("INSERT INTO platform_account (reference, person_id) VALUES ($1, $2::uuid)", [
        reference,
        person,
      ]);
    for (const [role, cluster] of Object.entries(roles))
      await pool.query(
        "INSERT INTO role_grant (id, role, cluster_id, person_id) VALUES ($1::uuid, $2::role, $3, $4::uuid)",
        [randomUUID(), role, cluster, person],
      );
  }

  private async dispatched(
    who: string,
    said: Pick<Request, "command" | "text" | "fields">,
    platform = "slack",
  ): Promise<Reply> {
    const team = who === "rita" ? "TB" : "TA";
    const request = Request.parse({
      deliveryKey: randomUUID(),
      platform,
      workspace: team,
      channel: "D1",
      thread: null,
      isExternallyShared: false,
      isDirectMessage: true,
      asker: { id: accountOf(who, team).split("/")[1], standing: "member", groups: [] },
      visibility: "private",
      locale: "en-GB",
      ...said,
    });
    const { people, clusters, roles } = this.records();
    const needs = aDispatchNeeds({
      people,
      clusters,
      roles,
      federation: "fed",
      clock: this.desk.timing,
      unsaved: createUnsavedForms(this.desk.timing),
      announcements: this.announcing.desk,
    });
    return (await dispatch(request, needs)).reply;
  }
}

function accountOf(name: string, team: string): string {
  return `slack:${team}/U${name.toUpperCase()}`;
}

export function buttonsOf({ blocks }: Reply): readonly Button[] {
  return blocks.flatMap((block) => (block.type === "actions" ? block.buttons : []));
}

/** Every word of a reply. */
export function wordsOf(reply: Reply): string {
  return JSON.stringify(reply.blocks.map((block) => Object.values(block)))
    .replaceAll(/"(?:type|text|content|url|label|command|style|ordered|items|buttons)":/g, "")
    .replaceAll('\\"', '"');
}
