import { z } from "zod";
import { type Audience, audiences } from "../shared/audience.ts";
import { stateKeys } from "../shared/stated-keys.ts";
import type { KnownCluster } from "./cluster-register.port.ts";
import { type DocumentKind, type DocumentMetadata, documentKinds } from "./document.ts";
import { firstDay, isPartialDate, lastDay } from "./partial-date.ts";

/** A day, month or year: YAML reads a bare `2024` as a number. */
const partialDate = z
  .union([z.string(), z.number()])
  .transform((value) => String(value).trim())
  .refine(isPartialDate);
const words = z.union([z.string(), z.number()]).transform((value) => String(value).trim());
const wordList = z
  .union([z.array(words), z.string().transform((list) => list.split(",").map((word) => word.trim()))])
  .transform((list) => list.filter((word) => word !== ""));
const lowerCase = z.string().transform((word) => word.trim().toLowerCase());
const yesOrNo = z.union([z.boolean(), z.stringbool()]);
const webAddress = z.url({ protocol: /^https?$/ });

/** What a document may say of itself: front matter, `<meta name="clusterbot:…">`, a sidecar or a row's fields. */
const StatedMetadata = z
  .object({
    title: words,
    cluster: lowerCase,
    region: words,
    kind: lowerCase.pipe(z.enum(documentKinds)),
    audience: lowerCase.pipe(z.enum(audiences)),
    "audience-clusters": wordList,
    published: partialDate,
    "effective-from": partialDate,
    "effective-until": partialDate,
    url: webAddress,
    source: words,
    topics: wordList,
    supersedes: words,
    position: wordList,
    sample: yesOrNo,
  })
  .partial();
type StatedMetadata = z.infer<typeof StatedMetadata>;
type StatedKey = keyof StatedMetadata;

const partialDateForm = "must look like 2024-06-13, 2024-06 or 2024";
const expected: Readonly<Record<StatedKey, string>> = {
  title: "must be a line of text",
  cluster: "must be a cluster's id",
  region: "must be a line of text",
  kind: `must be one of ${documentKinds.join(", ")}`,
  audience: `must be one of ${audiences.join(", ")}`,
  "audience-clusters": "must be a list of cluster ids",
  published: partialDateForm,
  "effective-from": partialDateForm,
  "effective-until": partialDateForm,
  url: "must be an http(s) address",
  source: "must be a line of text",
  topics: "must be a list of words",
  supersedes: "must be a file name or an address",
  position: "must be the topic of a position",
  sample: "must be true or false",
};
const statedKeys = Object.keys(expected) as StatedKey[];

/** What the person who imports says where a file says nothing: the command line's flags. */
export interface ImportDefaults {
  readonly title?: string;
  readonly cluster?: string;
  readonly region?: string;
  readonly kind?: DocumentKind;
  readonly audience?: Audience;
  readonly published?: string;
}

/** The options of an import as they count where a document says nothing; those not given are filled in. */
export interface EffectiveDefaults {
  readonly audience: Audience;
  /** Null when none is given and there is no federation. */
  readonly cluster: string | null;
  readonly kind: DocumentKind;
  readonly published: string | null;
  /** Null: the cluster's. */
  readonly region: string | null;
  /** Null: from the text or the file's name. */
  readonly title: string | null;
}

export function effectiveDefaults(
  { audience, cluster, kind, published, region, title }: ImportDefaults,
  clusters: readonly KnownCluster[],
): EffectiveDefaults {
  return {
    audience: audience ?? "members",
    cluster: cluster ?? clusters.find((known) => known.isFederation)?.id ?? null,
    kind: kind ?? "other",
    published: published ?? null,
    region: region ?? null,
    title: title ?? null,
  };
}

/** Why an import with these options cannot begin, as one clause; null when it can, or before any cluster is known. */
export function unknownDefault(
  { cluster }: ImportDefaults,
  clusters: readonly KnownCluster[],
): string | null {
  if (cluster === undefined || clusters.length === 0 || clusters.some((known) => known.id === cluster))
    return null;
  return unknownCluster(cluster, clusters);
}

export type DefaultsOutcome =
  | { readonly kind: "understood"; readonly defaults: ImportDefaults }
  | { readonly kind: "refused"; readonly reason: string };

/** Checks the flags of an import by the same rules as a file's own words. */
export function understandDefaults(flags: Readonly<Record<string, unknown>>): DefaultsOutcome {
  const reading = readStated(flags);
  if (reading.kind === "refused") return reading;
  const { title, cluster, region, kind, audience, published } = reading.stated;
  const given = Object.entries({ title, cluster, region, kind, audience, published }).filter(
    ([, value]) => value !== undefined,
  );
  return { kind: "understood", defaults: Object.fromEntries(given) };
}

export interface MetadataContext {
  readonly clusters: readonly KnownCluster[];
  readonly defaults: ImportDefaults;
  /** Title found in the text, or made from the file's name. */
  readonly inferredTitle: string;
  /** Address the document was fetched from. */
  readonly address: string | null;
  /** Source key of what the document calls by this name. */
  readonly resolve: (reference: string) => string;
}

