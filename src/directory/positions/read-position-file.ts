import { type Audience, audiences } from "../../shared/audience.ts";
import { stripInvisible } from "../../shared/invisible-characters.ts";
import { stateKeys } from "../../shared/stated-keys.ts";
import { Fields } from "../front-matter/fields.ts";
import { canonicalText } from "./position-fingerprint.ts";
import type { Quorum } from "./quorum.ts";
import { readStances } from "./read-stated-stances.ts";
import type { PositionProblem, PositionProblemCode, StatedPosition } from "./stated-position.ts";

/** A file as it is: its front matter, parsed but unchecked, and what stands below it. */
export interface PositionFileText {
  readonly statements: Readonly<Record<string, unknown>>;
  readonly body: string;
}

export interface PositionFileNeeds {
  /** Ids of all clusters. */
  readonly clusters: readonly string[];
  /** Who may read what does not say it, and whose positions the import is for, when it is for one's only. */
  readonly options: { readonly audience?: Audience | undefined; readonly cluster?: string | undefined };
  /** ISO day. */
  readonly today: string;
}

export type PositionFileReading =
  | { readonly kind: "read"; readonly stated: StatedPosition }
  /** At least one. */
  | { readonly kind: "refused"; readonly problems: readonly PositionProblem[] };

const keys = [
  "record",
  "owner",
  "topic",
  "also",
  "version",
  "title",
  "status",
  "from",
  "until",
  "review",
  "embargo",
  "audience",
  "audience-clusters",
  "quorum",
  "link",
  "sample",
  "stances",
];
const statuses = ["draft", "adopted", "superseded", "withdrawn"] as const;

type PositionFields = Fields<PositionProblemCode>;

/** Characters of a text. */
const positionTextAtMost = 50_000;

/** One version from a Markdown file with front matter (docs/positions.md). Reads all of it and tells all that is wrong. */
export function readPositionFile(file: PositionFileText, needs: PositionFileNeeds): PositionFileReading {
  const { stated, problems } = stateKeys(file.statements, keys);
  const fields = new Fields<PositionProblemCode>(stated, needs);
  for (const slip of problems) fields.problem("key", slip);
  if (fields.line("record")?.toLowerCase() !== "position") {
    return { kind: "refused", problems: [{ code: "not-a-position", values: [] }] };
  }
  const position = readPosition(fields, needs);
  const version = readVersion(fields, file.body);
  if (fields.problems.length > 0) return { kind: "refused", problems: fields.problems };
  return { kind: "read", stated: { ...position, ...version } };
}

type OfPosition = "owner" | "topic" | "alsoCalled" | "audience" | "audienceClusters" | "isSample";

function readPosition(
  fields: PositionFields,
  { options }: PositionFileNeeds,
): Pick<StatedPosition, OfPosition> {
  const owner = fields.cluster("owner") ?? "";
  if (options.cluster !== undefined && owner !== "" && owner !== options.cluster)
    fields.problem("other-owner", owner, options.cluster);
  const audience = fields.word("audience", audiences) ?? options.audience ?? "members";
  const clusters = fields.clusters("audience-clusters");
  if (audience === "public" && clusters !== null) fields.problem("public-clusters");
  return {
    owner,
    topic: fields.needed("topic", fields.line("topic", 100)) ?? "",
    alsoCalled: fields.lines("also"),
    audience,
    audienceClusters: audience === "public" ? [] : (clusters ?? [owner]),
    isSample: fields.yes("sample"),
  };
}

function readVersion(fields: PositionFields, body: string): Omit<StatedPosition, OfPosition> {
  const status = fields.needed("status", fields.word("status", statuses)) ?? "draft";
  const from = fields.day("from");
  const until = fields.day("until");
  checkDays(fields, { status, from, until });
  return {
    version: fields.needed("version", fields.number("version")) ?? 1,
    title: canonicalText(fields.needed("title", fields.line("title", 300)) ?? ""),
    text: readText(fields, body),
    status,
    from,
    until,
    reviewOn: fields.day("review"),
    embargoUntil: fields.time("embargo"),
    quorum: readQuorum(fields),
    link: fields.link("link"),
    stances: readStances(fields, { status, from }),
  };
}

function checkDays(
  fields: PositionFields,
  { status, from, until }: Pick<StatedPosition, "status" | "from" | "until">,
): void {
  const says = (key: string): boolean => fields.says(key);
  if ((status === "adopted" || status === "superseded") && !says("from"))
    fields.problem("needs-from", status);
  if (status === "superseded" && !says("until")) fields.problem("needs-until", status);
  if (status === "withdrawn" && says("from") !== says("until"))
    fields.problem(says("from") ? "needs-until" : "needs-from", status);
  if ((status === "adopted" || status === "draft") && says("until")) fields.problem("no-until", status);
  if (status === "draft" && says("from")) fields.problem("no-from", status);
  if (from !== null && until !== null && until < from) fields.problem("until-first", until, from);
}

function readText(fields: PositionFields, body: string): string {
  if (body.length > positionTextAtMost) {
    fields.problem("text-too-long", String(body.length), String(positionTextAtMost));
    return "";
  }
  const text = canonicalText(stripInvisible(body));
  if (text === "") fields.problem("no-text");
  return text;
}

function readQuorum(fields: PositionFields): Quorum | null {
  const written = fields.plain("quorum");
  if (written === null) return null;
  const [, digits, isShare] = /^(\d{1,4})\s*(%?)$/.exec(written) ?? [];
  const number = Number(digits);
  if (digits !== undefined && number >= 1 && number <= (isShare === "%" ? 100 : 1000))
    return isShare === "%" ? { kind: "share", percent: number } : { kind: "count", signatures: number };
  fields.problem("bad-quorum", written);
  return null;
}
