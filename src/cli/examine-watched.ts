import { english } from "../messages/english.ts";
import type { Core } from "../wiring/open-core.ts";
import type { Finding } from "./finding.ts";

/** What came of the sources that are read again by themselves: those that fail are named. */
export async function examineWatched(core: Pick<Core, "database">): Promise<Finding> {
  const { openWatchDesk } = await import("../wiring/open-documents.ts");
  const sources = await openWatchDesk(core, { allowPrivateAddresses: false }).store.all(null);
  const part = "Watched";
  const { doctor } = english.watch;
  if (sources.length === 0) return { part, state: "off", detail: doctor.none };
  const failing = sources.filter(({ lastFailed }) => lastFailed);
  if (failing.length === 0) return { part, state: "good", detail: doctor.good(sources.length) };
  const detail = failing.map(({ address, lastResult }) => doctor.failed(address, lastResult ?? "")).join(" ");
  return { part, state: "attention", detail };
}
