import type { WebMessages } from "../../messages/web-messages.ts";
import type { AuditEntry } from "../../people/audit.port.ts";
import { escapeHtml } from "./escape-html.ts";

const columns = ["at", "actor", "action", "subject", "cluster", "place", "before", "after"] as const;

/** The trail as a page, for a phone too: one entry under the other. */
export function renderAudit(entries: readonly AuditEntry[], sentences: WebMessages): string {
  if (entries.length === 0) return `<p class="lead">${escapeHtml(sentences.auditNone)}</p>`;
  return `<p class="lead">${escapeHtml(sentences.auditLead(entries.length))} <a href="/audit.csv">${escapeHtml(sentences.auditCsv)}</a></p>
<ol class="trail">
${entries.map((entry) => renderEntry(entry, sentences)).join("\n")}
</ol>`;
}

function renderEntry(entry: AuditEntry, { auditColumns }: WebMessages): string {
  const cells = cellsOf(entry);
  const facts = columns.slice(1).flatMap((column, index) => {
    const value = cells[index + 1] ?? "";
    return value === "" ? [] : [`<dt>${escapeHtml(auditColumns[column])}</dt><dd>${escapeHtml(value)}</dd>`];
  });
  const at = entry.at.toISOString();
  return `<li><time datetime="${at}">${at.slice(0, 16).replace("T", " ")}</time><dl>${facts.join("")}</dl></li>`;
}

function cellsOf(entry: AuditEntry): string[] {
  const { at, actor, action, subject, cluster, place, before, after } = entry;
  return [at.toISOString(), actor, action, subject, cluster ?? "", place, inWords(before), inWords(after)];
}

/** Easier on the eye than JSON: `cluster: north; role: manager`. */
function inWords(value: unknown): string {
  if (value === null || value === undefined) return "";
  if (typeof value !== "object" || Array.isArray(value)) return JSON.stringify(value);
  const facts = Object.entries(value).filter(([, part]) => part !== null && part !== undefined);
  return facts
    .map(([name, part]) => `${name}: ${typeof part === "string" ? part : JSON.stringify(part)}`)
    .join("; ");
}
