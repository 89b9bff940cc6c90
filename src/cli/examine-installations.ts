import type { InstallationHealth } from "../people/installation-store.port.ts";
import { errorTable } from "../shared/errors.ts";
import type { Finding } from "./finding.ts";

/** Nothing where no workspace installed the bot from its page. */
export function examineInstallations({ count, outdated, problem }: InstallationHealth): readonly Finding[] {
  const part = "Installations";
  if (count === 0) return [];
  if (problem !== null) {
    const detail = `${errorTable[problem.code].sentence} [${problem.code}, ${problem.keyId}]`;
    return [{ part, state: "attention", detail }];
  }
  const installed = `${count} Slack ${count === 1 ? "workspace" : "workspaces"} installed, tokens sealed`;
  if (outdated === 0) return [{ part, state: "good", detail: `${installed}.` }];
  const detail = `${installed}, ${outdated} of them with an older key: run \`clusterbot keys rotate\`.`;
  return [{ part, state: "attention", detail }];
}
