import { describe, expect, test } from "vitest";
import { openDatabase } from "../../../src/adapters/postgres/open-database.ts";
import { readMigrations } from "../../../src/adapters/postgres/read-migrations.ts";
import { bareDatabase } from "../../support/bare-database.ts";
import { silentLog } from "../../support/silent-log.ts";

/** Rows as each older version wrote them, oldest first; a version's rows are never edited once it is released. */
const firstRows = `INSERT INTO cluster (id, name, nicknames) VALUES ('north', 'Tech North', '{"the North"}');
  INSERT INTO contact (cluster_id, topic, role) VALUES ('north', 'events', 'events lead');
  INSERT INTO document (id, source_key, cluster_id, kind, title, audience, audience_clusters, topics)
    VALUES ('00000000-0000-4000-8000-000000000001', 'minutes.md', 'north', 'minutes', 'Minutes', 'board', '{north}', '{}');
  INSERT INTO document_version (document_id, number, fingerprint, media_type, title)
    VALUES ('00000000-0000-4000-8000-000000000001', 1, 'abc', 'text/markdown', 'Minutes');
  INSERT INTO passage (document_id, ordinal, heading_path, text, term_count)
    VALUES ('00000000-0000-4000-8000-000000000001', 0, '{Minutes,Budget}', 'The budget was agreed.', 3);`;

const rowsWithLength = `${firstRows}
  UPDATE document SET passage_count = 1, term_count = 3;`;

const rowsWithWorkspaces = `${rowsWithLength}
  INSERT INTO workspace (id, platform, external_id, name, state, cluster_id)
    VALUES ('00000000-0000-4000-8000-000000000002', 'slack', 'T1', 'Tech North', 'confirmed', 'north');`;

const rowsWithWatched = `${rowsWithWorkspaces}
  INSERT INTO watched_source (id, cluster_id, kind, address, audience) VALUES
    ('00000000-0000-4000-8000-000000000003', 'north', 'page', 'http://10.0.0.1/intranet', 'members'),
    ('00000000-0000-4000-8000-000000000004', 'north', 'page', 'http://10.0.0.1/given-in-a-chat', 'members');
  INSERT INTO audit_entry (actor, action, subject, place) VALUES
    ('command line', 'source-watched', 'source:00000000-0000-4000-8000-000000000003', 'command line'),
    ('slack:T1/U1', 'source-watched', 'source:00000000-0000-4000-8000-000000000004', 'slack:T1');`;

/** Three persons who hold the same role: one's is in the trail under the person they were before linking. */
const rowsWithRoles = `${rowsWithWatched}
  INSERT INTO person (id) VALUES ('00000000-0000-4000-8000-00000000000a'), ('00000000-0000-4000-8000-00000000000b'),
    ('00000000-0000-4000-8000-00000000000c'), ('00000000-0000-4000-8000-00000000000d');
  INSERT INTO role_grant (id, role, cluster_id, person_id) VALUES
    ('00000000-0000-4000-8000-0000000000a1', 'approver', 'north', '00000000-0000-4000-8000-00000000000a'),
    ('00000000-0000-4000-8000-0000000000b1', 'approver', 'north', '00000000-0000-4000-8000-00000000000b'),
    ('00000000-0000-4000-8000-0000000000c1', 'approver', 'north', '00000000-0000-4000-8000-00000000000c'),
    ('00000000-0000-4000-8000-0000000000c2', 'administrator', NULL, '00000000-0000-4000-8000-00000000000c'),
    ('00000000-0000-4000-8000-0000000000d1', 'administrator', NULL, '00000000-0000-4000-8000-00000000000d');
  INSERT INTO audit_entry (actor, action, subject, cluster_id, place, before, after) VALUES
    ('slack:T1/U9', 'role-given', 'person:00000000-0000-4000-8000-00000000000a', 'north', 'slack:T1', NULL,
      '{"role": "approver", "cluster": "north", "until": "2027-01-01"}'),
    ('slack:T1/U1', 'role-changed', 'person:00000000-0000-4000-8000-00000000000a', 'north', 'slack:T1', NULL,
      '{"role": "approver", "cluster": "north", "until": null}'),
    ('slack:T1/U8', 'role-given', 'person:00000000-0000-4000-8000-00000000000a', 'north', 'slack:T1', NULL,
      '{"role": "board", "cluster": "north", "until": null}'),
    ('slack:T1/U2', 'role-given', 'person:00000000-0000-4000-8000-0000000000bb', 'north', 'slack:T1', NULL,
      '{"role": "approver", "cluster": "north", "until": null}'),
    ('slack:T1/U3', 'accounts-linked', 'person:00000000-0000-4000-8000-00000000000b', NULL, 'slack:T1',
      '{"persons": [{"person": "00000000-0000-4000-8000-00000000000b"}, {"person": "00000000-0000-4000-8000-0000000000bb"}]}', '{}'),
    ('erased', 'role-given', 'person:00000000-0000-4000-8000-00000000000c', 'north', 'slack:T1', NULL,
      '{"role": "approver", "cluster": "north", "until": null}'),
    ('settings file', 'role-given', 'person:00000000-0000-4000-8000-00000000000c', NULL, 'settings file', NULL,
      '{"role": "administrator"}'),
    ('command line', 'role-given', 'person:00000000-0000-4000-8000-00000000000d', NULL, 'slack:T1', '{}',
      '{"person": "00000000-0000-4000-8000-00000000000d", "roles": [{"role": "administrator"}]}');`;

