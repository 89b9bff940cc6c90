import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { z } from "zod";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import type { AnnouncementStore, NewDelivery } from "../../src/announcing/announcement-store.port.ts";
import type { Places } from "./fake-platforms.ts";

/** Announcements to every channel there is, each due at one moment. */
export const NewPromises = z.array(
  z.object({
    /** By which its messages are known; from 0. */
    mark: z.number(),
    /** How many paragraphs; from about ten on it takes several messages. */
    paragraphs: z.number(),
    dueAt: z.date(),
    /** Whether it goes to Discord as well. */
    isEverywhere: z.boolean(),
  }),
);
export type NewPromises = z.infer<typeof NewPromises>;

export const Change = z.object({
  mark: z.number(),
  kind: z.enum(["correct", "recall"]),
  /** Of the corrected text. */
  paragraphs: z.number(),
});
export type Change = z.infer<typeof Change>;

/** What became of a delivery, as the ledger has it. */
export const LedgerLine = z.object({
  mark: z.number(),
  platform: z.enum(["slack", "discord"]),
  workspace: z.string(),
  channel: z.string(),
  goal: z.string(),
  state: z.string(),
});
export type LedgerLine = z.infer<typeof LedgerLine>;

const author = { actor: "slack:T0BENCH/U1", place: "slack:T0BENCH" };

interface Writing {
  readonly store: AnnouncementStore;
  readonly database: Database;
}

/** Makes and approves them. The workspaces are confirmed as one cluster's when they are not there yet. */
export async function writePromises(
  promises: NewPromises,
  places: Places,
  { store, database }: Writing,
): Promise<void> {
  const workspaces = await confirmWorkspaces(database.pool, places);
  const everywhere = destinationsIn(places, workspaces);
  for (const { mark, paragraphs, dueAt, isEverywhere } of promises) {
    const made = await store.create(
      {
        cluster: "bench",
        author: author.actor,
        content: contentOf(mark, "a", paragraphs),
        aim: { audience: "public", clusters: "all", platforms: ["slack", "discord"] },
        schedule: { kind: "once", at: dueAt.toISOString().slice(0, 16), zone: null },
        lateMinutes: 24 * 60,
        digest: null,
        event: null,
      },
      author,
    );
    const deliveries = everywhere
      .filter(({ lane }) => isEverywhere || lane !== "discord")
      .map((destination): NewDelivery => ({ ...destination, dueAt, kind: "goes", notes: [] }));
    const runs = { made: [{ slot: "once", deliveries }], until: null };
    const expected = { revision: made.revision, move: "approve", by: author, now: new Date() } as const;
    if ((await store.save(made.id, { state: "approved", runs }, expected)) === null)
      throw new Error("the announcement was changed by somebody else");
  }
}

/** Ids of the workspaces by what their platform calls them. */
async function confirmWorkspaces(
  pool: Pool,
  { teams, guilds }: Places,
): Promise<ReadonlyMap<string, string>> {
  await pool.query(
    `INSERT INTO cluster (id, name, nicknames, is_federation) VALUES ('bench', 'Tech Bench', '{}', false)
     ON CONFLICT DO NOTHING`,
  );
  const known = [
    ...teams.map(({ team }) => ({ platform: "slack", external: team })),
    ...guilds.map(({ guild }) => ({ platform: "discord", external: guild })),
  ].map((workspace) => ({ ...workspace, id: randomUUID() }));
  await pool.query(
    `INSERT INTO workspace (id, platform, external_id, name, state, cluster_id, confirmed_at)
     SELECT id, platform, external, external, 'confirmed', 'bench', now()
     FROM jsonb_to_recordset($1::jsonb) AS known (id uuid, platform text, external text)
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(known)],
  );
  const channels = [
    ...teams.flatMap(({ team, channels: ids }) => ids.map((channel) => ({ external: team, channel }))),
    ...guilds.map(({ guild, channel }) => ({ external: guild, channel })),
  ];
  await pool.query(
    `INSERT INTO workspace_channel (workspace_id, channel_id, purposes)
     SELECT w.id, known.channel, '{announcements}' FROM workspace w
     JOIN jsonb_to_recordset($1::jsonb) AS known (external text, channel text) ON known.external = w.external_id
     ON CONFLICT DO NOTHING`,
    [JSON.stringify(channels)],
  );
  const { rows } = await pool.query<{ id: string; external: string }>(
    "SELECT id, external_id AS external FROM workspace",
  );
  return new Map(rows.map(({ id, external }) => [external, id]));
}

function destinationsIn({ teams, guilds }: Places, workspaces: ReadonlyMap<string, string>) {
  const idOf = (external: string): string => workspaces.get(external) ?? "";
  return [
    ...teams.flatMap(({ team, channels }) =>
      channels.map((channel) => ({
        workspaceId: idOf(team),
        channel,
        channelName: "",
        lane: `slack:${team}`,
      })),
    ),
    ...guilds.map(({ guild, channel }) => {
      return { workspaceId: idOf(guild), channel, channelName: "", lane: "discord" };
    }),
  ];
}

/** Text of which every message tells whose it is, and of which version. */
function contentOf(mark: number, version: "a" | "b", paragraphs: number) {
  const words =
    "Bring what you are working on, meet people from around the region, and stay for a cup of tea.";
  const body = Array.from(
    { length: paragraphs },
    (_, index) => `Paragraph ${index + 1} of promise${mark}${version}. **Everybody** is welcome. ${words}`,
  );
  const link = "https://events.example/next";
  return { title: `Meet-up ${mark}`, body: body.join("\n\n"), topic: null, link, image: null };
}

/** What a message says it is: of which announcement, version and part. Null for what is none of ours. */
export function readMark(text: string): {
  readonly mark: number;
  readonly version: string;
  readonly part: number;
  readonly of: number;
} | null {
  const [, mark, version] = /promise(\d+)([ab])\b/.exec(text) ?? [];
  if (mark === undefined || version === undefined) return null;
  const [, part = "1", of = "1"] = /Part (\d+) of (\d+)/.exec(text) ?? [];
  return { mark: Number(mark), version, part: Number(part), of: Number(of) };
}

/** True once it is changed, also when it was before. */
export async function changeAnnouncement(
  { mark, kind, paragraphs }: Change,
  store: AnnouncementStore,
  now: Date,
): Promise<boolean> {
  const content = contentOf(mark, "b", paragraphs);
  const all = await store.list({ clusters: null, limit: 10_000 });
  const found = all.find(({ content: { title } }) => title === content.title);
  if (found === undefined) throw new Error(`there is no announcement ${mark}`);
  const isDone = kind === "recall" ? found.state === "recalled" : found.content.body === content.body;
  if (isDone) return true;
  const expected = { revision: found.revision, by: author, now };
  const saved =
    kind === "recall"
      ? await store.save(
          found.id,
          { state: "recalled", deliveries: "recall" },
          { ...expected, move: "recall" },
        )
      : await store.save(found.id, { content, deliveries: "edit" }, { ...expected, move: "approve-edit" });
  return saved !== null;
}

export async function readLedger(pool: Pool): Promise<readonly LedgerLine[]> {
  const { rows } = await pool.query<LedgerLine>(
    `SELECT substring(a.content->>'title' FROM '\\d+')::int AS mark, w.platform, w.external_id AS workspace,
       d.channel_id AS channel, d.goal::text, d.state::text
     FROM delivery d JOIN announcement a ON a.id = d.announcement_id JOIN workspace w ON w.id = d.workspace_id`,
  );
  return rows;
}
