import type { Field, Modal } from "./modal-rules.ts";
import { uploadPayload } from "./payloads.ts";
import type { World } from "./world.ts";

/** By label: a text, or the values, channel ids or uploads that were chosen. What is left out stays as it was. */
export type FilledIn = Readonly<Record<string, string | readonly string[]>>;

/** Source: interactions/receiving-and-responding, modal submit data. Throws where the client would not send it. */
export function submissionOf(world: World, modal: Modal, filledIn: FilledIn) {
  const labels = modal.components.flatMap((part) => (part.type === 18 ? [part.label] : []));
  const unknown = Object.keys(filledIn).find((label) => !labels.includes(label));
  if (unknown !== undefined) throw new Error(`the form has no field ${unknown}`);
  const attachments: Record<string, unknown> = {};
  const components = modal.components.map((part, index) => {
    if (part.type === 10) return { type: 10, id: index + 1 };
    const { type, custom_id } = part.component;
    const given = filledIn[part.label];
    const filled =
      part.component.type === 4
        ? { value: textFor(part.component, given) }
        : { values: valuesFor(world, part.component, given) };
    for (const id of part.component.type === 19 ? (filled.values ?? []) : []) {
      const upload = world.uploads.get(id);
      if (upload === undefined) throw new Error(`${id} was not uploaded`);
      attachments[id] = uploadPayload(world, upload);
    }
    return { type: 18, id: index + 1, component: { type, id: index + 20, custom_id, ...filled } };
  });
  return { custom_id: modal.custom_id, components, resolved: { attachments } };
}

function textFor(field: Extract<Field, { type: 4 }>, given: string | readonly string[] | undefined): string {
  const text = typeof given === "object" ? given.join("\n") : (given ?? field.value ?? "");
  if (field.required && text === "") throw new Error(`${field.custom_id} has to be filled in`);
  if (text.length > (field.max_length ?? 4_000))
    throw new Error(`${field.custom_id} takes no more characters`);
  return text;
}

function valuesFor(
  world: World,
  field: Exclude<Field, { type: 4 }>,
  given: string | readonly string[] | undefined,
): readonly string[] {
  const values = given === undefined ? chosenAlready(field) : [given].flat();
  if (values.length > field.max_values) throw new Error(`${field.custom_id} takes no more`);
  if (field.required && values.length < field.min_values)
    throw new Error(`${field.custom_id} has to be chosen`);
  if (field.type === 3 && values.some((value) => !field.options.some((option) => option.value === value)))
    throw new Error(`${field.custom_id} has no such option`);
  const isOffered = (id: string): boolean =>
    field.type !== 8 || (field.channel_types ?? [0]).includes(world.channels.get(id)?.type ?? -1);
  if (!values.every(isOffered)) throw new Error(`${field.custom_id} does not offer that channel`);
  return values;
}

function chosenAlready(field: Exclude<Field, { type: 4 }>): readonly string[] {
  if (field.type === 3) return field.options.flatMap((option) => (option.default ? [option.value] : []));
  return field.type === 8 ? field.default_values.map(({ id }) => id) : [];
}
