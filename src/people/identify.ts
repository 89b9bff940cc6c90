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
    person: known.person,
    place: known.place,
    roles: countsFor(request, known) ? rolesOf(request, known) : [],
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

/** In a direct message Discord names no server, but the account itself is certain. */
function countsFor({ platform, workspace, asker }: AskerAndPlace, known: Known): boolean {
  if (asker.standing === "member") return true;
  return asker.standing === "unknown" && platform !== "slack" && workspace === null && known.person !== null;
}

function rolesOf({ asker }: AskerAndPlace, { place, given }: Known): readonly HeldRole[] {
  const cluster = place?.cluster ?? null;
  const isSetUp = place?.state === "confirmed" && place.everyoneIsMember && cluster !== null;
  if (!isSetUp || asker.standing !== "member") return given;
  const isMadeGuest = given.some((held) => held.role === "guest" && held.cluster === cluster);
  return isMadeGuest ? given : [...given, { role: "member", cluster, isNamed: false }];
}
