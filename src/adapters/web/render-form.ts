import { randomUUID } from "node:crypto";
import type { Form, FormField } from "../../chat/form.ts";
import type { Button } from "../../chat/reply.ts";
import type { WebMessages } from "../../messages/web-messages.ts";
import { carryForm } from "./carried-form.ts";
import { escapeHtml } from "./escape-html.ts";
import { webLimits } from "./limits.ts";
import type { Visitor } from "./web-needs.ts";

/** What somebody filled in before, by the field's name, and the sentence that says what is wrong with it. */
export interface FilledForm {
  readonly values: Readonly<Record<string, readonly string[]>>;
  readonly problem: string | null;
}

export const notFilledYet: FilledForm = { values: {}, problem: null };

export interface FormShown {
  readonly visitor: Visitor;
  readonly sentences: WebMessages;
}

/** Buttons as forms of their own: pressing one is the same as saying its command. */
export function renderButtons(buttons: readonly Button[], formToken: string): string {
  const forms = buttons.map(
    (button) =>
      `<form method="post" action="/do">${hiddenInputs(button, formToken)}<button class="${button.style}">${escapeHtml(button.label)}</button></form>`,
  );
  return `<div class="actions">${forms.join("\n")}</div>`;
}

/** What every form to `/do` carries; the token first, so that it is checked before a file is taken in. */
function hiddenInputs(said: { readonly command: string; readonly text: string }, formToken: string): string {
  return (
    hiddenInput("token", formToken) +
    hiddenInput("delivery", randomUUID()) +
    hiddenInput("command", said.command) +
    hiddenInput("text", said.text)
  );
}

export function hiddenInput(name: string, value: string): string {
  return `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`;
}

/** A form to fill in; a value that was entered before takes the place of the one it came with. */
export function renderForm(form: Form, filled: FilledForm, shown: FormShown): string {
  const { visitor, sentences } = shown;
  const hasFile = form.fields.some((field) => field.kind === "file");
  const fields = form.fields.map((field) => renderField(field, filled.values[field.name], sentences));
  return `<form class="form" method="post" action="/do"${hasFile ? ' enctype="multipart/form-data"' : ""}>
${hiddenInputs(form, visitor.formToken)}${hiddenInput("form", carryForm(form, visitor.secret))}
${filled.problem === null ? "" : `<p class="problem" role="alert">${escapeHtml(filled.problem)}</p>`}
${form.introduction === null ? "" : `<p class="introduction" dir="auto">${escapeHtml(form.introduction)}</p>`}
${fields.join("\n")}
<p><button class="primary">${escapeHtml(form.submit)}</button></p>
</form>`;
}

type Values = readonly string[] | undefined;

function renderField(field: FormField, given: Values, sentences: WebMessages): string {
  switch (field.kind) {
    case "text":
      return labelled(field, sentences, textControl(field, given?.[0] ?? field.value));
    case "choice":
      return renderChoice(field, given ?? field.value, sentences);
    case "channels":
      return labelled(
        field,
        sentences,
        `<textarea ${controlAttributes(field)} rows="${Math.min(4, field.atMost + 1)}">${escapeHtml((given ?? field.value).join("\n"))}</textarea>`,
      );
    case "file":
      return labelled(field, sentences, `<input type="file" ${controlAttributes(field)}>`);
  }
}

function textControl(field: Extract<FormField, { kind: "text" }>, value: string): string {
  const attributes = controlAttributes(field);
  // A browser cuts what is pasted beyond a limit without a word. Whole it comes back with a sentence, see check-form.ts.
  return field.isLong
    ? `<textarea ${attributes} rows="5">${escapeHtml(value)}</textarea>`
    : `<input type="text" autocomplete="off" ${attributes} maxlength="${field.maxLength}" value="${escapeHtml(value)}">`;
}

function renderChoice(
  field: Extract<FormField, { kind: "choice" }>,
  chosen: readonly string[],
  sentences: WebMessages,
): string {
  if (field.atMost === 1) {
    const none = field.isRequired && chosen.length > 0 ? "" : '<option value=""></option>';
    const options = field.options.map(
      ({ value, label }) =>
        `<option value="${escapeHtml(value)}"${chosen.includes(value) ? " selected" : ""}>${escapeHtml(label)}</option>`,
    );
    return labelled(
      field,
      sentences,
      `<select ${controlAttributes(field)}>${none}${options.join("")}</select>`,
    );
  }
  const boxes = field.options.map(
    ({ value, label }) =>
      `<label class="choice"><input type="checkbox" name="field.${escapeHtml(field.name)}" value="${escapeHtml(value)}"${chosen.includes(value) ? " checked" : ""}> ${escapeHtml(label)}</label>`,
  );
  const most = field.atMost < field.options.length ? ` (${sentences.chooseUpTo(field.atMost)})` : "";
  return `<fieldset class="field"><legend>${escapeHtml(field.label)}${escapeHtml(most)}${needed(field, sentences)}</legend>${hintOf(field, sentences)}${boxes.join("\n")}</fieldset>`;
}

function labelled(field: FormField, sentences: WebMessages, control: string): string {
  return `<div class="field"><label for="${idOf(field)}">${escapeHtml(field.label)}${needed(field, sentences)}</label>${hintOf(field, sentences)}${control}</div>`;
}

function needed({ isRequired }: FormField, sentences: WebMessages): string {
  return isRequired ? ` <span class="needed">${escapeHtml(sentences.required)}</span>` : "";
}

function hintOf(field: FormField, sentences: WebMessages): string {
  const texts = [field.hint, kindHint(field, sentences)].filter((text) => text !== null);
  return texts.length === 0
    ? ""
    : `<p class="hint" id="${idOf(field)}-hint">${escapeHtml(texts.join(" "))}</p>`;
}

function kindHint(field: FormField, sentences: WebMessages): string | null {
  if (field.kind === "channels") return sentences.channelsHint(field.atMost);
  return field.kind === "file" ? sentences.fileHint(webLimits.fileBytes / 1_048_576) : null;
}

function controlAttributes(field: FormField): string {
  const hasHint = field.hint !== null || field.kind === "channels" || field.kind === "file";
  const described = hasHint ? ` aria-describedby="${idOf(field)}-hint"` : "";
  return `id="${idOf(field)}" name="field.${escapeHtml(field.name)}"${described}${field.isRequired ? " required" : ""}`;
}

function idOf({ name }: FormField): string {
  return `field-${name.replaceAll(/[^A-Za-z0-9]/g, "-")}`;
}
