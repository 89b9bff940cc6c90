import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createBackup } from "../../../src/adapters/postgres/create-backup.ts";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { restoreBackup } from "../../../src/adapters/postgres/restore-backup.ts";
import { freshDatabase } from "../../support/database.ts";

describe("people in a backup", { timeout: 60_000 }, () => {
  const personId = randomUUID();
  const workspaceId = randomUUID();
  const sealed = Uint8Array.from({ length: 64 }, (_, index) => (index * 37) % 256);
  let folder: string;
  let origin: Database;
  let target: Database;

  beforeAll(async () => {
    [folder, origin, target] = await Promise.all([
      mkdtemp(join(tmpdir(), "clusterbot-backup-")),
      freshDatabase(),
      freshDatabase(),
    ]);
    const later = new Date(Date.now() + 3_600_000);
    const signedIn = { personId, reference: "slack:T1/U1", standing: "member", groups: [], expiresAt: later };
    await origin.prisma.person.create({
      data: {
        id: personId,
        accounts: { create: { reference: "slack:T1/U1", name: "Sam" } },
        grants: { create: { role: "manager", clusterId: "north" } },
      },
    });
    await origin.prisma.workspace.create({
      data: {
        id: workspaceId,
        platform: "slack",
        externalId: "T1",
        installation: { create: { keyId: "2026", sealed } },
      },
    });
    await origin.prisma.webSession.create({ data: { ...signedIn, sessionHash: "session" } });
    await origin.prisma.webLogin.create({ data: { ...signedIn, tokenHash: "login" } });
    await origin.prisma.linkCode.create({
      data: { codeHash: "code", purpose: "administrator", expiresAt: later },
    });
    await origin.prisma.auditEntry.create({
      data: { actor: "command line", action: "role-given", subject: "person", place: "command line" },
    });
    await createBackup(origin, join(folder, "people.backup"));
    await restoreBackup(target, join(folder, "people.backup"), { replace: false });
  });
  afterAll(async () => {
    await Promise.all([origin.close(), target.close(), rm(folder, { recursive: true, force: true })]);
  });

  test("come back with their accounts, roles and sealed tokens, byte for byte", async () => {
    expect(await target.prisma.platformAccount.findMany()).toMatchObject([
      { reference: "slack:T1/U1", personId },
    ]);
    expect(await target.prisma.roleGrant.findMany()).toMatchObject([{ role: "manager", clusterId: "north" }]);
    expect((await target.prisma.installation.findFirst())?.sealed).toEqual(sealed);
  });

  test("find no session, link or code open that may have been closed since", async () => {
    expect(await target.prisma.webSession.count()).toBe(0);
    expect(await target.prisma.webLogin.count()).toBe(0);
    expect(await target.prisma.linkCode.count()).toBe(0);
  });

  test("leave an audit trail that goes on where it ended", async () => {
    const next = { actor: "command line", action: "role-taken", subject: "person", place: "command line" };

    const made = await target.prisma.auditEntry.create({ data: next });

    // One line came with the backup, one tells of its being restored.
    expect(made.id).toBe(3n);
  });
});
