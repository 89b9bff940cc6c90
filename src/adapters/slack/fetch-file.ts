import type { FetchedAttachment } from "../../chat/platform.port.ts";
import { readAtMost } from "../../chat/read-at-most.ts";
import type { Attachment } from "../../chat/request.ts";
import type { Messages } from "../../messages/english.ts";
import { slackTimes } from "./limits.ts";
import type { SlackAddress } from "./web-client.ts";

export interface FileNeeds {
  readonly botToken: string;
  readonly address: SlackAddress;
  readonly sentences: Messages["slack"]["files"];
}

const megabyte = 1024 * 1024;

/**
 * Reads a file with its own workspace's token, which goes to Slack's own address only: no redirect is followed. Slack
 * sends people whom it does not let read a file to a page to sign in, with the status of a success.
 */
export async function fetchFile(
  attachment: Attachment,
  maxBytes: number,
  { botToken, address, sentences }: FileNeeds,
): Promise<FetchedAttachment> {
  const refused = (reason: string): FetchedAttachment => ({ kind: "refused", reason });
  const tooLarge = (): FetchedAttachment =>
    refused(sentences.tooLarge(Math.max(1, Math.floor(maxBytes / megabyte))));
  if (attachment.address === "") return refused(sentences.notFound);
  if (!address.isFileUrl(attachment.address)) return refused(sentences.notSlack);
  if ((attachment.size ?? 0) > maxBytes) return tooLarge();
  try {
    const response = await fetch(attachment.address, {
      headers: { authorization: `Bearer ${botToken}` },
      redirect: "manual",
      signal: AbortSignal.timeout(slackTimes.download),
    });
    if (response.status === 404 || response.status === 410) return refused(sentences.notFound);
    if (response.status >= 500 || response.status === 429) return refused(sentences.unreachable);
    if (!response.ok || isSignInPage(response, attachment)) return refused(sentences.notAllowed);
    if (Number(response.headers.get("content-length") ?? 0) > maxBytes) {
      await response.body?.cancel();
      return tooLarge();
    }
    const bytes = await readAtMost(response, maxBytes);
    return bytes === null ? tooLarge() : { kind: "fetched", bytes };
  } catch {
    return refused(sentences.unreachable);
  }
}

/** A file comes as an attachment; a page to sign in does not. */
function isSignInPage({ headers }: Response, attachment: Attachment): boolean {
  const isHtml = headers.get("content-type")?.startsWith("text/html") ?? false;
  const isAttachment = headers.get("content-disposition")?.startsWith("attachment") ?? false;
  return isHtml && !(isAttachment && attachment.mediaType === "text/html");
}
