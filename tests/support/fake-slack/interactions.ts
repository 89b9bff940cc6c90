import type { Button, InputBlock } from "@slack/types";
import type { Delivery } from "./deliveries.ts";
import type { SharedFile } from "./files.ts";
import { inputsOf } from "./views.ts";
import { type FakeMessage, type FakeView, issueTrigger, type Workspace } from "./workspace.ts";

/** What somebody fills into one input: words, choices or channels, or files. */
export type FilledIn = string | readonly string[] | { readonly files: readonly SharedFile[] };

interface By {
  readonly user: string;
  readonly workspace: Workspace;
  /** The workspace the person belongs to; this one unless told. */
  readonly userTeam?: string;
}

function common({ user, userTeam, workspace }: By) {
  return {
    team: { id: workspace.teamId, domain: "cluster" },
    user: { id: user, name: "somebody", username: "somebody", team_id: userTeam ?? workspace.teamId },
    api_app_id: "A0CLUSTER1",
    token: "REMOVED",
    is_enterprise_install: false,
    enterprise: null,
  };
}

const interaction = (payload: Readonly<Record<string, unknown>>): Delivery => ({
  kind: "interaction",
  payload,
  retry: 0,
  retryReason: null,
});

/** docs: block_actions payload. Throws when the message has no such button. */
export function pressDelivery(
  message: FakeMessage,
  label: string,
  by: By & { readonly responseUrl: string },
): Delivery {
  const rows = message.blocks.flatMap((block) => (block.type === "actions" ? [block] : []));
  const buttons = rows.flatMap((row) => row.elements as Button[]);
  const pressed = buttons.find((button) => button.text.text === label);
  if (pressed === undefined) throw new Error(`there is no button “${label}”`);
  const { workspace, user } = by;
  return interaction({
    ...common(by),
    type: "block_actions",
    container: { type: "message", message_ts: message.ts, channel_id: message.channel, is_ephemeral: false },
    channel: { id: message.channel, name: "general" },
    message: { ts: message.ts, text: message.text, blocks: message.blocks },
    trigger_id: issueTrigger(workspace, user),
    response_url: by.responseUrl,
    actions: [
      {
        type: "button",
        action_id: pressed.action_id,
        block_id: "row",
        text: pressed.text,
        value: pressed.value,
        action_ts: workspace.nextTs(),
      },
    ],
  });
}

export interface MenuChoice {
  /** The shortcut's callback_id in the manifest. */
  readonly callbackId: string;
  readonly user: string;
  readonly channel: string;
  /** As Slack delivers it: escaped, with <…> for what is linked. */
  readonly text: string;
  readonly files?: readonly SharedFile[];
}

/** docs: shortcuts interaction payload, message_action */
export function menuDelivery(choice: MenuChoice, responseUrl: string, workspace: Workspace): Delivery {
  const ts = workspace.nextTs();
  const { files } = choice;
  return interaction({
    ...common({ user: choice.user, workspace }),
    type: "message_action",
    callback_id: choice.callbackId,
    trigger_id: issueTrigger(workspace, choice.user),
    action_ts: ts,
    message_ts: ts,
    response_url: responseUrl,
    channel: { id: choice.channel, name: "general" },
    message: { type: "message", user: choice.user, ts, text: choice.text, ...(files ? { files } : {}) },
  });
}

/**
 * docs: view_submission payload. What is not filled in keeps what the form began with. Throws for what Slack's own form
 * would not let anybody send. The form closes once it is acknowledged without errors.
 */
export function submitDelivery(
  shown: FakeView,
  filled: Readonly<Record<string, FilledIn>>,
  workspace: Workspace,
): Delivery {
  if (!shown.isOpen) throw new Error("this form is not open any more");
  const inputs = inputsOf(shown.view);
  const unknown = Object.keys(filled).find((name) => !inputs.some((input) => input.block_id === name));
  if (unknown !== undefined) throw new Error(`the form has no ${unknown}`);
  const values = Object.fromEntries(
    inputs.map((input) => [
      input.block_id ?? "",
      { [input.element.action_id ?? ""]: stateOf(input, filled[input.block_id ?? ""]) },
    ]),
  );
  const delivery = interaction({
    ...common({ user: shown.user, workspace }),
    type: "view_submission",
    trigger_id: issueTrigger(workspace, shown.user),
    response_urls: [],
    view: { ...shown.view, id: shown.id, team_id: workspace.teamId, hash: "1", state: { values } },
  });
  return {
    ...delivery,
    onAcknowledged: (answer) => {
      const errors = Object.keys((answer?.errors ?? {}) as object);
      // docs: displaying errors in views: each error names an input block
      const wrong = errors.find((name) => !inputs.some((input) => input.block_id === name));
      if (wrong !== undefined) throw new Error(`an error names ${wrong}, which is no input`);
      shown.isOpen = answer?.response_action === "errors";
    },
  };
}

function stateOf({ element, optional, block_id }: InputBlock, filled: FilledIn | undefined): unknown {
  const state = filledState(element, filled);
  const isEmpty = Object.values(state).every(
    (value) => value === null || value === "" || (Array.isArray(value) && value.length === 0),
  );
  if (isEmpty && optional !== true) throw new Error(`${block_id} has to be filled in`);
  return { type: element.type, ...state };
}

function filledState(element: InputBlock["element"], filled: FilledIn | undefined): Record<string, unknown> {
  const words = typeof filled === "string" ? filled : null;
  const list = Array.isArray(filled) ? (filled as readonly string[]) : words === null ? null : [words];
  switch (element.type) {
    case "plain_text_input": {
      const value = words ?? element.initial_value ?? null;
      if ((value ?? "").length > (element.max_length ?? 3_000)) throw new Error("longer than allowed");
      return { value };
    }
    case "static_select":
      return { selected_option: chosen(element.options, list)?.[0] ?? element.initial_option ?? null };
    case "multi_static_select": {
      const options = chosen(element.options, list) ?? element.initial_options ?? [];
      if (options.length > (element.max_selected_items ?? 100)) throw new Error("more than may be chosen");
      return { selected_options: options };
    }
    case "multi_conversations_select":
      return { selected_conversations: list ?? element.initial_conversations ?? [] };
    case "file_input":
      return { files: typeof filled === "object" && "files" in filled ? filled.files : [] };
    default:
      throw new Error(`${element.type} cannot be filled in`);
  }
}

function chosen<Option extends { readonly value?: string | undefined }>(
  options: readonly Option[] | undefined,
  values: readonly string[] | null,
): readonly Option[] | null {
  return (
    values?.map((value) => {
      const option = options?.find((candidate) => candidate.value === value);
      if (option === undefined) throw new Error(`${value} is not offered`);
      return option;
    }) ?? null
  );
}
