import type { Pool } from "pg";
import type { PersonalData } from "../../people/personal-data.port.ts";
import { erasePerson } from "./erase-person.ts";
import { exportPerson } from "./export-person.ts";
import { inTransaction } from "./in-transaction.ts";
import { translatingErrors } from "./translate-error.ts";

/** What is kept of people, to be shown or erased as a whole. */
export function createPersonalData(pool: Pool): PersonalData {
  return translatingErrors<PersonalData>({
    erase: (order) => inTransaction(pool, (client) => erasePerson(client, order)),
    export: (whom) => inTransaction(pool, (client) => exportPerson(client, whom)),
  });
}
