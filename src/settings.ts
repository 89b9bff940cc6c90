import { z } from "zod";
import { PeopleSettings } from "./people/workspace-settings.ts";

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
  if (issue.code === "unrecognized_keys") {
    return `${issue.keys.map((key) => `"${key}"`).join(", ")} is not known here; correct the name or remove it`;
  }
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
