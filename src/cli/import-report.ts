import { SingleBar } from "cli-progress";
import type { DocumentEvent, ImportEvent, ImportSummary } from "../knowledge/import-events.ts";

/** Shows an import while it runs, and its summary at the end. */
export interface ImportReport {
  show(event: ImportEvent): void;
  /** Puts the terminal back in order, however the import ended. */
  close(): void;
}

/** Where it is shown. `process` is one. */
export interface Screen {
  readonly stdout: { write(text: string): unknown };
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean };
}

/** A progress bar on a terminal, plain lines in a pipe, JSON alone where a program reads. */
export function createImportReport(style: { readonly json: boolean }, screen: Screen): ImportReport {
  if (style.json) return createJsonReport(screen);
  return screen.stderr.isTTY === true ? createBarReport(screen) : createLineReport(screen);
}

function createJsonReport({ stdout }: Screen): ImportReport {
  const documents: object[] = [];
  return {
    show: (event) => {
      if (event.kind === "document") {
        const { fate, label, title, reason } = event;
        documents.push({
          fate,
          source: label,
          ...(title === null ? {} : { title }),
          ...(reason === null ? {} : { reason }),
        });
      }
      if (event.kind === "finished") stdout.write(`${JSON.stringify({ ...event.summary, documents })}\n`);
    },
    close: () => {},
  };
}

function createLineReport({ stdout }: Screen): ImportReport {
  return {
    show: (event) => {
      const line = event.kind === "document" ? lineFor(event) : null;
      if (line !== null) stdout.write(`${line}\n`);
      if (event.kind === "finished") stdout.write(`${summaryLine(event.summary)}\n`);
    },
    close: () => {},
  };
}

/** Refusals are kept for the end: a list under a finished bar can be read, lines through a moving one cannot. */
function createBarReport({ stdout, stderr }: Screen): ImportReport {
  const bar = new SingleBar({
    format: "{bar} {value} of {total}  {label}",
    stream: stderr,
    hideCursor: true,
    clearOnComplete: true,
    linewrap: false,
    barsize: 30,
  });
  let total = 0;
  let done = 0;
  bar.start(0, 0, { label: "" });
  return {
    show: (event) => {
      if (event.kind === "expected") total += event.documents;
      if (event.kind === "document" && event.fate !== "withdrawn" && event.fate !== "clusters") done += 1;
      bar.setTotal(Math.max(total, done));
      if (event.kind === "document") bar.update(done, { label: shortened(event.label) });
      if (event.kind !== "finished") return;
      bar.stop();
      for (const { label, reason } of event.summary.refused)
        stdout.write(`refused    ${printable(label)}: ${printable(reason)}\n`);
      stdout.write(`${summaryLine(event.summary)}\n`);
    },
    close: () => bar.stop(),
  };
}

/** Unchanged documents are only counted: they are most of them, most of the time. */
function lineFor(event: DocumentEvent): string | null {
  const label = printable(event.label);
  switch (event.fate) {
    case "unchanged":
      return null;
    case "refused":
      return `refused    ${label}: ${printable(event.reason ?? "")}`;
    case "clusters":
      return `cluster    ${printable(event.title ?? "")}`;
    case "added":
    case "replaced":
    case "withdrawn":
      return `${event.fate.padEnd(10)} ${label}`;
  }
}

/** `Added 40, replaced 2, unchanged 3, withdrawn 1, refused 2.` */
function summaryLine(summary: ImportSummary): string {
  const { added, replaced, unchanged, withdrawn, refused, clusters, dryRun } = summary;
  const counts = `added ${added}, replaced ${replaced}, unchanged ${unchanged}, withdrawn ${withdrawn}, refused ${refused.length}.`;
  const read = clusters === 0 ? "" : ` Clusters read: ${clusters}.`;
  const prefix = dryRun ? "Nothing was changed; an import would have " : "";
  return `${prefix}${dryRun ? counts : counts.charAt(0).toUpperCase() + counts.slice(1)}${read}`;
}

/** File names may hold anything, escape sequences for the terminal too. */
function printable(text: string): string {
  return text.replace(/\p{C}/gu, "�");
}

function shortened(label: string): string {
  const text = printable(label);
  return text.length > 40 ? `…${text.slice(-39)}` : text;
}
