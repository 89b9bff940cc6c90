import type { FetchedPicture } from "../../chat/fetch-picture.port.ts";
import type { FetchOptions } from "./fetch-address.ts";
import { fetchLimits, pictureBytes } from "./limits.ts";
import { isPublicAddress } from "./public-address.ts";
import { refusalReason } from "./refusal.ts";

export interface PictureFetching {
  readonly allowPrivateAddresses: boolean;
  /** Limits and names for tests. */
  readonly fetching?: Partial<Omit<FetchOptions, "mayFetch">>;
}

/** Fetches a picture; what it is, its first bytes say, whatever the server calls it. Nothing is thrown for a bad one. */
export async function fetchPicture(
  address: string,
  { allowPrivateAddresses, fetching }: PictureFetching,
): Promise<FetchedPicture> {
  const { fetchAddress } = await import("./fetch-address.ts");
  const mayFetch = allowPrivateAddresses ? () => true : isPublicAddress;
  const limits = { ...fetchLimits, bytes: pictureBytes, milliseconds: pictureMilliseconds };
  try {
    const { bytes } = await fetchAddress(address, { limits, ...fetching, mayFetch });
    const kind = kindOf(bytes);
    if (kind === null) return { kind: "refused", reason: "it is no PNG, JPEG, GIF or WebP picture" };
    return { kind: "fetched", bytes, ...kind };
  } catch (error) {
    return { kind: "refused", reason: refusalReason(error) };
  }
}

/** Others wait for the same post. */
const pictureMilliseconds = 15_000;

/** The first twelve bytes as hexadecimal digits. */
const kinds = [
  { begin: /^89504e470d0a1a0a/, mediaType: "image/png", ending: "png" },
  { begin: /^ffd8ff/, mediaType: "image/jpeg", ending: "jpg" },
  { begin: /^474946383[79]61/, mediaType: "image/gif", ending: "gif" },
  { begin: /^52494646.{8}57454250/, mediaType: "image/webp", ending: "webp" },
] as const;

function kindOf(bytes: Uint8Array): Pick<(typeof kinds)[number], "mediaType" | "ending"> | null {
  const beginning = Buffer.from(bytes.subarray(0, 12)).toString("hex");
  const found = kinds.find(({ begin }) => begin.test(beginning));
  return found === undefined ? null : { mediaType: found.mediaType, ending: found.ending };
}
