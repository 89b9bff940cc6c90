import { createAccountStore } from "../../src/adapters/postgres/account-store.ts";
import { createClusterList } from "../../src/adapters/postgres/cluster-list.ts";
import type { Database } from "../../src/adapters/postgres/open-database.ts";
import { createPeopleDirectory } from "../../src/adapters/postgres/people-directory.ts";
import { createRoleStore } from "../../src/adapters/postgres/role-store.ts";
import { withSecrets } from "../../src/chat/conceal.ts";
import type { Reply } from "../../src/chat/reply.ts";
import type { Request } from "../../src/chat/request.ts";
import { catalogue } from "../../src/commands/catalogue.ts";
import { dispatch } from "../../src/commands/dispatch.ts";
import { aDispatchNeeds } from "./command-needs.ts";
import { anIncomingRequest } from "./incoming-request.ts";

/** What somebody says with a command, and from where; a member of the Slack workspace T1, in private, unless told. */
export type Saying = Partial<Omit<Request, "asker">> & { readonly asker?: Partial<Request["asker"]> };

/** The whole reply as text: what is read on a screen. */
export function textOf({ blocks }: Reply): string {
  return blocks.map((block) => texts(block).join("").trim()).join("\n");
}

function texts(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => [...texts(item), "\n"]);
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, item]) =>
    key === "text" && typeof item === "string" ? [item] : texts(item),
  );
}

/** Says commands as dispatch hears them, over the real records, and tells the reply as it would be sent. */
export function sayingOver(database: Database, federation = "fed"): (saying: Saying) => Promise<Reply> {
  const needs = aDispatchNeeds({
    people: createPeopleDirectory(database.pool),
    accounts: createAccountStore(database.pool),
    roles: createRoleStore(database.pool),
    clusters: createClusterList(database.pool),
    federation,
  });
  return async (saying) => {
    const { request } = anIncomingRequest({ visibility: "private" });
    const asked = { ...request, ...saying, asker: { ...request.asker, ...saying.asker } };
    const conceal = catalogue.find(({ name }) => name === asked.command)?.conceal ?? null;
    const heard = conceal === null ? asked : { ...asked, text: conceal(asked.text) };
    const { reply } = await dispatch(heard, needs);
    return withSecrets(reply);
  };
}
