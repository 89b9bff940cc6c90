/**
 * How accounts and groups are written in a request's text and in the records: `slack:<team id>/<user id>`,
 * `discord:<user id>`, `slack-group:<team id>/<group id>`, `discord-role:<server id>/<role id>`.
 */
const account = /^(slack:[TE][A-Z0-9]+\/[UW][A-Z0-9]+|discord:\d{1,20})$/;
const group =
  /^(?:slack-group:(?<team>[TE][A-Z0-9]+)\/(?<usergroup>S[A-Z0-9]+)|discord-role:(?<server>\d{1,20})\/(?<role>\d{1,20}))$/;

/** A user group or role of a workspace. */
export interface GroupReference {
  readonly platform: "slack" | "discord";
  readonly workspace: string;
  readonly group: string;
}

export function isAccountReference(text: string): boolean {
  return account.test(text);
}

/** An account in its parts, as `accountOf` wrote it; `workspace` is Slack's team id, null elsewhere. */
export function readAccountReference(reference: string): {
  readonly platform: string;
  readonly workspace: string | null;
  readonly user: string;
} {
  const [platform = "", ...parts] = reference.split(/[:/]/);
  const [user = "", workspace = null] = parts.toReversed();
  return { platform, workspace, user };
}

/** The group a text refers to, or null when it refers to none. */
export function readGroupReference(text: string): GroupReference | null {
  const parts = group.exec(text)?.groups;
  if (parts === undefined) return null;
  const { team, usergroup, server, role } = parts;
  if (team !== undefined && usergroup !== undefined)
    return { platform: "slack", workspace: team, group: usergroup };
  if (server !== undefined && role !== undefined)
    return { platform: "discord", workspace: server, group: role };
  return null;
}

/**
 * The account of whoever a request comes from; null where the platform knows no accounts. Somebody signed in on the
 * web page carries the account they signed in with.
 */
export function accountOf(request: {
  readonly platform: string;
  readonly workspace: string | null;
  readonly asker: { readonly id: string };
}): string | null {
  const { platform, workspace, asker } = request;
  if (platform === "slack") return workspace === null ? null : `slack:${workspace}/${asker.id}`;
  if (platform === "discord") return `discord:${asker.id}`;
  if (platform === "web") return isAccountReference(asker.id) ? asker.id : null;
  return null;
}
