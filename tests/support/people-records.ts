import { randomUUID } from "node:crypto";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import type { Role } from "../../src/people/role.ts";

interface GrantRow {
  readonly role: Role;
  readonly cluster?: string | null;
  /** Account of the person it is given to; else the group. */
  readonly to?: string;
  readonly group?: { readonly workspace: string; readonly id: string };
  readonly expiresAt?: Date;
  /** The command line, unless told. */
  readonly givenBy?: string | null;
}

export interface PeopleRecords {
  /** `fed`, which is the federation, `north` and `south`. */
  addClusters(): Promise<void>;
  /** Id of its row. Confirmed, and of `north`, unless told otherwise. */
  addWorkspace(
    externalId: string,
    changes?: {
      readonly platform?: "slack" | "discord";
      readonly state?: "waiting" | "confirmed" | "gone";
      readonly clusterId?: string | null;
      readonly everyoneIsMember?: boolean;
      readonly name?: string;
    },
  ): Promise<string>;
  /** Id of a new person with these accounts. */
  addPerson(...accounts: readonly string[]): Promise<string>;
  addGrant(grant: GrantRow): Promise<string>;
  /** Everything that says who is who and who may what, to see whether anything changed. */
  everything(): Promise<unknown>;
  clear(): Promise<void>;
}

const clusters = [
  { id: "fed", name: "The Federation", isFederation: true, nicknames: ["the fed"] },
  { id: "north", name: "North Cluster", nicknames: ["newcastle", "the north"] },
  { id: "south", name: "South Cluster", nicknames: [] },
];

/** Rows of persons, workspaces and roles, written as the records hold them. */
export function peopleRecords({ prisma }: Database): PeopleRecords {
  return {
    addClusters: async () => {
      await prisma.cluster.createMany({ data: clusters });
    },
    addWorkspace: async (externalId, changes = {}) => {
      const { id } = await prisma.workspace.create({
        data: {
          id: randomUUID(),
          platform: "slack",
          externalId,
          state: "confirmed",
          clusterId: "north",
          ...changes,
        },
      });
      return id;
    },
    addPerson: async (...accounts) => {
      const id = randomUUID();
      const rows = accounts.map((reference) => ({ reference, name: `name of ${reference}` }));
      await prisma.person.create({ data: { id, accounts: { create: rows } } });
      return id;
    },
    addGrant: async ({ role, cluster = "north", to, group, expiresAt, givenBy = "command line" }) => {
      const account =
        to === undefined
          ? null
          : await prisma.platformAccount.findUniqueOrThrow({ where: { reference: to } });
      const { id } = await prisma.roleGrant.create({
        data: {
          id: randomUUID(),
          role,
          clusterId: role === "administrator" ? null : cluster,
          personId: account?.personId ?? null,
          workspaceId: group?.workspace ?? null,
          groupId: group?.id ?? null,
          expiresAt: expiresAt ?? null,
          givenBy,
        },
      });
      return id;
    },
    everything: () => everythingIn(prisma),
    clear: async () => {
      await prisma.$transaction([
        prisma.auditEntry.deleteMany(),
        prisma.failedAttempt.deleteMany(),
        prisma.linkCode.deleteMany(),
        prisma.person.deleteMany(),
        prisma.onceLinked.deleteMany(),
        prisma.roleGrant.deleteMany(),
        prisma.workspace.deleteMany(),
        prisma.cluster.deleteMany(),
      ]);
    },
  };
}

async function everythingIn(prisma: Database["prisma"]): Promise<unknown> {
  return {
    persons: await prisma.person.findMany({ orderBy: { id: "asc" } }),
    accounts: await prisma.platformAccount.findMany({ orderBy: { reference: "asc" } }),
    grants: await prisma.roleGrant.findMany({ orderBy: { id: "asc" } }),
    sessions: await prisma.webSession.findMany({ orderBy: { sessionHash: "asc" } }),
    audit: await prisma.auditEntry.findMany({ orderBy: { id: "asc" } }),
  };
}
