import path from "node:path";
import type { Readiness } from "../adapters/web/readiness.ts";
import type { Mount, WebPlatform } from "../adapters/web/web-platform.ts";
import { descriptions } from "../commands/catalogue.ts";
import type { Config } from "../config.ts";
import { english } from "../messages/english.ts";
import { createSignIn, type SignIn } from "../people/sign-in.ts";
import type { Log } from "../shared/log.port.ts";
import { type Core, clock } from "./open-core.ts";
import { createPageAccess } from "./page-access.ts";

export interface WebParts {
  readonly mounts: readonly Mount[];
  readonly readiness: () => Promise<Readiness>;
  readonly log: Log;
}

/** The web page, and signing in on it. */
export async function openWeb(
  config: Config,
  core: Core,
  { mounts, readiness, log }: WebParts,
): Promise<{ readonly web: WebPlatform; readonly signIn: SignIn }> {
  const { createWebPlatform } = await import("../adapters/web/web-platform.ts");
  const signIn = createSignIn({
    store: core.sessions,
    clock,
    address: () => {
      const address = web.address();
      if (address === null) return null;
      return { url: config.publicUrl ?? address.url, isPublic: config.publicUrl !== null };
    },
  });
  const web: WebPlatform = createWebPlatform(
    {
      name: "Clusterbot",
      examples: config.settings.examples,
      port: config.port,
      publicUrl: config.publicUrl,
      uploadFolder: path.join(config.dataFolder, "uploads"),
      answerMilliseconds: 30_000,
      stopMilliseconds: 5_000,
      commands: descriptions,
      sentences: english.web,
    },
    { clock, log, readiness, mounts, signIn, access: createPageAccess(core) },
  );
  return { web, signIn };
}
