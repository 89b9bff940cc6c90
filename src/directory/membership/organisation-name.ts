const legalForm = /\s+(ltd|limited|plc|llp|lp|cic|cio|inc|community interest company)$/;

/** A name to find an organisation by: without case, accents, punctuation, “The” and legal form. */
export function plainOrganisationName(name: string): string {
  const words = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replaceAll("&", " and ")
    .replace(/['’.]/g, "")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
  const without = words.replace(/^the\s+/, "").replace(legalForm, "");
  return without === "" ? words : without;
}

/** Sites on which many have their page: one of their addresses says nothing of whose it is. */
const sharedSites =
  /(^|\.)(facebook|linkedin|twitter|x|instagram|github|youtube|wordpress|wixsite|google|linktr)\.(com|ee)$/;

/** The domain an organisation's website is on; null for a site that many share. */
export function domainOf(website: string): string | null {
  const host = new URL(website).hostname.toLowerCase().replace(/^www\./, "");
  return sharedSites.test(host) ? null : host;
}

/** An http or https address, also one written without either; null for none. */
export function readWebsite(text: string): string | null {
  const address = /^https?:\/\//i.test(text) ? text : `https://${text}`;
  if (/\s/.test(text) || !URL.canParse(address)) return null;
  const { hostname, href, username } = new URL(address);
  if (!/\.[a-z0-9-]{2,}$/i.test(hostname) || username !== "") return null;
  return /^https?:\/\/[^/]+\/$/.test(href) ? href.slice(0, -1) : href;
}

/** A number of Companies House: eight characters. Spreadsheets cut the noughts at its beginning. Null for none. */
export function readCompanyNumber(text: string): string | null {
  const plain = text.replace(/\s/g, "").toUpperCase();
  if (/^\d{6,8}$/.test(plain)) return plain.padStart(8, "0");
  return /^[A-Z]{2}\d{6}$|^[A-Z]{2}\d{5}[A-Z]$/.test(plain) ? plain : null;
}
