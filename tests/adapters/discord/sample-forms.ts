import type { Form, FormField } from "../../../src/chat/form.ts";

const common = { hint: null, isRequired: true };
/** A field of each kind. */
export const fields = {
  title: { kind: "text", name: "title", label: "Title", value: "", isLong: false, maxLength: 200, ...common },
  kind: {
    kind: "choice",
    name: "kind",
    label: "Kind",
    ...common,
    options: [
      { value: "event", label: "Events" },
      { value: "policy", label: "Policy positions" },
    ],
    value: ["policy"],
    atMost: 1,
  },
  channels: {
    kind: "channels",
    name: "channels",
    label: "Channels",
    ...common,
    isRequired: false,
    value: [],
    atMost: 3,
  },
  file: { kind: "file", name: "file", label: "Document", ...common, hint: "A PDF or a text" },
} as const satisfies Record<string, FormField>;

export const aForm = (changes: Partial<Form> = {}): Form => ({
  command: "setup",
  text: "step 2",
  title: "Set this server up",
  submit: "Save",
  introduction: null,
  fields: [fields.title],
  ...changes,
});

/** A choice among more than Discord can list. */
export const longChoice = (atMost: number): FormField => ({
  ...fields.kind,
  options: Array.from({ length: 26 }, (_, index) => ({ value: `c${index}`, label: `Cluster ${index}` })),
  value: ["c1"],
  atMost,
});
