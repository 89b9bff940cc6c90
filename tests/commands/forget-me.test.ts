import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { personWith } from "../../src/adapters/postgres/person-rows.ts";
import { createPersonalData } from "../../src/adapters/postgres/personal-data.ts";
import { dispatch } from "../../src/commands/dispatch.ts";
import { createUnsavedForms } from "../../src/commands/unsaved-forms.ts";
import { aDispatchNeeds } from "../support/command-needs.ts";
import { freshDatabase } from "../support/database.ts";
import { anIncomingRequest } from "../support/incoming-request.ts";

let database: Database;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.close());

describe("/cluster forget-me", () => {
  it("takes what is only in memory with it, of every account of the person and of nobody else", async () => {
    const person = await personWith(database.pool, "slack:T1/U1", "Sam");
    await database.pool.query(
      "INSERT INTO platform_account (reference, person_id) VALUES ('discord:5', $1::uuid)",
      [person],
    );
    const unsaved = createUnsavedForms({ now: () => new Date("2026-11-23T12:00:00Z") });
    const kept = ["slack:T1/U1", "discord:5", "slack:T1/U2"].map((account) => {
      const owner = { account, command: "setup cluster" };
      return { owner, mark: unsaved.keep(owner, { cluster: ["north"] }) };
    });
    const found = () => kept.map(({ owner, mark }) => unsaved.find(mark, owner) !== null);
    const forgotten: string[] = [];
    const needs = aDispatchNeeds({
      personalData: createPersonalData(database.pool),
      unsaved,
      signIn: {
        mintLink: () => Promise.reject(new Error("nobody signs in")),
        forget: (accounts) => void forgotten.push(...accounts),
      },
    });
    const say = (text: string) =>
      dispatch(
        anIncomingRequest({ command: "forget-me", text, visibility: "private", deliveryKey: randomUUID() })
          .request,
        needs,
      );

    await say("");
    const before = found();
    await say("yes");

    expect(before).toEqual([true, true, true]);
    expect(found()).toEqual([false, false, true]);
    expect(forgotten.toSorted()).toEqual(["discord:5", "slack:T1/U1"]);
  });
});
