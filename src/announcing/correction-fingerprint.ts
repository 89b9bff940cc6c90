import { createHash } from "node:crypto";
import type { Announcement } from "./announcement.ts";

/** SHA-256, hex, of a correction that waits: of which announcement, of which text, what it would say, and what it would change. */
export function correctionFingerprint({
  id,
  contentRevision,
  proposed,
}: Pick<Announcement, "id" | "contentRevision" | "proposed">): string {
  return createHash("sha256")
    .update(JSON.stringify([id, contentRevision, proposed]))
    .digest("hex");
}
