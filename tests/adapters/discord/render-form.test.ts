import { expect, it } from "vitest";
import { renderForm } from "../../../src/adapters/discord/render-form.ts";
import type { FormField } from "../../../src/chat/form.ts";
import { english } from "../../../src/messages/english.ts";
import { aForm, fields } from "./sample-forms.ts";

const messages = { ...english.chat, ...english.discord };
const place = { isDirectMessage: false, canBeChosen: () => true, messages };
const named = (name: string): FormField => ({ ...fields.title, name, label: name });
const canWait = (name: string): FormField => ({ ...named(name), canWait: true });

it("A form of more than five fields leaves out on Discord what can wait, the last of it first", () => {
  const form = aForm({
    introduction: "It is read first.",
    fields: [
      named("first"),
      canWait("second"),
      fields.kind,
      canWait("fourth"),
      fields.file,
      canWait("sixth"),
      named("seventh"),
    ],
  });

  const labels = renderForm(form, place)?.components.map((shown) => "label" in shown && shown.label);

  expect(labels).toEqual(["first", "second", "Kind", "Document", "seventh"]);
});
