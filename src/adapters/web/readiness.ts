import { webLimits } from "./limits.ts";

/** What `/readyz` reports, by part (database, platforms, …); `detail` is a sentence for people. */
export interface Readiness {
  readonly ready: boolean;
  readonly parts: Readonly<Record<string, { readonly ready: boolean; readonly detail: string }>>;
}

/** Asks for readiness with a time limit; a check that fails or hangs is a part that is not ready. */
export async function readReadiness(check: () => Promise<Readiness>): Promise<Readiness> {
  const late = Promise.withResolvers<Readiness>();
  const notReady = (detail: string): Readiness => ({
    ready: false,
    parts: { check: { ready: false, detail } },
  });
  const timer = setTimeout(
    () => late.resolve(notReady("The check did not come back in time.")),
    webLimits.readinessMilliseconds,
  );
  try {
    return await Promise.race([check(), late.promise]);
  } catch {
    return notReady("The check itself failed; the log says more.");
  } finally {
    clearTimeout(timer);
  }
}
