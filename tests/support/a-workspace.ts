import { cautiousConsent, type Workspace } from "../../src/people/workspace.ts";

/** A confirmed Slack workspace of Leeds with a public channel for announcements, whose people accept them at once. */
export function aWorkspace(changes: Partial<Workspace> = {}): Workspace {
  const externalId = changes.externalId ?? "T1";
  return {
    id: externalId,
    platform: "slack",
    externalId,
    name: `Workspace ${externalId}`,
    state: "confirmed",
    cluster: "leeds",
    everyoneIsMember: false,
    channels: [{ channel: "C1", purposes: ["announcements"], audience: "public" }],
    consent: { ...cautiousConsent, holds: false },
    revision: 1,
    lastError: null,
    joinedAt: new Date("2026-01-01"),
    confirmedAt: new Date("2026-01-01"),
    goneAt: null,
    ...changes,
  };
}