export type MetadataOutcome =
  | {
      readonly kind: "understood";
      readonly metadata: DocumentMetadata;
      /** The options of an import that the document overrides by its own words. */
      readonly stated: readonly (keyof ImportDefaults)[];
    }
  | { readonly kind: "refused"; readonly reason: string };

/**
 * What is known of a document: what it says itself, then the importer's flags, then what the text shows. Without
 * any word about the audience it is for the members of its cluster, never public; a wrong word is refused.
 */
export function understandMetadata(
  fromFile: Readonly<Record<string, unknown>>,
  context: MetadataContext,
): MetadataOutcome {
  const reading = readStated(fromFile);
  if (reading.kind === "refused") return reading;
  const { stated } = reading;
  const defaults = effectiveDefaults(context.defaults, context.clusters);
  const cluster = findCluster(stated.cluster ?? defaults.cluster, context.clusters);
  if (typeof cluster === "string") return { kind: "refused", reason: cluster };
  const audience = stated.audience ?? defaults.audience;
  const problems = [...audienceProblems(audience, stated, context.clusters), ...dateProblems(stated)];
  if (problems.length > 0) return { kind: "refused", reason: problems.join("; ") };
  const metadata = toMetadata({ stated, cluster, defaults, audience }, context);
  const overridden = (Object.keys(defaults) as (keyof ImportDefaults)[]).filter(
    (key) => stated[key] !== undefined,
  );
  return { kind: "understood", metadata, stated: overridden };
}

interface Settled {
  readonly stated: StatedMetadata;
  readonly cluster: KnownCluster;
  readonly defaults: EffectiveDefaults;
  readonly audience: Audience;
}

function toMetadata(
  { stated, cluster, defaults, audience }: Settled,
  context: MetadataContext,
): DocumentMetadata {
  const audienceClusters = stated["audience-clusters"]?.map((id) => id.toLowerCase()) ?? [cluster.id];
  return {
    title: (stated.title ?? defaults.title ?? context.inferredTitle).slice(0, 300),
    clusterId: cluster.id,
    region: stated.region ?? defaults.region ?? cluster.region,
    kind: stated.kind ?? defaults.kind,
    audience,
    audienceClusters: audience === "public" ? [] : [...new Set(audienceClusters)],
    topics: stated.topics ?? [],
    publishedOn: stated.published ?? defaults.published,
    effectiveFrom: stated["effective-from"] === undefined ? null : firstDay(stated["effective-from"]),
    effectiveUntil: stated["effective-until"] === undefined ? null : lastDay(stated["effective-until"]),
    url: stated.url ?? context.address,
    source: stated.source ?? null,
    isSample: stated.sample ?? false,
    supersedes: stated.supersedes === undefined ? null : context.resolve(stated.supersedes),
    positions: stated.position ?? [],
  };
}

type Reading =
  | { readonly kind: "read"; readonly stated: StatedMetadata }
  | { readonly kind: "refused"; readonly reason: string };

/** The stated values, or what is wrong with them, one plain clause each. */
function readStated(values: Readonly<Record<string, unknown>>): Reading {
  const { stated, problems } = stateKeys(values, statedKeys);
  const parsed = StatedMetadata.safeParse(stated);
  if (parsed.success && problems.length === 0) return { kind: "read", stated: parsed.data };
  const wrong = new Set(parsed.error?.issues.map((issue) => issue.path[0]));
  const clauses = statedKeys
    .filter((key) => wrong.has(key))
    .map((key) => `${key} ${expected[key]}, but is "${shorten(stated[key])}"`);
  return { kind: "refused", reason: [...problems, ...clauses].join("; ") };
}

function findCluster(id: string | null, clusters: readonly KnownCluster[]): KnownCluster | string {
  if (clusters.length === 0) {
    return "no cluster is known yet; import the folder with your clusters.yaml first (samples/uk-tech-clusters has an example)";
  }
  if (id !== null) return clusters.find((cluster) => cluster.id === id) ?? unknownCluster(id, clusters);
  return `it does not say its cluster; say it in the file or with --cluster (${nameClusters(clusters)})`;
}

function audienceProblems(
  audience: Audience,
  stated: StatedMetadata,
  clusters: readonly KnownCluster[],
): readonly string[] {
  const named = stated["audience-clusters"];
  if (named === undefined) return [];
  if (audience === "public")
    return ["audience is public, so audience-clusters cannot limit it; remove one of the two"];
  if (named.length === 0) return ["audience-clusters is empty, so nobody could read it"];
  return named
    .filter((id) => !clusters.some((cluster) => cluster.id === id.toLowerCase()))
    .map((id) => `audience-clusters: ${unknownCluster(id, clusters)}`);
}

function dateProblems(stated: StatedMetadata): readonly string[] {
  const from = stated["effective-from"];
  const until = stated["effective-until"];
  if (from === undefined || until === undefined || firstDay(from) <= lastDay(until)) return [];
  return [`effective-until (${until}) is before effective-from (${from})`];
}

function unknownCluster(id: string, clusters: readonly KnownCluster[]): string {
  return `the cluster "${shorten(id)}" is not known; known are ${nameClusters(clusters)}`;
}

function nameClusters(clusters: readonly KnownCluster[]): string {
  return clusters
    .map((cluster) => cluster.id)
    .toSorted()
    .join(", ");
}

function shorten(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? String(value));
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
