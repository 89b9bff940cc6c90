import { splitLocation } from "./split-location.ts";
import type { EventFacts } from "./stated-event.ts";
import { typedAddress } from "./web-address.ts";

export type TypedWhere =
  | {
      readonly kind: "read";
      readonly where: Pick<EventFacts, "venue" | "address" | "postcode" | "onlineUrl">;
      /** One may join online, it says, but there is no link. */
      readonly lacksLink: boolean;
    }
  | { readonly kind: "not-a-link"; readonly text: string };

const link = /<?((?:https?:\/\/|www\.)[^\s<>|"]+)>?/i;
const online =
  /(?:online|virtual(?:ly)?|remote(?:ly)?|zoom|(?:ms |microsoft )?teams|google meet)(?: only| event| too| as well)?(?: at| on| via)?/
    .source;
const joined = "[\\s,;:+&()–-]";
/** “, and online”, at the end of a place. */
const alsoOnline = new RegExp(`(?:^|${joined}+(?:and |or |also )?)(?:on |via )?${online}${joined}*$`, "i");
/** “Online (link) or”, before one. */
const onlineFirst = new RegExp(`^(?:on |via )?${online}\\b${joined}*(?:and |or )?`, "i");

/**
 * Where one event is, as people write it: a venue and its address, `online https://…`, or both: `Old Mill, 1 Mill Row,
 * Leeds LS1 9ZZ, and online https://…`. An empty text says nothing.
 */
export function readTypedWhere(text: string): TypedWhere {
  const [whole = "", written = null] = link.exec(text) ?? [];
  const onlineUrl = written === null ? null : typedAddress(written.replace(/[.,;)]+$/, ""));
  if (written !== null && onlineUrl === null) return { kind: "not-a-link", text: written.slice(0, 60) };
  const rest = text.replace(whole, " ").replace(/\s+/g, " ").trim();
  const before = written === null ? rest : rest.replace(onlineFirst, "");
  const place = before.replace(alsoOnline, "").replace(/[\s,;:–-]+$/, "");
  const saysOnline = alsoOnline.test(before);
  const isOnlineAlone = saysOnline && place === "";
  // Without a link the word itself is all that tells that one may join online.
  const split = splitLocation(isOnlineAlone && onlineUrl === null ? "Online" : place);
  return { kind: "read", where: { ...split, onlineUrl }, lacksLink: saysOnline && onlineUrl === null };
}
