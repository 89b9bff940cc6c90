import type { FetchedAttachment } from "../../chat/platform.port.ts";
import { readAtMost } from "../../chat/read-at-most.ts";
import type { Attachment } from "../../chat/request.ts";
import type { DiscordMessages } from "./discord-messages.ts";
import { limits } from "./limits.ts";

/** Where Discord keeps files that were sent (reference, CDN endpoints; ephemeral ones are in the same place). */
const filePlaces = new Set(["https://cdn.discordapp.com", "https://media.discordapp.net"]);

interface FetchingNeeds {
  /** Where Discord's HTTP interface is; what stands in for Discord keeps files there, too. */
  readonly apiUrl: string;
  readonly sentences: DiscordMessages["attachment"];
}

/** Reads a file that was sent on Discord, at most `maxBytes` of it. Never throws. */
export async function fetchFile(
  { address, size }: Attachment,
  maxBytes: number,
  { apiUrl, sentences }: FetchingNeeds,
): Promise<FetchedAttachment> {
  const refuse = (reason: string): FetchedAttachment => ({ kind: "refused", reason });
  const tooLarge = refuse(sentences.tooLarge(Math.floor(maxBytes / 1_000_000)));
  if (!isOnDiscord(address, apiUrl)) return refuse(sentences.notOnDiscord);
  if (size !== null && size > maxBytes) return tooLarge;
  try {
    const signal = AbortSignal.timeout(limits.fileMilliseconds);
    const response = await fetch(address, { redirect: "error", signal });
    if (!response.ok) {
      await response.body?.cancel();
      return refuse(response.status >= 500 ? sentences.notRead : sentences.gone);
    }
    const bytes = await readAtMost(response, maxBytes);
    return bytes === null ? tooLarge : { kind: "fetched", bytes };
  } catch {
    // No answer, one that was cut off, or a redirect elsewhere.
    return refuse(sentences.notRead);
  }
}

function isOnDiscord(address: string, apiUrl: string): boolean {
  if (!URL.canParse(address)) return false;
  const { origin, username, password } = new URL(address);
  if (username !== "" || password !== "") return false;
  const own = new URL(apiUrl).origin;
  return filePlaces.has(origin) || (own !== "https://discord.com" && origin === own);
}
