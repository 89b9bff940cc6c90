import { readChannelReference } from "../chat/channel-reference.ts";
import type { FormField } from "../chat/form.ts";
import type { Messages } from "../messages/english.ts";
import { channelPurposes, type Workspace } from "../people/workspace.ts";
import { audiences } from "../shared/audience.ts";
import { defineCommand } from "./command.ts";
import { type Fields, fieldOf } from "./form-fields.ts";
import { runSetUpStep, SetUpText, setUpForm, type Understood } from "./set-up-step.ts";

/** At once; the limit of a picker (chat/form.ts). */
const channelsAtMost = 10;

/** `/cluster setup channels`: what channels are for and who reads there. */
export const setupChannels = defineCommand({
  name: "setup channels",
  summary: "Say what channels are for and who reads there",
  usage: "setup channels",
  right: "set-up-workspace",
  isPrivate: true,
  options: [],
  schema: SetUpText,
  form: (context, text) =>
    setUpForm(context, text, () => {
      const { messages } = context.needs;
      const { title, submit, introduction } = messages.setup.channelsForm;
      return { command: "setup channels", title, submit, introduction, fields: fieldsOf(messages) };
    }),
  run: (context, text) =>
    runSetUpStep(context, text, {
      command: "setup channels",
      action: "workspace-channels-set-up",
      understand: (fields, workspace) => understand(fields, workspace, context.needs.messages),
    }),
});

function fieldsOf({ setup }: Messages): FormField[] {
  const words = setup.channelsForm;
  const channels = {
    kind: "channels",
    name: "channels",
    label: words.channels,
    hint: words.channelsHint,
  } as const;
  const choice = { kind: "choice", atMost: 1, isRequired: true } as const;
  return [
    { ...channels, isRequired: true, value: [], atMost: channelsAtMost },
    {
      kind: "choice",
      name: "purposes",
      label: words.purposes,
      hint: words.purposesHint,
      isRequired: false,
      options: channelPurposes.map((purpose) => ({ value: purpose, label: setup.purposes[purpose] })),
      value: [],
      atMost: channelPurposes.length,
    },
    {
      ...choice,
      name: "audience",
      label: words.audience,
      hint: words.audienceHint,
      options: audiences.map((audience) => ({ value: audience, label: words.audiences[audience] })),
      value: ["public"],
    },
    {
      ...choice,
      name: "action",
      label: words.action,
      hint: words.actionHint,
      options: [
        { value: "set", label: words.set },
        { value: "remove", label: words.remove },
      ],
      value: ["set"],
    },
  ];
}

function understand(fields: NonNullable<Fields>, workspace: Workspace, { setup }: Messages): Understood {
  const words = setup.channelsForm;
  const problem = (sentence: string): Understood => ({ kind: "problem", sentence });
  const typed = (fields.channels ?? []).flatMap((value) => value.split(/[\s,]+/)).filter(Boolean);
  if (typed.length === 0) return problem(words.noChannel);
  if (typed.length > channelsAtMost) return problem(words.tooMany);
  const channels: string[] = [];
  for (const reference of typed) {
    const channel = readChannelReference(reference, workspace);
    if (channel === null) return problem(words.notAChannel(reference.slice(0, 100)));
    if (!channels.includes(channel)) channels.push(channel);
  }
  if (fieldOf(fields, "action") === "remove")
    return { kind: "change", change: { channelsRemoved: channels }, note: null };
  const audience = audiences.find((known) => known === fieldOf(fields, "audience"));
  if (audience === undefined) return problem(words.chooseAudience);
  const chosen = fields.purposes ?? [];
  const purposes = channelPurposes.filter((purpose) => chosen.includes(purpose));
  const note = audience === "public" ? null : words.warning[audience];
  return {
    kind: "change",
    change: { channels: channels.map((channel) => ({ channel, purposes, audience })) },
    note,
  };
}
