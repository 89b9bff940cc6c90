import type { Messages } from "../messages/english.ts";
import { type AskerAndPlace, identify } from "../people/identify.ts";
import type { Identity } from "../people/identity.ts";
import { may, type Whose } from "../people/may.ts";
import type { Known } from "../people/people-directory.port.ts";
import { allRights, type Right } from "../people/right.ts";
import { type HeldRole, type Role, roles } from "../people/role.ts";
import type { Command } from "./command.ts";

/** Somebody as a request shows them and the records know them. */
export interface Somebody {
  readonly is: Role | keyof Messages["roles"]["table"]["standings"];
  readonly asker: Pick<AskerAndPlace["asker"], "standing" | "runsWorkspace">;
  readonly known: Known;
}

/** Where everybody in the table asks. */
export const tablePlace = { platform: "slack", workspace: "T1", channel: "C1", cluster: "north" } as const;
const tableAccount = "slack:T1/U1";

const everyRole: readonly HeldRole[] = roles.flatMap((role): HeldRole[] => [
  {
    role,
    cluster: role === "administrator" ? null : tablePlace.cluster,
    isNamed: true,
    givenBy: "command line",
  },
]);

function knownAs(state: "confirmed" | "waiting", given: readonly HeldRole[]): Known {
  const place = { id: "1", state, cluster: tablePlace.cluster, everyoneIsMember: false } as const;
  return {
    person: { id: "1", human: "1", hasConfirmedLink: false, slackWorkspaces: [] },
    place: { ...place, channelAudience: "public" },
    given,
  };
}

/** The columns of the table: every role, given by name; then those who hold nothing, whatever they were given. */
export const everybody: readonly Somebody[] = [
  ...everyRole.map((held): Somebody => {
    const asker = { standing: "member", runsWorkspace: false } as const;
    return { is: held.role, asker, known: knownAs("confirmed", [held]) };
  }),
  ...(["guest", "outsider", "unknown", "bot"] as const).map((standing): Somebody => {
    const asker = { standing, runsWorkspace: true };
    const is = standing === "guest" ? "guestHere" : standing;
    return { is, asker, known: knownAs("confirmed", everyRole) };
  }),
  {
    is: "running",
    asker: { standing: "member", runsWorkspace: true },
    known: knownAs("waiting", []),
  },
];

/** Who somebody is, as with every request. */
export function identityOf({ asker, known }: Somebody): Promise<Identity> {
  const request = { ...tablePlace, asker: { ...asker, id: "U1", name: "", groups: [] } };
  return identify(request, tableAccount, { lookUp: async () => known });
}

/** Which command takes which right, and who has it, as a Markdown table with notes under it. */
export async function rightsTable(catalogue: readonly Command[], messages: Messages): Promise<string> {
  const { table, names, rights } = messages.roles;
  const identities = await Promise.all(everybody.map(identityOf));
  const headings = { ...names, ...table.standings };
  const heading = everybody.map(({ is }) => headings[is]);
  const rest = allRights.filter((right) => catalogue.every((command) => command.right !== right));
  const rows = [
    ...catalogue.map(({ name, right }) => ({ name: `\`/cluster ${name}\``, right })),
    ...rest.map((right) => ({ name: table.without, right })),
  ];
  const lines = [
    [table.command, table.right, ...heading],
    [table.command, table.right, ...heading].map(() => "---"),
    ...rows.map(({ name, right }) => [
      name,
      rights[right],
      ...identities.map((one) => table[cellOf(right, one)]),
    ]),
  ];
  return [...lines.map((cells) => `| ${cells.join(" | ")} |`), "", table.notes.join("\n\n"), ""].join("\n");
}

type Cell = "yes" | "no" | "own" | "thisWorkspace" | "certain";

/** What `may` says for their own cluster, for another, and for the federation. */
function cellOf(right: Right, identity: Identity): Cell {
  const own: Whose = { cluster: tablePlace.cluster };
  const allowed = (whose: Whose, one = identity) => may(right, whose, one).kind === "yes";
  if (!allowed(own)) return "no";
  if (!allowed(own, { ...identity, runsWorkspace: false })) return "thisWorkspace";
  if (allowed({ cluster: "another" }, identity) && allowed("federation")) return "yes";
  const byGroup = { ...identity, roles: identity.roles.map((held) => ({ ...held, isNamed: false })) };
  return allowed(own, byGroup) ? "own" : "certain";
}
