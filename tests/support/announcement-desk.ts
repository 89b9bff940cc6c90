import { randomUUID } from "node:crypto";
import { createAnnouncementStore } from "../../src/adapters/postgres/announcement-store.ts";
import { createDeliveryStore } from "../../src/adapters/postgres/delivery-store.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import type { KnownDate } from "../../src/announcing/about-event.ts";
import type { Announcement, Move } from "../../src/announcing/announcement.ts";
import type { AnnouncementChange, NewDelivery } from "../../src/announcing/announcement-store.port.ts";
import { createDeliverer, type Deliverer } from "../../src/announcing/deliver/deliverer.ts";
import type { Swept } from "../../src/announcing/delivery-store.port.ts";
import type { Poster } from "../../src/announcing/poster.port.ts";
import { freshDatabase } from "./database.ts";
import { ManualTiming } from "./manual-timing.ts";
import { silentLog } from "./silent-log.ts";

export const byAlex = { actor: "slack:TA/U1", place: "slack:TA" };

/** Announcements over a real database, with a clock of their own. */
export class AnnouncementDesk {
  readonly database: Database;
  readonly timing = new ManualTiming(new Date("2026-12-01T08:59:00Z"));
  readonly swept: Swept[] = [];
  readonly ended: string[] = [];
  /** What digests say from now on; null for nothing. */
  on: string | null = null;

  private constructor(database: Database) {
    this.database = database;
  }

  static async open(): Promise<AnnouncementDesk> {
    return new AnnouncementDesk(await freshDatabase());
  }

  get store() {
    return createAnnouncementStore(this.database.pool);
  }

  /** Two clusters, and the workspaces that are named: `slack:TA` for north, `discord:G1` for south. */
  async empty(workspaces: Readonly<Record<string, string>> = {}): Promise<void> {
    const tables = [
      "event",
      "announcement",
      "announcement_word",
      "notice",
      "delivery_lane",
      "audit_entry",
      "installation_fact",
      "workspace",
      "cluster",
    ];
    await this.database.pool.query(tables.map((table) => `DELETE FROM ${table}`).join(";"));
    await this.database.pool.query(
      `INSERT INTO cluster (id, name, nicknames, is_federation)
       VALUES ('fed', 'The Federation', '{}', true), ('north', 'Tech North', '{}', false), ('south', 'Tech South', '{}', false)`,
    );
    for (const [reference, cluster] of Object.entries(workspaces)) {
      const [platform = "", external = ""] = reference.split(":");
      await this.database.pool.query(
        `INSERT INTO workspace (id, platform, external_id, name, state, cluster_id, confirmed_at, holds_announcements)
         VALUES ($1::uuid, $2, $3, $4, 'confirmed', $5, now(), false)`,
        [randomUUID(), platform, external, `Workspace ${external}`, cluster],
      );
    }
    this.swept.length = 0;
    this.ended.length = 0;
  }

  async workspaceId(reference: string): Promise<string> {
    const [platform, external] = reference.split(":");
    const { rows } = await this.database.pool.query<{ id: string }>(
      "SELECT id FROM workspace WHERE platform = $1 AND external_id = $2",
      [platform, external],
    );
    return rows[0]?.id ?? "";
  }

  /** An approved announcement of north's with its deliveries, `slack:TA/C1` each, due at that time. */
  async approved(
    destinations: readonly string[],
    dueAt: Date,
    {
      title = "Meet-up",
      slot = "2026-12-01T09:00",
      lateMinutes = 120,
      digest = null as Announcement["digest"],
      event = null as string | null,
      eventKnown = undefined as KnownDate | undefined,
      audience = "public" as Announcement["aim"]["audience"],
    } = {},
  ): Promise<Announcement> {
    const made = await this.store.create(
      {
        cluster: "north",
        author: byAlex.actor,
        content: { title, body: "Come along.", topic: null, link: null, image: null },
        aim: { audience, clusters: "all", platforms: ["slack", "discord"] },
        schedule: { kind: "once", at: slot, zone: null },
        digest,
        event,
        eventKnown,
        lateMinutes,
      },
      byAlex,
    );
    const deliveries: NewDelivery[] = [];
    for (const destination of destinations) deliveries.push(await this.delivery(destination, dueAt));
    const saved = await this.store.save(
      made.id,
      { state: "approved", runs: { made: [{ slot, deliveries }], until: null } },
      { revision: made.revision, move: "approve", by: byAlex, now: this.timing.now() },
    );
    if (saved === null) throw new Error("the announcement changed");
    return saved;
  }

  /**
   * As somebody of north's does it, who looks again when the announcement was changed since they looked: the sweep
   * finishes what is done, at whatever moment it comes round.
   */
  async change(
    { id }: Pick<Announcement, "id">,
    move: Move | "make-runs",
    change: AnnouncementChange,
  ): Promise<Announcement> {
    for (let looks = 0; looks < 10; looks += 1) {
      const revision = (await this.store.byId(id))?.revision ?? 0;
      const expected = { revision, move, by: byAlex, now: this.timing.now() };
      const saved = await this.store.save(id, change, expected);
      if (saved !== null) return saved;
    }
    throw new Error("the announcement cannot be changed so");
  }

  /** In a channel that is set up for it. */
  async delivery(destination: string, dueAt: Date): Promise<NewDelivery> {
    const [workspace = "", channel = ""] = destination.split("/");
    await this.database.pool.query(
      `INSERT INTO workspace_channel (workspace_id, channel_id, purposes)
       VALUES ($1::uuid, $2, '{announcements,digests}') ON CONFLICT DO NOTHING`,
      [await this.workspaceId(workspace), channel],
    );
    const lane = workspace.startsWith("slack:") ? workspace : "discord";
    return {
      workspaceId: await this.workspaceId(workspace),
      channel,
      channelName: `channel-${channel.toLowerCase()}`,
      lane,
      dueAt,
      kind: "goes",
      notes: [],
    };
  }

  deliverer(posters: readonly Poster[]): Deliverer {
    return createDeliverer({
      store: createDeliveryStore(this.database.pool),
      posters: new Map(posters.map((poster) => [poster.platform, poster])),
      announce: ({ content: { mention: _, ...content }, clusterName }) => ({
        ...content,
        // What a digest is filled with stands behind the title, so that it is seen.
        title: [content.title, ...content.body.split("\n\n").slice(1)].join(": "),
        body: [],
        footer: clusterName,
      }),
      digests: {
        fill: () => Promise.resolve(this.on === null ? null : { markdown: this.on, items: 1 }),
      },
      clock: this.timing,
      timing: this.timing,
      log: silentLog,
      ended: ({ announcements, swept }) => {
        this.ended.push(...announcements);
        this.swept.push(...swept);
      },
    });
  }

  /** States of an announcement's deliveries, in the order of their channels. */
  async states(announcement: Pick<Announcement, "id">): Promise<readonly string[]> {
    const { rows } = await this.database.pool.query<{ state: string }>(
      "SELECT goal || ' ' || state AS state FROM delivery WHERE announcement_id = $1::uuid ORDER BY channel_id, due_at",
      [announcement.id],
    );
    return rows.map(({ state }) => state);
  }

  close(): Promise<void> {
    return this.database.close();
  }
}