const rowsWithGivers = `${rowsWithRoles}
  UPDATE role_grant SET given_by = 'slack:T1/U1' WHERE role = 'approver';
  INSERT INTO role_grant (id, role, cluster_id, workspace_id, group_id, given_by) VALUES
    ('00000000-0000-4000-8000-0000000000e1', 'approver', 'north', '00000000-0000-4000-8000-000000000002', 'S1', 'slack:T1/U1');
  INSERT INTO workspace (id, platform, external_id, name) VALUES
    ('00000000-0000-4000-8000-000000000005', 'slack', 'T2', E' South\\n\\x1b[2J Cluster');
  INSERT INTO platform_account (reference, person_id, name) VALUES
    ('slack:T2/U1', '00000000-0000-4000-8000-00000000000a', E'Sam\\r\\nadmin'),
    ('slack:T2/U2', '00000000-0000-4000-8000-00000000000b', 'Sam  Smith');`;

const rowsWithDirectory = `${rowsWithGivers}
  INSERT INTO event (id, cluster_id, audience, audience_clusters, title, is_online, is_in_person, tags, places, terms, series)
    VALUES ('00000000-0000-4000-8000-000000000005', 'north', 'public', '{}', 'Meet-up', false, true, '{}', '{}', '{}', '{}');
  INSERT INTO organisation (id, name, plain_name) VALUES ('00000000-0000-4000-8000-000000000006', 'Acme Ltd', 'acme');
  INSERT INTO membership (id, organisation_id, cluster_id)
    VALUES ('00000000-0000-4000-8000-000000000007', '00000000-0000-4000-8000-000000000006', 'north');`;

/** A line that was imported, and a version that clusters are being asked about. */
const rowsWithPositions = `${rowsWithDirectory}
  INSERT INTO position (id, owner_id, topic, topic_key, audience) VALUES
    ('00000000-0000-4000-8000-0000000000f0', 'north', 'Skills', 'skills', 'public');
  INSERT INTO position_version (id, position_id, version, title, text, fingerprint, status, at_work, is_line, quorum) VALUES
    ('00000000-0000-4000-8000-0000000000f1', '00000000-0000-4000-8000-0000000000f0', 1, 'On skills', 'One.', 'a', 'adopted',
      NULL, true, '{}'),
    ('00000000-0000-4000-8000-0000000000f2', '00000000-0000-4000-8000-0000000000f0', 2, 'On skills', 'Two.', 'b', 'consulting',
      true, NULL, '{}');
  INSERT INTO audit_entry (at, actor, action, subject, place) VALUES
    ('2026-11-20T09:00:00Z', 'slack:T1/U1', 'position-consultation-opened',
      'position-version:00000000-0000-4000-8000-0000000000f2', 'slack:T1');`;

const rowsOfOlderVersions = [
  { newest: "20261123000000_documents", sql: firstRows },
  { newest: "20261123001000_questions", sql: firstRows },
  { newest: "20261123002000_document_length", sql: rowsWithLength },
  { newest: "20261125000000_people_and_workspaces", sql: rowsWithWorkspaces },
  { newest: "20261125100000_contacts_in_file", sql: rowsWithWatched },
  { newest: "20261125110000_safer_links", sql: rowsWithRoles },
  { newest: "20261125120000_given_by", sql: rowsWithGivers },
  { newest: "20261129000000_directory", sql: rowsWithDirectory },
  { newest: "20261129010000_people", sql: rowsWithDirectory },
  { newest: "20261129030000_reminders", sql: rowsWithDirectory },
  { newest: "20261129050000_announcements", sql: rowsWithDirectory },
  { newest: "20261129060000_notices", sql: rowsWithDirectory },
  { newest: "20261129070000_veto_window", sql: rowsWithDirectory },
  { newest: "20261129080000_positions", sql: rowsWithDirectory },
  { newest: "20261129090000_position_calls", sql: rowsWithDirectory },
  { newest: "20261129110000_position_numbers", sql: rowsWithPositions },
  { newest: "20261129200000_position_opened", sql: rowsWithPositions },
  { newest: "20261129201000_position_requests", sql: rowsWithPositions },
  { newest: "20261129202000_position_readers", sql: rowsWithPositions },
  { newest: "20261129210000_inquiries", sql: rowsWithPositions },
  { newest: "20261129220000_position_documents", sql: rowsWithPositions },
  { newest: "20261129230000_position_comments", sql: rowsWithPositions },
];

