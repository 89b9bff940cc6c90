import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createPositionStore } from "../../src/adapters/postgres/position-store.ts";
import { giveStance, type StanceGiven } from "../../src/directory/positions/give-stance.ts";
import type { PositionVersion } from "../../src/directory/positions/position.ts";
import type {
  NewPosition,
  NewVersion,
  PositionStore,
} from "../../src/directory/positions/position-store.port.ts";
import { writeVersion } from "../../src/directory/positions/write-version.ts";
import type { Doing } from "../../src/shared/doing.ts";
import { freshDatabase } from "./database.ts";

export const byPaula: Doing = { actor: "slack:T1/UPAULA", place: "slack:T1" };
export const opened = new Date("2026-12-01T09:00:00Z");
export const closes = {
  at: "2026-12-18T17:00",
  zone: "Europe/London",
  instant: new Date("2026-12-18T17:00:00Z"),
};

/** A register over a real database, with a federation of so many clusters: `fed`, `c1`, `c2` … */
export class PositionDesk {
  readonly store: PositionStore;
  readonly database: Database;
  readonly clusters: readonly string[];

  private constructor(database: Database, clusters: readonly string[]) {
    this.database = database;
    this.clusters = clusters;
    this.store = createPositionStore(database.pool);
  }

  static async open(clusters: number): Promise<PositionDesk> {
    const database = await freshDatabase();
    const ids = Array.from({ length: clusters }, (_, index) => `c${index + 1}`);
    await database.pool.query(
      `INSERT INTO cluster (id, name, nicknames, is_federation)
       SELECT id, 'Cluster ' || id, '{}', id = 'fed' FROM unnest($1::text[]) AS id`,
      [["fed", ...ids]],
    );
    return new PositionDesk(database, ids);
  }

  async empty(): Promise<void> {
    await this.database.pool.query("DELETE FROM position");
  }

  close(): Promise<void> {
    return this.database.close();
  }

  /** A draft of the federation's on skills; all clusters are to be asked, six in ten have to sign. */
  async draft(
    changed: Partial<Omit<NewVersion, "fingerprint">> = {},
    position: Partial<NewPosition> = {},
  ): Promise<PositionVersion> {
    const made = await this.store.ensure(
      {
        owner: "fed",
        topic: "Skills",
        alsoCalled: [],
        audience: "public",
        audienceClusters: [],
        isSample: false,
        ...position,
      },
      byPaula,
    );
    const version = await this.store.addVersion(
      made.id,
      writeVersion(made.id, {
        title: "On skills",
        text: "We ask for an apprenticeship levy that small firms can use.",
        quorum: { kind: "share", percent: 60 },
        asked: this.clusters,
        closes,
        embargoUntil: null,
        reviewOn: null,
        link: null,
        author: byPaula.actor,
        ...changed,
      }),
      { by: byPaula, now: opened },
    );
    if (version === null) throw new Error("there is a draft already");
    return version;
  }

  /** The same, put to the clusters. */
  async consultation(
    changed: Partial<Omit<NewVersion, "fingerprint">> = {},
    position: Partial<NewPosition> = {},
  ): Promise<PositionVersion> {
    const { id, revision } = await this.draft(changed, position);
    const version = await this.store.open(id, { revision, by: byPaula, now: opened });
    if (version === null) throw new Error("it could not be opened");
    return version;
  }

  /** Null: somebody changed it since. */
  change(version: PositionVersion, changed: Partial<Pick<NewVersion, "title" | "text" | "asked">>) {
    const { position, revision } = version;
    const written = writeVersion(position.id, { ...version, asked: this.clusters, ...changed });
    return this.store.change(version.id, written, { revision, by: byPaula, now: opened });
  }

  /** What a cluster's signatory says to the text as it is now. */
  says(version: PositionVersion, cluster: string, changed: Partial<StanceGiven> = {}) {
    const account = `slack:T${cluster}/U1`;
    const given: StanceGiven = {
      cluster,
      kind: "sign",
      reason: null,
      account,
      role: "signatory",
      shown: version.fingerprint.slice(0, 16),
      at: new Date("2026-12-02T09:00:00Z"),
      ...changed,
    };
    const by = { actor: given.account, place: "slack:T1" };
    return giveStance(version.id, { given, by }, this.store);
  }
}
