import type { Identity } from "./identity.ts";
import type { Known, PeopleDirectory } from "./people-directory.port.ts";
import type { HeldRole } from "./role.ts";

/** What of a request tells who asks, and where; chat/request.ts says what each field means. */
export interface AskerAndPlace {
  readonly platform: string;
  readonly workspace: string | null;
  readonly channel: string | null;
  readonly asker: {
    readonly id: string;
    readonly standing: Identity["standing"];
    readonly groups: readonly string[];
    readonly name: string;
    readonly runsWorkspace: boolean;
  };
}

/**
 * Who asks, and what they hold now. Guests, people of other organisations, programs and whoever could not be looked
 * up hold nothing, whatever they were given elsewhere. `account` is what chat/reference.ts makes of the request.
 */
export async function identify(
  request: AskerAndPlace,
  account: string | null,
  directory: PeopleDirectory,
): Promise<Identity> {
  const { asker, platform } = request;
  const known = await directory.lookUp({
    account,
    workspace: workspaceOf(request),
    channel: request.channel,
    groups: asker.groups,
  });
  const isOperator = platform === "terminal";
  return {
    account,
    name: asker.name,
    standing: asker.standing,
    runsWorkspace: asker.runsWorkspace && asker.standing === "member",
    // Of whoever should have been found in a workspace, and was not, nothing is certain.
    person: asker.standing === "unknown" && request.workspace !== null ? null : known.person,
    place: known.place,
    roles: countsFor(request, account, known) ? rolesOf(request, known) : [],
    isOperator,
  };
}

/** A session of the web page says which platform its workspace is on: `slack:<team id>`. */
function workspaceOf({ platform, workspace }: AskerAndPlace): { platform: string; id: string } | null {
  if (workspace === null) return null;
  if (platform !== "web") return { platform, id: workspace };
  const [of = "", id = ""] = workspace.split(":");
  return { platform: of, id };
}

/**
 * A member counts as one only in a workspace that the bot knows and is still in: of any other nobody vouches for who
 * is who. In a direct message Discord names no server, but the account itself is certain.
 */
function countsFor({ workspace, asker }: AskerAndPlace, account: string | null, known: Known): boolean {
  if (asker.standing === "member") return known.place !== null && known.place.state !== "gone";
  const isOnDiscord = account?.startsWith("discord:") === true;
  return asker.standing === "unknown" && isOnDiscord && workspace === null && known.person !== null;
}

function rolesOf({ asker }: AskerAndPlace, { place, given }: Known): readonly HeldRole[] {
  const isConfirmed = place?.state === "confirmed";
  const counting = given.filter((held) => (held.isNamed || isConfirmed) && isWellGiven(held));
  const cluster = place?.cluster ?? null;
  const isMember = asker.standing === "member" && isConfirmed && place.everyoneIsMember && cluster !== null;
  return withoutGuests(
    isMember ? [...counting, { role: "member", cluster, isNamed: false, givenBy: null }] : counting,
  );
}

/** An administrator is the federation's, and somebody in particular: whoever runs a workspace makes its groups. */
function isWellGiven({ role, cluster, isNamed }: HeldRole): boolean {
  return role !== "administrator" || (isNamed && cluster === null);
}

/**
 * Whoever was made a guest of a cluster holds nothing else there, and a guest of the federation nothing anywhere;
 * what only an administrator gives stays until an administrator takes it.
 */
function withoutGuests(held: readonly HeldRole[]): readonly HeldRole[] {
  const guestOf = held.filter(({ role }) => role === "guest").map(({ cluster }) => cluster);
  return held.filter(
    ({ role, cluster }) =>
      role === "guest" ||
      role === "administrator" ||
      role === "manager" ||
      !(guestOf.includes(cluster) || guestOf.includes(null)),
  );
}
