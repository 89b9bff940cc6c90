import { z } from "zod";

/** Source: components/reference: custom ids of 1 to 100 characters. */
export const CustomId = z.string().min(1).max(100);

/** Source: components/reference, Button: 1 to 4 are styles of buttons that carry an id; labels up to 80 characters. */
const Button = z.strictObject({
  type: z.literal(2),
  style: z.number().int().min(1).max(4),
  label: z.string().min(1).max(80),
  custom_id: CustomId,
});

/** Source: components/reference, Action Row: up to five buttons. */
const ButtonRow = z.strictObject({ type: z.literal(1), components: z.array(Button).min(1).max(5) });
export type ButtonRow = z.infer<typeof ButtonRow>;

/** Source: components/overview, legacy messages: five rows; components/reference: an id stands once in a message. */
export const ButtonRows = z
  .array(ButtonRow)
  .max(5)
  .refine((rows) => isEachOnce(rows.flatMap((row) => row.components.map((button) => button.custom_id))), {
    error: "Component custom id cannot be duplicated",
  });

export function isEachOnce(values: readonly string[]): boolean {
  return new Set(values).size === values.length;
}
