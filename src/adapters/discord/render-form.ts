import { ChannelType, ComponentType, TextInputStyle } from "discord.js";
import { cleanText } from "../../chat/clean-text.ts";
import type { Form, FormField } from "../../chat/form.ts";
import { commandId } from "./command-id.ts";
import type { DiscordMessages } from "./discord-messages.ts";
import { escapeText } from "./escape-text.ts";
import { limits } from "./limits.ts";

/** A modal, as Discord takes it in answer to an interaction. */
export interface Modal {
  readonly custom_id: string;
  readonly title: string;
  readonly components: readonly object[];
}

interface FormPlace {
  /** There Discord has no channels to choose from. */
  readonly isDirectMessage: boolean;
  /** Whether a channel is there, and of a kind that can be chosen: Discord refuses others as chosen already. */
  readonly canBeChosen: (channelId: string) => boolean;
  readonly messages: DiscordMessages;
}

/** Ends the id of a field that takes one value on each line. */
const lineMark = "[]";

export function isLineField(id: string): boolean {
  return id.endsWith(lineMark);
}

export function nameOfField(id: string): string {
  return isLineField(id) ? id.slice(0, -lineMark.length) : id;
}

/**
 * A form as a modal; null when Discord would not take its id. Of more than the five parts Discord allows, fields that
 * can wait are left out. An introduction is a part, too: above five fields its first sentences stand as a hint.
 */
export function renderForm(form: Form, place: FormPlace): Modal | null {
  const id = commandId(form.command, form.text);
  if (id === null) return null;
  const introduction = form.introduction ?? "";
  const fields = withRoom(form.fields).map((field) => renderField(field, place));
  if (fields.length >= limits.formParts)
    return { custom_id: id, title: form.title, components: introducedByHint(fields, introduction) };
  const content = escapeText(introduction).slice(0, limits.introductionCharacters);
  const above = content === "" ? [] : [{ type: ComponentType.TextDisplay, content }];
  return { custom_id: id, title: form.title, components: [...above, ...fields] };
}

function withRoom(fields: readonly FormField[]): readonly FormField[] {
  const waiting = fields.filter(({ canWait }) => canWait === true);
  const tooMany = Math.max(0, fields.length - limits.formParts);
  const left = new Set(waiting.slice(Math.max(0, waiting.length - tooMany)));
  return fields.filter((field) => !left.has(field));
}

/** With the introduction, or as many of its first sentences as fit, under the first label that has no hint. */
function introducedByHint(fields: readonly Label[], introduction: string): readonly Label[] {
  const description = firstSentences(cleanText(introduction).trim(), limits.hintCharacters);
  const bare = fields.find((field) => field.description === undefined);
  return fields.map((field) => (field === bare && description !== "" ? { ...field, description } : field));
}

/** Whole sentences from the beginning, in so many characters; empty when the first is longer. */
function firstSentences(text: string, characters: number): string {
  let said = "";
  for (const sentence of text.split(/(?<=[.!?])\s+/)) {
    const longer = said === "" ? sentence : `${said} ${sentence}`;
    if (longer.length > characters) break;
    said = longer;
  }
  return said;
}

/** A field with what it is called. */
interface Label {
  readonly type: ComponentType.Label;
  readonly label: string;
  readonly description?: string;
  readonly component: object;
}

function renderField(field: FormField, place: FormPlace): Label {
  switch (field.kind) {
    case "text":
      return label(field, field.hint, textInput(field, field.name));
    case "choice":
      return field.options.length > limits.options ? writtenChoice(field, place) : listedChoice(field);
    case "channels":
      return place.isDirectMessage ? writtenChannels(field, place) : listedChannels(field, place);
    case "file":
      return label(field, field.hint, {
        type: ComponentType.FileUpload,
        custom_id: field.name,
        ...howMany(field.isRequired, 1),
      });
  }
}

function label(field: FormField, hint: string | null, component: object): Label {
  const description = hint?.slice(0, limits.hintCharacters);
  const described = description === undefined || description === "" ? {} : { description };
  return { type: ComponentType.Label, label: field.label, ...described, component };
}

/** Of what is required at least one must be chosen; Discord refuses a list that says otherwise. */
function howMany(isRequired: boolean, atMost: number) {
  return { required: isRequired, min_values: isRequired ? 1 : 0, max_values: atMost };
}

interface Written {
  readonly isRequired: boolean;
  readonly value: string;
  readonly isLong: boolean;
  readonly maxLength: number;
}

function textInput({ isRequired, value, isLong, maxLength }: Written, id: string): object {
  const filledIn = value.slice(0, maxLength);
  return {
    type: ComponentType.TextInput,
    custom_id: id,
    style: isLong ? TextInputStyle.Paragraph : TextInputStyle.Short,
    required: isRequired,
    max_length: maxLength,
    ...(filledIn === "" ? {} : { value: filledIn }),
  };
}

type Choice = Extract<FormField, { kind: "choice" }>;
type Channels = Extract<FormField, { kind: "channels" }>;

function listedChoice(field: Choice): Label {
  return label(field, field.hint, {
    type: ComponentType.StringSelect,
    custom_id: field.name,
    ...howMany(field.isRequired, Math.min(field.atMost, field.options.length)),
    options: field.options.map(({ value, label: shown }) => ({
      value,
      label: shown,
      default: field.value.includes(value),
    })),
  });
}

/** A choice among more than Discord can list; what is written may be a label. */
function writtenChoice(field: Choice, { messages }: FormPlace): Label {
  const [first] = field.options;
  const isSingle = field.atMost === 1;
  const hint = isSingle ? messages.writeOneOf(first?.label ?? "") : messages.writeSomeOf(first?.label ?? "");
  const chosen = field.options.filter(({ value }) => field.value.includes(value));
  const written = {
    isRequired: field.isRequired,
    value: chosen.map((option) => option.label).join("\n"),
    isLong: !isSingle,
    maxLength: isSingle ? 100 : 3_000,
  };
  return label(field, hint, textInput(written, isSingle ? field.name : `${field.name}${lineMark}`));
}

/** What the bot can be told to post in. */
export const choosableChannels: readonly ChannelType[] = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
];

function listedChannels(field: Channels, { canBeChosen }: FormPlace): Label {
  const present = field.value.filter(canBeChosen).slice(0, field.atMost);
  const chosen = present.map((id) => ({ id, type: "channel" }));
  return label(field, field.hint, {
    type: ComponentType.ChannelSelect,
    custom_id: field.name,
    ...howMany(field.isRequired, field.atMost),
    channel_types: choosableChannels,
    ...(chosen.length === 0 ? {} : { default_values: chosen }),
  });
}

function writtenChannels(field: Channels, { messages }: FormPlace): Label {
  const written = {
    isRequired: field.isRequired,
    value: field.value.join("\n"),
    isLong: true,
    maxLength: 3_000,
  };
  return label(field, messages.writeChannels, textInput(written, `${field.name}${lineMark}`));
}
