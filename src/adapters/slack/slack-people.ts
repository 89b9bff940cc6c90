import type { WebClient } from "@slack/web-api";
import { cleanName } from "../../chat/clean-text.ts";
import type { Asker } from "../../chat/request.ts";
import type { WorkspaceRegister } from "../../chat/workspace-register.port.ts";
import type { Clock } from "../../shared/clock.port.ts";
import type { Log } from "../../shared/log.port.ts";
import { slackTimes } from "./limits.ts";
import type { Heard } from "./read-request.ts";
import { within } from "./within.ts";

export interface PeopleNeeds {
  readonly client: WebClient;
  readonly teamId: string;
  /** Says which user groups something was given to; only these are looked up. */
  readonly register: Pick<WorkspaceRegister, "groupsInUse">;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of every lookup that failed: the token may be of no use any more. */
  readonly onFailure: (error: unknown) => void;
}

/** Whose standing is asked for, and where: of what was heard only this counts. */
export interface Heeded extends Pick<Heard, "user" | "userTeam" | "isExternallyShared"> {
  readonly request: Pick<Heard["request"], "channel">;
}

export interface Known {
  readonly asker: Asker;
  readonly locale: string;
  readonly isExternallyShared: boolean;
}

/** Somebody who joined or lost a right a few minutes ago may still be seen as before. */
const rememberMilliseconds = 5 * 60_000;
const rememberedAtMost = 5_000;

interface Profile {
  readonly standing: Asker["standing"];
  readonly locale: string;
  readonly name: string;
  readonly runsWorkspace: boolean;
}

const unproven: Profile = { standing: "unknown", locale: "en-GB", name: "", runsWorkspace: false };

/**
 * Looks up who asks and who else reads the channel. What cannot be found out in time counts against the asker:
 * somebody not known, in no group, in a channel that others read too.
 */
export function createSlackPeople(needs: PeopleNeeds): (heard: Heeded) => Promise<Known> {
  const { client, log } = needs;
  const profiles = remember(needs.clock, async (user) =>
    profileOf(await client.users.info({ user, include_locale: true }), needs),
  );
  const channels = remember(needs.clock, async (channel) => {
    const { channel: found } = await client.conversations.info({ channel });
    return found?.is_ext_shared !== false;
  });
  const members = remember(needs.clock, async (usergroup) => {
    const { users } = await client.usergroups.users.list({ usergroup });
    return new Set(users ?? []);
  });

  const inTime = async <Result>(what: string, work: Promise<Result>, otherwise: Result): Promise<Result> => {
    const failed = (reason: string) => {
      log.warn("slack-lookup-failed", { what, reason });
      return otherwise;
    };
    const caught = work.catch((error: unknown) => {
      needs.onFailure(error);
      return failed(error instanceof Error ? error.message : "unknown");
    });
    return within(slackTimes.lookup, caught, () => failed("took too long"));
  };

  const groupsOf = async (user: string): Promise<string[]> => {
    const inUse = needs.register.groupsInUse({ platform: "slack", id: needs.teamId });
    const found = await Promise.all(
      (await inTime("groups in use", inUse, [])).map(async (group) => {
        const users = await inTime("user group", members(group), new Set<string>());
        return users.has(user) ? [group] : [];
      }),
    );
    return found.flat();
  };

  return async (heard) => {
    const isForeign = heard.userTeam !== null && heard.userTeam !== needs.teamId;
    const channel = heard.request.channel ?? "";
    const [profile, groups, isExternallyShared] = await Promise.all([
      isForeign
        ? { ...unproven, standing: "outsider" as const }
        : inTime("person", profiles(heard.user), unproven),
      isForeign ? [] : groupsOf(heard.user),
      heard.isExternallyShared ?? inTime("channel", channels(channel), true),
    ]);
    const isMember = profile.standing === "member";
    const asker: Asker = {
      id: heard.user,
      standing: profile.standing,
      groups: isMember ? groups : [],
      name: profile.name,
      runsWorkspace: profile.runsWorkspace,
    };
    return { asker, locale: profile.locale, isExternallyShared };
  };
}

function profileOf(response: Awaited<ReturnType<WebClient["users"]["info"]>>, needs: PeopleNeeds): Profile {
  const { user } = response;
  if (user === undefined) return unproven;
  const known = {
    locale: user.locale ?? unproven.locale,
    name: cleanName(user.profile?.display_name || user.profile?.real_name || user.name || ""),
    runsWorkspace: user.is_admin === true || user.is_owner === true,
  };
  if (user.is_bot === true || user.id === "USLACKBOT") return { ...known, standing: "bot" };
  if (user.is_stranger === true || user.team_id !== needs.teamId) return { ...known, standing: "outsider" };
  // A deactivated account belongs to nobody here any more.
  if (user.deleted === true) return { ...known, standing: "outsider" };
  if (user.is_restricted !== false || user.is_ultra_restricted !== false)
    return { ...known, standing: "guest" };
  return { ...known, standing: "member" };
}

/** Keeps what `load` gave for a few minutes; a failure is not kept. */
function remember<Value>(
  clock: Clock,
  load: (key: string) => Promise<Value>,
): (key: string) => Promise<Value> {
  const known = new Map<string, { readonly value: Promise<Value>; readonly until: number }>();
  return (key) => {
    const now = clock.now().getTime();
    const kept = known.get(key);
    if (kept !== undefined && kept.until > now) return kept.value;
    const value = load(key);
    value.catch(() => known.delete(key));
    known.delete(key);
    known.set(key, { value, until: now + rememberMilliseconds });
    const [oldest] = known.keys();
    if (known.size > rememberedAtMost && oldest !== undefined) known.delete(oldest);
    return value;
  };
}