describe("upgrading", { timeout: 60_000 }, () => {
  test.each(rowsOfOlderVersions)(
    "a database of $newest keeps its rows, and they can be read",
    async (older) => {
      const migrations = await readMigrations();
      const upTo = migrations.findIndex((migration) => migration.name === older.newest) + 1;
      const bare = await bareDatabase();
      await bare.prepare(migrations.slice(0, upTo), older.sql);

      const database = await openDatabase(bare.settings, silentLog);

      expect(database.appliedMigrations).toEqual(migrations.slice(upTo).map((migration) => migration.name));
      expect(
        await database.prisma.passage.findMany({ include: { document: { include: { cluster: true } } } }),
      ).toMatchObject([
        {
          headingPath: ["Minutes", "Budget"],
          text: "The budget was agreed.",
          document: {
            passageCount: 1,
            termCount: 3,
            title: "Minutes",
            audience: "board",
            audienceClusters: ["north"],
            cluster: { name: "Tech North" },
          },
        },
      ]);
      await database.close();
      await bare.remove();
    },
  );

  test("leaves inside one's own network only what was watched on the command line", async () => {
    const migrations = await readMigrations();
    const bare = await bareDatabase();
    await bare.prepare(migrations.slice(0, 5), rowsWithWatched);

    const database = await openDatabase(bare.settings, silentLog);

    const { rows } = await database.pool.query(
      "SELECT address FROM watched_source WHERE allows_private ORDER BY address",
    );
    expect(rows).toEqual([{ address: "http://10.0.0.1/intranet" }]);
    await database.close();
    await bare.remove();
  });

  test("finds out who gave a role, where the trail tells", async () => {
    const migrations = await readMigrations();
    const bare = await bareDatabase();
    await bare.prepare(migrations.slice(0, 6), rowsWithRoles);

    const database = await openDatabase(bare.settings, silentLog);

    const { rows } = await database.pool.query<{ id: string; given_by: string | null }>(
      "SELECT right(id::text, 2) AS id, given_by FROM role_grant ORDER BY id",
    );
    expect(rows).toEqual([
      { id: "a1", given_by: "slack:T1/U1" },
      { id: "b1", given_by: "slack:T1/U2" },
      { id: "c1", given_by: null },
      { id: "c2", given_by: "settings file" },
      { id: "d1", given_by: "command line" },
    ]);
    await database.close();
    await bare.remove();
  });

  test("puts names on one line", async () => {
    const migrations = await readMigrations();
    const bare = await bareDatabase();
    await bare.prepare(migrations.slice(0, 7), rowsWithGivers);

    const database = await openDatabase(bare.settings, silentLog);

    const { rows } = await database.pool.query<{ name: string }>(
      "SELECT name FROM workspace UNION ALL SELECT name FROM platform_account ORDER BY name",
    );
    expect(rows.map(({ name }) => name).toSorted()).toEqual([
      "Sam  Smith",
      "Sam admin",
      "South [2J Cluster",
      "Tech North",
    ]);
    await database.close();
    await bare.remove();
  });

  test("knows of which positions clusters were asked before it was kept", async () => {
    const migrations = await readMigrations();
    const bare = await bareDatabase();
    const upTo = migrations.findIndex(({ name }) => name === "20261129200000_position_opened");
    await bare.prepare(migrations.slice(0, upTo), rowsWithPositions);

    const database = await openDatabase(bare.settings, silentLog);

    const { rows } = await database.pool.query(
      "SELECT version, opened_at FROM position_version ORDER BY version",
    );
    expect(rows).toEqual([
      { version: 1, opened_at: null },
      { version: 2, opened_at: new Date("2026-11-20T09:00:00Z") },
    ]);
    await database.close();
    await bare.remove();
  });

  test("is tried from every version but the newest", async () => {
    const migrations = await readMigrations();

    const tried = rowsOfOlderVersions.map((older) => older.newest);

    expect(tried).toEqual(migrations.slice(0, -1).map((migration) => migration.name));
  });
});
