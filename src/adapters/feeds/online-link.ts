import type { Property } from "./parse-property.ts";
import { unescapeText } from "./plain-text.ts";

/** Where programs write the address of a meeting online: RFC 7986's, Google's and Microsoft's. */
const linkNames = new Set([
  "CONFERENCE",
  "X-GOOGLE-CONFERENCE",
  "X-GOOGLE-HANGOUT",
  "X-MICROSOFT-SKYPETEAMSMEETINGURL",
  "X-MICROSOFT-ONLINEMEETINGEXTERNALLINK",
  "X-MICROSOFT-ONLINEMEETINGCONFLINK",
  "X-ZOOM-JOIN-URL",
]);

const meetingHosts =
  /(?:^|\.)(?:zoom\.us|teams\.microsoft\.com|teams\.live\.com|meet\.google\.com|webex\.com|whereby\.com|meet\.jit\.si|gotomeeting\.com|goto\.com|bigbluebutton\.org)$/;

/** Properties that may hold a meeting's address among other words. */
const hintNames = new Set(["URL", "LOCATION", "DESCRIPTION"]);

/** Where to join online, where the event says so plainly: a line for it, or the address of a known meeting service. */
export function findOnlineLink(properties: readonly Property[]): string | null {
  for (const { name, value } of properties) {
    const link = linkNames.has(name) ? webAddress(unescapeText(value).text) : null;
    if (link !== null) return link;
  }
  for (const hint of hintNames) {
    const property = properties.find(({ name }) => name === hint);
    const link = property === undefined ? null : meetingIn(unescapeText(property.value).text);
    if (link !== null) return link;
  }
  return null;
}

function meetingIn(text: string): string | null {
  for (const [found] of text.matchAll(/https:\/\/[^\s<>"'()[\]]{1,2000}/gi)) {
    const link = webAddress(found.replace(/[.,;:!?]$/, ""));
    if (link !== null && meetingHosts.test(new URL(link).hostname)) return link;
  }
  return null;
}

/** The address when it is http or https without a password in it, else null. */
export function webAddress(text: string): string | null {
  if (text.length > 2_000 || !URL.canParse(text)) return null;
  const { protocol, username, password, href } = new URL(text);
  const isWeb = protocol === "https:" || protocol === "http:";
  return isWeb && username === "" && password === "" ? href : null;
}
