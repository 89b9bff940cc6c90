import type {
  MembershipStore,
  RecordImport,
  UndoOutcome,
} from "../directory/membership/membership-store.port.ts";
import { writtenDate } from "../messages/dates.ts";
import { english } from "../messages/english.ts";
import { onCommandLine } from "../shared/doing.ts";
import { type CliContext, exitCodes } from "./context.ts";

interface ImportsFlags {
  readonly undo?: string;
  /** Only this cluster's. */
  readonly cluster?: string;
}

const listedAtMost = 50;
const { undo: words, list } = english.records;

/** `clusterbot import --imports` and `--undo <import>`; returns the exit code. */
export async function lookAfterImports(flags: ImportsFlags, { config, log }: CliContext): Promise<number> {
  const { openCore } = await import("../wiring/open-core.ts");
  const core = await openCore(config, log, "short");
  try {
    const { undo, cluster = null } = flags;
    if (undo === undefined) return await listImports(core.recordImports, cluster);
    return await undoImport(undo, { store: core.recordImports, cluster });
  } finally {
    await core.close();
  }
}

async function listImports(store: MembershipStore, cluster: string | null): Promise<number> {
  const imports = await store.imports(cluster, listedAtMost);
  const lines = imports.length === 0 ? [list.none] : imports.map(importLine);
  process.stdout.write(`${lines.join("\n")}\n`);
  return imports.length === 0 ? exitCodes.partly : exitCodes.done;
}

function importLine({ id, importedAt, label, made, changed, seen, undoneAt }: RecordImport): string {
  const undone = undoneAt === null ? "" : list.undone(dayOf(undoneAt));
  const line = list.line(
    id,
    `${dayOf(importedAt)}  ${label}`,
    `${list.counts(made, changed, seen)}${undone}`,
  );
  return line.replace(/\p{C}/gu, "�");
}

async function undoImport(
  written: string,
  { store, cluster }: { readonly store: MembershipStore; readonly cluster: string | null },
): Promise<number> {
  const id = /^\d{1,9}$/.test(written) ? Number(written) : null;
  const outcome: UndoOutcome =
    id === null ? { kind: "unknown" } : await store.undo(id, { cluster, by: onCommandLine });
  const isDone = outcome.kind === "undone";
  (isDone ? process.stdout : process.stderr).write(`${undoSentence(outcome, id, written.slice(0, 20))}\n`);
  if (isDone) return exitCodes.done;
  return outcome.kind === "unknown" ? exitCodes.wrongUse : exitCodes.partly;
}

function undoSentence(outcome: UndoOutcome, id: number | null, written: string): string {
  if (outcome.kind === "unknown" || id === null) return words.unknown(written);
  switch (outcome.kind) {
    case "undone":
      return words.done(id, outcome.removed, outcome.restored);
    case "already-undone":
      return words.already(id, dayOf(outcome.at));
    case "changed-since": {
      const { by, records } = outcome;
      return words.changedSince(id, records, { ...by, day: dayOf(by.importedAt) });
    }
    case "changed-otherwise":
      return words.changedOtherwise(id, outcome.records);
  }
}

function dayOf(at: Date): string {
  return writtenDate(at.toISOString());
}
