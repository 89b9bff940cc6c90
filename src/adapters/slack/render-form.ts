import type { InputBlock, KnownBlock, ModalView, PlainTextElement, PlainTextOption } from "@slack/types";
import { z } from "zod";
import { cleanText } from "../../chat/clean-text.ts";
import type { Form, FormField } from "../../chat/form.ts";
import { Attachment } from "../../chat/request.ts";
import { slackLimits } from "./limits.ts";

/** By this a form that is sent in is known to be ours. */
export const formCallbackId = "clusterbot:form";
/** Every input has the same id inside its block; the block's is the field's name. */
export const formInputId = "value";

/** What a form was opened for; it travels in the form itself, and nothing is kept in between. */
export const FormOrigin = z.object({
  command: z.string(),
  text: z.string(),
  channel: z.string().nullable(),
  responseUrl: z.string().nullable(),
  /** When that was given, in ms since 1970. */
  issuedAt: z.number(),
  attachments: z.array(Attachment).default([]),
});
export type FormOrigin = z.infer<typeof FormOrigin>;

/** A form as a modal, within Slack's limits. Files of the message it is about go along as far as there is room. */
export function renderForm(form: Form, origin: FormOrigin, cancel: string): ModalView {
  return {
    type: "modal",
    callback_id: formCallbackId,
    private_metadata: metadataOf({ ...origin, command: form.command, text: form.text }),
    title: plain(form.title),
    submit: plain(form.submit),
    close: plain(cancel),
    blocks: [...introductionOf(form), ...form.fields.map(inputOf)],
  };
}

function metadataOf(origin: FormOrigin): string {
  for (let count = origin.attachments.length; count > 0; count -= 1) {
    const text = JSON.stringify({ ...origin, attachments: origin.attachments.slice(0, count) });
    if (text.length <= slackLimits.privateMetadataCharacters) return text;
  }
  const bare = { ...origin, attachments: [] };
  const text = JSON.stringify(bare);
  if (text.length <= slackLimits.privateMetadataCharacters) return text;
  return JSON.stringify({ ...bare, responseUrl: null });
}

function introductionOf({ introduction }: Form): KnownBlock[] {
  const text = cleanText(introduction ?? "").trim();
  return text === "" ? [] : [{ type: "section", text: plain(text) }];
}

function inputOf(field: FormField): InputBlock {
  return {
    type: "input",
    block_id: field.name,
    label: plain(field.label),
    optional: !field.isRequired,
    ...(field.hint === null || field.hint === "" ? {} : { hint: plain(field.hint) }),
    element: elementOf(field),
  };
}

function elementOf(field: FormField): InputBlock["element"] {
  switch (field.kind) {
    case "text": {
      const value = cleanText(field.value).slice(0, field.maxLength);
      return {
        type: "plain_text_input",
        action_id: formInputId,
        multiline: field.isLong,
        max_length: field.maxLength,
        ...(value === "" ? {} : { initial_value: value }),
      };
    }
    case "choice":
      return choiceOf(field);
    case "channels":
      return {
        type: "multi_conversations_select",
        action_id: formInputId,
        max_selected_items: field.atMost,
        filter: { include: ["public", "private"] },
        ...(field.value.length === 0 ? {} : { initial_conversations: field.value.slice(0, field.atMost) }),
      };
    case "file":
      return { type: "file_input", action_id: formInputId, max_files: 1 };
  }
}

/** Slack refuses a value to begin with that is not among the options, and an empty list of them. */
function choiceOf(field: Extract<FormField, { kind: "choice" }>): InputBlock["element"] {
  const options = field.options.slice(0, slackLimits.selectOptions).map(optionOf);
  const chosen = options.filter(({ value }) => field.value.includes(value ?? "")).slice(0, field.atMost);
  const [first] = chosen;
  if (field.atMost === 1) {
    const initial = first === undefined ? {} : { initial_option: first };
    return { type: "static_select", action_id: formInputId, options, ...initial };
  }
  const initial = first === undefined ? {} : { initial_options: chosen };
  const most = Math.min(field.atMost, options.length);
  return {
    type: "multi_static_select",
    action_id: formInputId,
    options,
    max_selected_items: most,
    ...initial,
  };
}

function optionOf({ value, label }: { readonly value: string; readonly label: string }): PlainTextOption {
  return { text: plain(label), value };
}

/** Nothing in it means anything to Slack. */
function plain(text: string): PlainTextElement {
  return { type: "plain_text", text: cleanText(text), emoji: false };
}
