import { Temporal } from "temporal-polyfill";
import { closingAt } from "../../calendar/closing.ts";
import { findZone, ukZone } from "../../calendar/zones.ts";
import { type Audience, audiences } from "../../shared/audience.ts";
import { stateKeys } from "../../shared/stated-keys.ts";
import type { FieldProblem, FieldProblemCode } from "../front-matter/field-problem.ts";
import { Fields } from "../front-matter/fields.ts";
import { type InquiryAnswer, inquiryAnswerKinds } from "./inquiry.ts";
import type { StatedInquiry } from "./inquiry-store.port.ts";

export interface InquiryFileNeeds {
  /** Ids of all clusters, and of those that are active members. */
  readonly clusters: readonly string[];
  readonly members: readonly string[];
  readonly positions: readonly { readonly id: string; readonly owner: string; readonly topic: string }[];
  /** Who may read what does not say it, and whose inquiries the import is for, when it is for one's only. */
  readonly options: { readonly audience?: Audience | undefined; readonly cluster?: string | undefined };
  /** ISO day. */
  readonly today: string;
}

/** Of each the key is among the values. */
export type InquiryProblemCode =
  | FieldProblemCode
  | "bad-closing"
  | "bad-zone"
  | "other-inquiry-owner"
  | "unknown-position"
  | "opens-late"
  | "bad-answer"
  | "same-title";
export type InquiryProblem = FieldProblem<InquiryProblemCode>;

export type InquiryFileReading =
  | { readonly kind: "read"; readonly stated: StatedInquiry }
  /** At least one. */
  | { readonly kind: "refused"; readonly problems: readonly InquiryProblem[] };

const keys =
  "record owner title asker link opens closes zone audience audience-clusters asked positions status sample answers".split(
    " ",
  );
const answersAtMost = 200;

type InquiryFields = Fields<InquiryProblemCode>;

/** An inquiry from the front matter of a Markdown file (docs/positions.md). Reads all of it and tells all that is wrong. */
export function readInquiryFile(
  statements: Readonly<Record<string, unknown>>,
  needs: InquiryFileNeeds,
): InquiryFileReading {
  const { stated, problems } = stateKeys(statements, keys);
  const fields = new Fields<InquiryProblemCode>(stated, needs);
  for (const slip of problems) fields.problem("key", slip);
  const owner = readOwner(fields, needs);
  const closes = readClosing(fields);
  const opensOn = fields.day("opens");
  if (closes !== null && opensOn !== null && opensOn > closes.at.slice(0, 10))
    fields.problem("opens-late", "opens", opensOn, closes.at);
  const title = fields.needed("title", fields.line("title", 150));
  const asker = fields.needed("asker", fields.line("asker", 100));
  const rest = {
    link: fields.link("link"),
    opensOn,
    ...readAudience(fields, { owner, needs }),
    isSample: fields.yes("sample"),
    positions: readPositions(fields, { owner, needs }),
    isWithdrawn: fields.word("status", ["open", "withdrawn"]) === "withdrawn",
    answers: readAnswers(fields),
  };
  // Who has answered was asked.
  const answered = rest.answers.map(({ cluster }) => cluster);
  const asked = [...new Set([...readAsked(fields, needs), ...answered])];
  if (closes === null || title === null || asker === null || fields.problems.length > 0)
    return { kind: "refused", problems: fields.problems };
  return { kind: "read", stated: { owner, title, asker, closes, asked, ...rest } };
}

interface OfOwner {
  readonly owner: string;
  readonly needs: InquiryFileNeeds;
}

function readOwner(fields: InquiryFields, { options }: InquiryFileNeeds): string {
  const owner = fields.cluster("owner") ?? "";
  if (options.cluster !== undefined && owner !== "" && owner !== options.cluster)
    fields.problem("other-inquiry-owner", owner, options.cluster, "owner");
  return owner;
}

/** Wall time, never a day alone: noon and midnight are half a day apart. */
function readClosing(fields: InquiryFields) {
  const written = fields.needed("closes", fields.plain("closes"));
  const zone = readZone(fields);
  if (written === null || zone === null) return null;
  try {
    const [, day, time] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)$/.exec(written) ?? [];
    const at = Temporal.PlainDateTime.from(`${day}T${time}`, { overflow: "reject" });
    return closingAt(at.toString({ smallestUnit: "minute" }), zone);
  } catch {
    fields.problem("bad-closing", "closes", written);
    return null;
  }
}

function readZone(fields: InquiryFields): string | null {
  const written = fields.plain("zone");
  if (written === null) return ukZone.id;
  const found = findZone(written);
  if (found.kind === "found") return found.zone.id;
  fields.problem("bad-zone", "zone", written);
  return null;
}

function readAudience(fields: InquiryFields, { owner, needs }: OfOwner) {
  const audience = fields.word("audience", audiences) ?? needs.options.audience ?? "members";
  const clusters = fields.clusters("audience-clusters");
  if (audience === "public" && clusters !== null) fields.problem("public-clusters", "audience-clusters");
  return { audience, audienceClusters: audience === "public" ? [] : (clusters ?? [owner]) };
}

function readAsked(fields: InquiryFields, { members }: InquiryFileNeeds): readonly string[] {
  const isEverybody = !fields.says("asked") || fields.value("asked") === "everyone";
  return isEverybody ? members : (fields.clusters("asked") ?? []);
}

/** `skills` of the owner, or `scotlandis/skills`. */
function readPositions(fields: InquiryFields, { owner, needs }: OfOwner): readonly string[] {
  return fields.lines("positions").flatMap((written) => {
    const [, named, topic] = /^([a-z\d-]+)\/(.+)$/.exec(written) ?? [];
    const isMeant = (whose: string, about: string): string | undefined =>
      needs.positions.find(
        (one) => one.owner === whose && one.topic.toLowerCase() === about.trim().toLowerCase(),
      )?.id;
    const id = isMeant(owner, written) ?? isMeant(named ?? "", topic ?? "");
    if (id === undefined) fields.problem("unknown-position", "positions", written);
    return id === undefined ? [] : [id];
  });
}

/** The list `answers`, each `{ cluster, answer, by, on, link }`; of clusters that are asked. */
function readAnswers(fields: InquiryFields): StatedInquiry["answers"] {
  const value = fields.value("answers");
  if (value === undefined) return [];
  if (!Array.isArray(value) || value.length > answersAtMost) {
    fields.problem("bad-list", "answers");
    return [];
  }
  const items: readonly unknown[] = value;
  return items.flatMap((item, index) => readAnswer(item, { fields, number: index + 1 }) ?? []);
}

function readAnswer(
  item: unknown,
  { fields, number }: { readonly fields: InquiryFields; readonly number: number },
): (InquiryAnswer & { readonly cluster: string }) | null {
  const isRecord = typeof item === "object" && item !== null && !Array.isArray(item);
  const { stated } = stateKeys(isRecord ? Object.fromEntries(Object.entries(item)) : {}, [
    "cluster",
    "answer",
    "by",
    "on",
    "link",
  ]);
  const one = new Fields<InquiryProblemCode>(stated, { clusters: fields.clusterIds, today: fields.today });
  const cluster = one.cluster("cluster");
  const kind = one.needed("answer", one.word("answer", inquiryAnswerKinds));
  const day = one.needed("on", one.day("on"));
  const role = one.line("by", 100) ?? "signatory";
  const link = one.link("link");
  if (cluster !== null && kind !== null && day !== null && one.problems.length === 0)
    return { cluster, kind, role, link, account: null, at: new Date(`${day}T12:00:00Z`) };
  fields.problem("bad-answer", "answers", String(number));
  return null;
}
