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
