import { ComponentType } from "discord.js";
import { z } from "zod";
import { cleanText } from "../../chat/clean-text.ts";
import type { CommandDescription } from "../../chat/command-description.ts";
import { readCommandId } from "./command-id.ts";
import { AttachedFile, readAttachment } from "./discord-objects.ts";
import type { Said } from "./read-interaction.ts";
import { isLineField, nameOfField } from "./render-form.ts";

const Filled = z.object({
  type: z.number().int(),
  custom_id: z.string(),
  /** Of a text. */
  value: z.string().nullish(),
  /** Of a choice, of channels and of files. */
  values: z.array(z.string()).nullish(),
});
type Filled = z.infer<typeof Filled>;

const Submission = z.object({
  custom_id: z.string(),
  /** Labels hold a field each; an introduction comes back too, and holds none. */
  components: z.array(z.object({ component: Filled.optional() })),
  resolved: z.object({ attachments: z.record(z.string(), AttachedFile).default({}) }).nullish(),
});

/** A form that was sent in: the command it was for, with what was filled in. */
export function readFilledForm(data: unknown, commands: readonly CommandDescription[]): Said {
  const { custom_id, components, resolved } = Submission.parse(data);
  const filled = components.flatMap(({ component }) => (component === undefined ? [] : [component]));
  const isFile = ({ type }: Filled): boolean => type === ComponentType.FileUpload;
  const files = filled.filter(isFile).flatMap(({ values }) => values ?? []);
  const written = filled.filter((field) => !isFile(field));
  return {
    ...readCommandId(
      custom_id,
      commands.map(({ name }) => name),
    ),
    fields: Object.fromEntries(written.map((field) => [nameOfField(field.custom_id), valuesOf(field)])),
    attachments: files.flatMap((id) => {
      const file = resolved?.attachments[id];
      return file === undefined ? [] : [readAttachment(file)];
    }),
  };
}

/** What was left empty has no values. */
function valuesOf({ custom_id, value, values }: Filled): string[] {
  if (values !== null && values !== undefined) return values;
  const text = cleanText(value ?? "").trim();
  const parts = isLineField(custom_id) ? text.split("\n").map((line) => line.trim()) : [text];
  return parts.filter((part) => part !== "");
}
