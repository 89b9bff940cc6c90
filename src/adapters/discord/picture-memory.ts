import type { FetchedPicture, FetchPicture } from "../../chat/fetch-picture.port.ts";
import type { Clock } from "../../shared/clock.port.ts";
import { limits } from "./limits.ts";

/** Fetches a picture once for all servers it goes to at the same time; remembers the latest only. */
export function createPictureMemory(fetchPicture: FetchPicture, clock: Clock): FetchPicture {
  let latest: {
    readonly address: string;
    readonly until: number;
    readonly picture: Promise<FetchedPicture>;
  } | null = null;
  return (address) => {
    const now = clock.now().getTime();
    if (latest === null || latest.address !== address || now >= latest.until)
      latest = { address, until: now + limits.pictureMilliseconds, picture: fetchPicture(address) };
    return latest.picture;
  };
}
