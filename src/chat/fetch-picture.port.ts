/** A picture from an address, or one clause that says why there is none ("it is larger than 8 MB"). */
export type FetchedPicture =
  | {
      readonly kind: "fetched";
      readonly bytes: Uint8Array;
      /** E.g. `image/png`, and the ending that goes with it. */
      readonly mediaType: string;
      readonly ending: string;
    }
  | { readonly kind: "refused"; readonly reason: string };

/** At most 8 MB of PNG, JPEG, GIF or WebP from the public internet. Never throws. */
export type FetchPicture = (address: string) => Promise<FetchedPicture>;
