import { z } from "zod";
import { PeopleSettings, WorkspaceSettings } from "./people/workspace-settings.ts";
import { editDistance } from "./shared/edit-distance.ts";

/**
 * The settings file, `clusterbot.yaml`: who belongs where. docs/settings.md explains each part with an example
 * that a test reads.
 */
export const Settings = PeopleSettings.extend({
  /** Questions the web page and the start-up lines offer to try. */
  examples: z
    .array(z.string().min(1))
    .max(5)
    .default([
      "How do you leave Software Cornwall?",
      "Who covers Birmingham now?",
      "What is our line on R&D tax credits?",
    ]),
});
export type Settings = z.infer<typeof Settings>;

/** What is wrong with a setting and how to repair it; follows the setting's name in a sentence. */
export const explainSetting: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined) return "is missing; add it";
  if (issue.code === "invalid_value") return `must be one of ${issue.values.join(", ")}`;
  if (issue.code === "invalid_union") return 'must be "everyone" or a list of ids, in quotation marks';
  if (issue.code !== "invalid_type") return undefined;
  return typeof issue.input === "number"
    ? "must stand in quotation marks, or its last digits are lost"
    : expectations[issue.expected];
};

const expectations: Readonly<Record<string, string>> = {
  string: "must be one line of text",
  array: "must be a list",
  object: "must be lines of the form key: value",
  record: "must be lines of the form key: value",
};

/** What is wrong in the settings file, a sentence for each problem: its place, what is wrong, how to repair it. */
export function explainSettings(error: z.ZodError): readonly string[] {
  return error.issues.map((issue) => {
    const place = placeOf(issue.path);
    if (issue.code !== "unrecognized_keys")
      return `${place.join(": ") || "the file"} ${endedByFullStop(issue.message)}`;
    const unknown = issue.keys.map((key) => unknownKey(key, place.length > 0));
    return [...place, unknown.join(" ")].join(": ");
  });
}

/** `workspaces`, 0, `id` becomes “workspace 1”, “id”. */
function placeOf(path: readonly PropertyKey[]): readonly string[] {
  const names: string[] = [];
  for (const step of path) {
    if (typeof step === "number") names.push(`${names.pop()?.replace(/s$/, "") ?? "entry"} ${step + 1}`);
    else names.push(String(step));
  }
  return names;
}

function unknownKey(key: string, isInWorkspace: boolean): string {
  const inFile = Object.keys(Settings.shape);
  const inWorkspace = Object.keys(WorkspaceSettings.shape);
  const [here, elsewhere] = isInWorkspace ? [inWorkspace, inFile] : [inFile, inWorkspace];
  const near = nearest(key, here);
  if (near !== undefined) return `there is no setting called "${key}"; did you mean "${near}"?`;
  const far = nearest(key, elsewhere);
  const place = isInWorkspace ? "not in a workspace" : "inside a workspace";
  const hint = far === undefined ? "" : ` "${far}" stands ${place}.`;
  return `there is no setting called "${key}" here.${hint} Known here are ${here.join(", ")}.`;
}

/** The one that is at most two letters away, if there is one. */
function nearest(key: string, known: readonly string[]): string | undefined {
  return known
    .filter((name) => editDistance(key, name) <= 2)
    .toSorted((left, right) => editDistance(key, left) - editDistance(key, right))[0];
}

function endedByFullStop(sentence: string): string {
  return `${sentence.replace(/[\s.:]+$/, "")}.`;
}
