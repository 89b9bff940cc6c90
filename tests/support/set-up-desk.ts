import { randomUUID } from "node:crypto";
import { createAuditTrail } from "../../src/adapters/postgres/audit-trail.ts";
import { createClusterList } from "../../src/adapters/postgres/cluster-list.ts";
import { createContactStore } from "../../src/adapters/postgres/contact-store.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createPeopleDirectory } from "../../src/adapters/postgres/people-directory.ts";
import {
  createWorkspaceRegister,
  createWorkspaceStore,
} from "../../src/adapters/postgres/workspace-store.ts";
import type { Form } from "../../src/chat/form.ts";
import type { Reply } from "../../src/chat/reply.ts";
import { Request } from "../../src/chat/request.ts";
import { dispatch, formFor } from "../../src/commands/dispatch.ts";
import { createUnsavedForms } from "../../src/commands/unsaved-forms.ts";
import type { Role } from "../../src/people/role.ts";
import type { Workspace } from "../../src/people/workspace.ts";
import type { WorkspaceChange } from "../../src/people/workspace-store.port.ts";
import { replanning } from "../../src/wiring/replanning.ts";
import { aDispatchNeeds } from "./command-needs.ts";
import { freshDatabase } from "./database.ts";
import { silentLog } from "./silent-log.ts";

/** Somebody in a workspace, as Slack or Discord tell of them. */
export interface Somebody {
  readonly id: string;
  readonly workspace: string | null;
  readonly platform?: Request["platform"];
  readonly standing?: Request["asker"]["standing"];
  readonly runsWorkspace?: boolean;
}

export interface Said {
  readonly command: string;
  readonly text?: string;
  readonly fields?: Record<string, string[]>;
}

const clustersOfDesk = [
  { id: "fed", name: "The Federation", isFederation: true },
  { id: "north", name: "Tech North", isFederation: false },
  { id: "south", name: "Tech South", isFederation: false },
] as const;

/** Commands about workspaces over a real database, and who may say them. */
export class SetUpDesk {
  readonly database: Database;
  /** The time by which what was not saved is forgotten. */
  now = new Date("2026-11-23T12:00:00Z");
  private readonly unsaved = createUnsavedForms({ now: () => this.now });

  private constructor(database: Database) {
    this.database = database;
  }

  static async open(): Promise<SetUpDesk> {
    return new SetUpDesk(await freshDatabase());
  }

  get store() {
    return createWorkspaceStore(this.database.pool, replanning({ now: () => new Date() }));
  }

  get register() {
    return createWorkspaceRegister(this.database.pool, silentLog);
  }

  get contacts() {
    return createContactStore(this.database.pool);
  }

  /** Three clusters, and nothing else. */
  async empty(): Promise<void> {
    const tables = ["role_grant", "workspace", "person", "audit_entry", "installation_fact", "cluster"];
    await this.database.pool.query(tables.map((table) => `DELETE FROM ${table}`).join(";"));
    await this.database.pool.query(
      `INSERT INTO cluster (id, name, nicknames, is_federation)
       SELECT id, name, '{}', "isFederation" FROM jsonb_to_recordset($1::jsonb) AS given (id text, name text, "isFederation" boolean)`,
      [JSON.stringify(clustersOfDesk)],
    );
  }

  /** A workspace that joined, with what is said of it. */
  async workspace(id: string, change: WorkspaceChange = {}): Promise<Workspace> {
    const platform = /^\d+$/.test(id) ? "discord" : "slack";
    await this.register.joined({ platform, id, name: `Workspace ${id}` });
    const joined = await this.found(id);
    if (Object.keys(change).length === 0) return joined;
    const audit = { actor: "test", action: "test-made", subject: "test", cluster: null, place: "test" };
    await this.store.save(joined.id, change, { revision: joined.revision, audit });
    return this.found(id);
  }

  async found(id: string): Promise<Workspace> {
    const workspace = await this.store.find(/^\d+$/.test(id) ? "discord" : "slack", id);
    if (workspace === null) throw new Error(`there is no workspace ${id}`);
    return workspace;
  }

  /** Gives somebody a role by name. */
  async give({ id, workspace }: Somebody, role: Role, cluster: string | null): Promise<void> {
    const person = randomUUID();
    const reference = /^\d+$/.test(id) ? `discord:${id}` : `slack:${workspace}/${id}`;
    await this.database.pool.query("INSERT INTO person (id) VALUES ($1::uuid)", [person]);
    await this.database.pool.query(
      "INSERT INTO platform_account (reference, person_id) VALUES ($1, $2::uuid)",
      [reference, person],
    );
    await this.database.pool.query(
      "INSERT INTO role_grant (id, role, cluster_id, person_id) VALUES ($1::uuid, $2::role, $3, $4::uuid)",
      [randomUUID(), role, cluster, person],
    );
  }

  async say(who: Somebody, said: Said): Promise<Reply> {
    return (await dispatch(this.request(who, said), this.needs())).reply;
  }

  async form(who: Somebody, said: Said): Promise<Form | null> {
    return formFor(this.request(who, said), this.needs());
  }

  /** What the audit trail says was done, newest first. */
  async actions(): Promise<readonly string[]> {
    return (await this.audit()).map(({ action }) => action);
  }

  audit() {
    return createAuditTrail(this.database.pool).read({ cluster: null, limit: 100 });
  }

  close(): Promise<void> {
    return this.database.close();
  }

  private needs() {
    return aDispatchNeeds({
      people: createPeopleDirectory(this.database.pool),
      federation: "fed",
      clusters: createClusterList(this.database.pool),
      unsaved: this.unsaved,
      workspaces: {
        store: this.store,
        contacts: this.contacts,
      },
    });
  }

  private request(who: Somebody, { command, text = "", fields }: Said): Request {
    const { id, workspace, standing = "member", runsWorkspace = false } = who;
    const platform = who.platform ?? (/^\d+$/.test(id) ? "discord" : "slack");
    return Request.parse({
      deliveryKey: randomUUID(),
      platform,
      workspace,
      channel: "C1",
      thread: null,
      isExternallyShared: false,
      isDirectMessage: workspace === null,
      asker: { id, standing, groups: [], name: "", runsWorkspace },
      visibility: "private",
      command,
      text,
      fields: fields ?? null,
      locale: "en-GB",
    });
  }
}

/** Everything a reply shows, as one text. */
export function shownIn(reply: Reply): string {
  return JSON.stringify([reply.summary, reply.blocks]);
}

/** The buttons of a reply as what pressing them says. */
export function buttonsIn(reply: Reply): readonly { readonly command: string; readonly text: string }[] {
  return reply.blocks.flatMap((block) =>
    block.type === "actions" ? block.buttons.map(({ command, text }) => ({ command, text })) : [],
  );
}
