import { describe, expect, it } from "vitest";
import { personWith } from "../../src/adapters/postgres/person-rows.ts";
import { doingOf } from "../../src/commands/doing.ts";
import { english } from "../../src/messages/english.ts";
import { anIdentity } from "../people/an-identity.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";
import { buttonOf, useDocumentHouse } from "./document-house.ts";

const house = useDocumentHouse();

describe("where something was done, in the audit trail", () => {
  it.each([
    ["slack", "T1", "slack:T1"],
    ["discord", "77", "discord:77"],
    ["discord", null, "discord"],
    ["web", "slack:T1", "web"],
    ["terminal", null, "command line"],
  ] as const)("is, on %s in workspace %s, %s", (platform, workspace, place) => {
    const { request } = anIncomingRequest({ platform, workspace });

    expect(doingOf({ request, identity: anIdentity({}) }).place).toBe(place);
  });

  it("is Discord for a document withdrawn in a direct message", async () => {
    const { pool } = house.database;
    const person = await personWith(pool, "discord:9", "Sam");
    await pool.query(
      "INSERT INTO role_grant (id, role, cluster_id, person_id) VALUES (gen_random_uuid(), 'manager', 'north', $1)",
      [person],
    );
    const file = house.file("quokka.md", "The quokka fund is open to every member of Tech North.");
    const shown = await house.say("north", "documents add", { attachments: [file] });
    await house.press("north", buttonOf(shown, english.documents.button.publish));
    const { id } = await house.database.prisma.document.findFirstOrThrow();
    const asker = {
      id: "9",
      standing: "unknown" as const,
      groups: [] as string[],
      name: "Sam",
      runsWorkspace: false,
    };

    await house.say("north", "documents withdraw", {
      platform: "discord",
      workspace: null,
      asker,
      text: `${id} yes`,
    });

    const { rows } = await pool.query("SELECT actor, place FROM audit_entry ORDER BY id DESC LIMIT 1");
    expect(rows).toEqual([{ actor: "discord:9", place: "discord" }]);
  });
});
