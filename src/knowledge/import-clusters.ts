import { z } from "zod";
import type { ClusterContact, ClusterRecord } from "./cluster-register.port.ts";

const identifier = z
  .string({ error: "needs an id" })
  .regex(/^[a-z0-9][a-z0-9-]{0,63}$/, { error: "an id is lower-case letters, digits and hyphens" });
const optionalText = z.string().trim().min(1).nullish();

const ContactDetail = z.object({
  role: z.string(),
  address: optionalText,
  email: optionalText,
  url: optionalText,
});

/** A list of `{topic, role, address}`, or a map from topic to role or `{role, address}`. */
const Contacts = z.union([
  z.array(ContactDetail.extend({ topic: z.string() })),
  z.record(z.string(), z.union([z.string(), ContactDetail])),
]);

const ClusterDescription = z.object({
  id: identifier,
  name: z.string({ error: "needs a name" }).trim().min(1),
  region: optionalText,
  nicknames: z.array(z.string()).nullish(),
  towns: z.array(z.string()).nullish(),
  website: z.url({ protocol: /^https?$/, error: "website must be an http(s) address" }).nullish(),
  status: optionalText,
  "status-note": optionalText,
  note: optionalText,
  contacts: Contacts.nullish(),
});
type ClusterDescription = z.infer<typeof ClusterDescription>;

const ClustersFile = z.object({
  federation: z.union([ClusterDescription, identifier]).nullish(),
  clusters: z.array(ClusterDescription).nullish(),
});

export type ClustersOutcome =
  | { readonly kind: "understood"; readonly clusters: readonly ClusterRecord[] }
  | { readonly kind: "refused"; readonly reason: string };

/** Understands a parsed `clusters.yaml`: the federation, then its clusters. */
export function understandClusters(content: unknown): ClustersOutcome {
  const parsed = ClustersFile.safeParse(content);
  if (!parsed.success) return { kind: "refused", reason: explainIssues(parsed.error) };
  const { federation, clusters: members } = parsed.data;
  const federationId = typeof federation === "string" ? federation : federation?.id;
  const described = [
    ...(typeof federation === "object" && federation !== null ? [federation] : []),
    ...(members ?? []),
  ];
  const repeated = described.find(
    (cluster, index) => described.findIndex((other) => other.id === cluster.id) !== index,
  );
  if (repeated !== undefined) return { kind: "refused", reason: `the id "${repeated.id}" is given twice` };
  if (described.length === 0) return { kind: "refused", reason: "there is no cluster in it" };
  return { kind: "understood", clusters: described.map((cluster) => toRecord(cluster, federationId)) };
}

function toRecord(cluster: ClusterDescription, federationId: string | undefined): ClusterRecord {
  const nicknames = [...(cluster.nicknames ?? []), ...(cluster.towns ?? [])].map((name) =>
    name.trim().toLowerCase(),
  );
  return {
    id: cluster.id,
    name: cluster.name,
    region: cluster.region ?? null,
    nicknames: [...new Set(nicknames)].filter((name) => name !== ""),
    website: cluster.website ?? null,
    isFederation: cluster.id === federationId,
    status: cluster.status ?? "active",
    statusNote: cluster["status-note"] ?? cluster.note ?? null,
    contacts: toContacts(cluster.contacts),
  };
}

function toContacts(contacts: ClusterDescription["contacts"]): readonly ClusterContact[] {
  if (contacts === null || contacts === undefined) return [];
  const listed = Array.isArray(contacts)
    ? contacts
    : Object.entries(contacts).map(([topic, detail]) =>
        typeof detail === "string" ? { topic, role: detail } : { topic, ...detail },
      );
  const byTopic = new Map<string, ClusterContact>();
  for (const contact of listed) {
    const detail: z.infer<typeof ContactDetail> = contact;
    const address = detail.address ?? detail.email ?? detail.url ?? null;
    byTopic.set(contact.topic, { topic: contact.topic, role: contact.role, address });
  }
  return [...byTopic.values()];
}

function explainIssues(error: z.ZodError): string {
  const lines = error.issues.slice(0, 3).map((issue) => {
    const place = issue.path
      .map((step) => (typeof step === "number" ? `entry ${step + 1}` : String(step)))
      .join(", ");
    return place === "" ? issue.message : `${place}: ${issue.message}`;
  });
  return lines.join("; ");
}
