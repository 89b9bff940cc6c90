import { z } from "zod";
import { RetentionSettings } from "./people/retention.ts";
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
  /** How many days records are kept. */
  retention: RetentionSettings.prefault({}),
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
    const unknown = issue.keys.map((key) => unknownKey(key, place));
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

/** The parts of the file whose settings have names of their own; `place` follows “stands” in a sentence. */
const parts = [
  { name: "file", keys: () => Object.keys(Settings.shape), place: "at the beginning of a line" },
  { name: "workspace", keys: () => Object.keys(WorkspaceSettings.shape), place: "inside a workspace" },
  { name: "retention", keys: () => Object.keys(RetentionSettings.shape), place: "under retention" },
] as const;

function unknownKey(key: string, place: readonly string[]): string {
  const [inside = "file"] = place;
  const here = parts.find((part) => inside.startsWith(part.name)) ?? parts[0];
  const near = nearest(key, here.keys());
  if (near !== undefined) return `there is no setting called "${key}"; did you mean "${near}"?`;
  const elsewhere = parts.filter((part) => part !== here);
  const found = elsewhere.map((part) => ({ part, far: nearest(key, part.keys()) })).find(({ far }) => far);
  const hint = found === undefined ? "" : ` "${found.far}" stands ${found.part.place}.`;
  return `there is no setting called "${key}" here.${hint} Known here are ${here.keys().join(", ")}.`;
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
