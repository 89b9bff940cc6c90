import { z } from "zod";
import { CustomId, isEachOnce } from "./component-rules.ts";

/** Source: components/reference, Text Input. */
const TextInput = z
  .strictObject({
    type: z.literal(4),
    custom_id: CustomId,
    style: z.union([z.literal(1), z.literal(2)]),
    min_length: z.number().int().min(0).max(4_000).optional(),
    max_length: z.number().int().min(1).max(4_000).optional(),
    required: z.boolean().default(true),
    value: z.string().min(1).max(4_000).optional(),
    placeholder: z.string().min(1).max(100).optional(),
  })
  .refine(
    ({ value = "", max_length = 4_000 }) => value.length <= max_length,
    "value is longer than max_length",
  );

const howMany = {
  required: z.boolean().default(true),
  min_values: z.number().int().min(0).max(25).default(1),
  max_values: z.number().int().min(1).max(25).default(1),
};

/** Source: components/reference, String Select. */
const StringSelect = z.strictObject({
  type: z.literal(3),
  custom_id: CustomId,
  ...howMany,
  options: z
    .array(
      z.strictObject({
        value: z.string().min(1).max(100),
        label: z.string().min(1).max(100),
        default: z.boolean().default(false),
      }),
    )
    .min(1)
    .max(25)
    .refine((options) => isEachOnce(options.map(({ value }) => value)), "two options have the same value"),
});

/** Source: components/reference, Channel Select. */
const ChannelSelect = z.strictObject({
  type: z.literal(8),
  custom_id: CustomId,
  ...howMany,
  channel_types: z.array(z.number().int()).optional(),
  default_values: z.array(z.strictObject({ id: z.string(), type: z.literal("channel") })).default([]),
});

/** Source: components/reference, File Upload: up to ten files. */
const FileUpload = z.strictObject({
  type: z.literal(19),
  custom_id: CustomId,
  ...howMany,
  min_values: z.number().int().min(0).max(10).default(1),
  max_values: z.number().int().min(1).max(10).default(1),
});

const Field = z.discriminatedUnion("type", [TextInput, StringSelect, ChannelSelect, FileUpload]);
export type Field = z.infer<typeof Field>;

/** Source: components/reference, Label: label up to 45 characters, description up to 100. */
const Label = z.strictObject({
  type: z.literal(18),
  label: z.string().min(1).max(45),
  description: z.string().min(1).max(100).optional(),
  component: Field.superRefine((field, context) => {
    const problem = problemOf(field);
    if (problem !== null) context.addIssue(problem);
  }),
});

/** Source: components/reference, Text Display. */
const TextDisplay = z.strictObject({ type: z.literal(10), content: z.string().min(1).max(4_000) });

/** Source: interactions/receiving-and-responding, modal: title of 45 characters, 1 to 5 components. */
export const Modal = z.strictObject({
  custom_id: CustomId,
  title: z.string().min(1).max(45),
  components: z
    .array(z.discriminatedUnion("type", [Label, TextDisplay]))
    .min(1)
    .max(5)
    .refine(
      (parts) => isEachOnce(parts.flatMap((part) => (part.type === 18 ? [part.component.custom_id] : []))),
      {
        error: "Component custom id cannot be duplicated",
      },
    ),
});
export type Modal = z.infer<typeof Modal>;

/** Source: components/reference, notes on min_values and default_values of what a label holds. */
function problemOf(field: Field): string | null {
  if (field.type === 4) return null;
  if (field.required && field.min_values === 0) return "min_values must be at least 1 when required";
  if (field.min_values > field.max_values) return "min_values must not exceed max_values";
  if (field.type === 19) return null;
  if (field.type === 3 && field.max_values > field.options.length) return "max_values exceeds the options";
  const chosen = field.type === 3 ? field.options.filter((option) => option.default) : field.default_values;
  return chosen.length > field.max_values ? "more is chosen already than may be" : null;
}
