import { guessColumns, plainHeading, type TableField } from "../table/guess-columns.ts";
import type { Table } from "../table/table.ts";
import { readDay } from "./read-day.ts";

export type OrganisationField =
  | "reference"
  | "name"
  | "companyNumber"
  | "website"
  | "cluster"
  | "tier"
  | "since"
  | "until"
  | "town"
  | "postcode"
  | "listed";

export type TierField =
  | "reference"
  | "cluster"
  | "name"
  | "fee"
  | "whoMayJoin"
  | "benefits"
  | "howToJoin"
  | "url"
  | "validFrom"
  | "validUntil";

/** Known, so that they are told apart and never read. */
export type UnkeptField = "telephone" | "payment" | "email";

interface UnkeptColumn {
  readonly column: number;
  readonly heading: string;
  readonly what: UnkeptField;
}

const looksLikePostcode = (value: string) => /^[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}$/i.test(value);
const looksLikeWebsite = (value: string) => /^(https?:\/\/|www\.)\S+\.\S+$/i.test(value);
const looksLikeDay = (value: string) => readDay(value) !== null;
const looksLikeTelephone = (value: string) =>
  /^(\+44|0)[\d\s()-]{8,15}$/.test(value) && value.replace(/\D/g, "").length >= 10;

const unkeptFields: readonly TableField<UnkeptField>[] = [
  {
    name: "telephone",
    headings: [
      ...[
        "telephone",
        "telephone number",
        "phone",
        "phone number",
        "mobile",
        "mobile number",
        "tel",
        "tel no",
      ],
      ...["landline", "contact number", "fax", "whatsapp"],
    ],
    looksLike: looksLikeTelephone,
  },
  {
    name: "payment",
    headings: [
      ...[
        "paid",
        "payment",
        "payment status",
        "paid up",
        "payment method",
        "invoice",
        "invoice number",
        "invoiced",
      ],
      ...[
        "amount paid",
        "amount due",
        "balance",
        "outstanding",
        "arrears",
        "last payment",
        "direct debit",
        "discount",
      ],
    ],
  },
  {
    name: "email",
    headings: ["email", "e mail", "email address", "contact email"],
    looksLike: (value) => /^\S+@\S+\.\S+$/.test(value),
  },
];

export const organisationFields: readonly TableField<OrganisationField>[] = [
  {
    name: "reference",
    headings: ["id", "reference", "organisation id", "member id", "membership number", "member number"],
  },
  {
    name: "name",
    headings: [
      ...["name", "organisation", "organisation name", "organization", "organization name", "company"],
      ...["company name", "member", "member name", "business", "business name", "trading name"],
    ],
  },
  {
    name: "companyNumber",
    headings: [
      "company number",
      "company no",
      "co number",
      "companies house number",
      "registration number",
      "crn",
    ],
  },
  {
    name: "website",
    headings: ["website", "web site", "url", "web", "web address", "homepage", "domain", "link"],
    looksLike: looksLikeWebsite,
  },
  { name: "cluster", headings: ["cluster", "cluster id", "network", "hub"] },
  {
    name: "tier",
    headings: ["tier", "membership tier", "membership type", "membership level", "level", "category", "type"],
  },
  {
    name: "since",
    headings: [
      "since",
      "member since",
      "joined",
      "date joined",
      "join date",
      "joined on",
      "start date",
      "start",
      "from",
    ],
  },
  {
    name: "until",
    headings: [
      "until",
      "member until",
      "left",
      "date left",
      "end date",
      "end",
      "ended",
      "to",
      "leaving date",
    ],
  },
  { name: "town", headings: ["town", "city", "town or city", "town city", "location", "place"] },
  {
    name: "postcode",
    headings: ["postcode", "post code", "postal code", "zip"],
    looksLike: looksLikePostcode,
  },
  {
    name: "listed",
    headings: ["listed", "list publicly", "public", "publish", "show in directory", "agreed to be listed"],
  },
];

export const tierFields: readonly TableField<TierField>[] = [
  { name: "reference", headings: ["id", "reference", "tier id"] },
  { name: "cluster", headings: ["cluster", "cluster id", "network", "hub"] },
  {
    name: "name",
    headings: [
      "tier",
      "tier name",
      "membership tier",
      "membership type",
      "membership level",
      "level",
      "name",
    ],
  },
  { name: "fee", headings: ["fee", "membership fee", "annual fee", "price", "cost", "subscription"] },
  { name: "whoMayJoin", headings: ["who may join", "who can join", "eligibility", "for", "open to", "who"] },
  { name: "benefits", headings: ["benefits", "what you get", "includes", "benefit"] },
  { name: "howToJoin", headings: ["how to join", "how", "joining", "apply", "application"] },
  { name: "url", headings: ["url", "link", "page", "website", "web address"], looksLike: looksLikeWebsite },
  { name: "validFrom", headings: ["valid from", "from", "starts", "start date"], looksLike: looksLikeDay },
  {
    name: "validUntil",
    headings: ["valid until", "valid to", "until", "to", "ends", "end date"],
    looksLike: looksLikeDay,
  },
];

/** A table without the columns that are never kept, and what those were. */
export function withoutUnkept(table: Table): {
  readonly table: Table;
  readonly dropped: readonly UnkeptColumn[];
} {
  const dropped = table.columns.flatMap((heading, column): UnkeptColumn[] => {
    const one = {
      columns: [heading],
      rows: table.rows.map(({ line, cells }) => ({ line, cells: [cells[column] ?? ""] })),
    };
    const [what] = guessColumns(one, unkeptFields).found.keys();
    return what === undefined ? [] : [{ column, heading, what }];
  });
  const isKept = (_: string, column: number) => !dropped.some((one) => one.column === column);
  const rows = table.rows.map(({ line, cells }) => ({ line, cells: cells.filter(isKept) }));
  return { table: { ...table, columns: table.columns.filter(isKept), rows }, dropped };
}

/** Headings that only a table of events has, and those that only one of members has. */
const ofEvents = [
  "title",
  "event",
  "event name",
  "venue",
  "start time",
  "end time",
  "all day",
  "rrule",
  "tickets",
];
const ofMembers = [
  ...[
    "company number",
    "company no",
    "companies house number",
    "listed",
    "show in directory",
    "agreed to be listed",
  ],
  ...["tier", "membership tier", "membership type", "membership level", "membership number", "member name"],
  ...["since", "member since", "joined", "date joined", "join date", "joined on"],
];

/** Which of the two a table holds; null for neither. */
export function membershipTableKind(whole: Table): "organisations" | "tiers" | null {
  const { table } = withoutUnkept(whole);
  const headings = table.columns.map(plainHeading);
  if (headings.some((heading) => ofEvents.includes(heading))) return null;
  const tier = guessColumns(table, tierFields).found;
  const telling = ["fee", "whoMayJoin", "benefits", "howToJoin"] as const;
  if (tier.has("name") && telling.some((field) => tier.has(field))) return "tiers";
  const { found } = guessColumns(table, organisationFields);
  return found.has("name") && headings.some((heading) => ofMembers.includes(heading))
    ? "organisations"
    : null;
}
