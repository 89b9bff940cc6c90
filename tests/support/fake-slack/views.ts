import type { InputBlock, ModalView, PlainTextElement, PlainTextOption } from "@slack/types";
import { type Answer, type Arguments, refused } from "./call.ts";
import type { Workspace } from "./workspace.ts";

/** docs: surfaces/modals: a trigger expires after three seconds */
const triggerMilliseconds = 3_000;

/** docs: views.open: errors exchanged_trigger_id, expired_trigger_id, invalid_trigger_id, invalid_arguments */
export function openView(call: Arguments, workspace: Workspace): Answer {
  const trigger = workspace.triggers.get(call.trigger_id ?? "");
  if (trigger === undefined) return refused("invalid_trigger_id");
  if (trigger.isUsed) return refused("exchanged_trigger_id");
  if (workspace.now() - trigger.at > triggerMilliseconds) return refused("expired_trigger_id");
  const view = JSON.parse(call.view ?? "null") as ModalView;
  const problems = viewProblems(view);
  if (problems.length > 0)
    return { ...refused("invalid_arguments"), response_metadata: { messages: problems } };
  // docs: file input element: the app needs files:read
  const hasFile = inputsOf(view).some(({ element }) => element.type === "file_input");
  if (hasFile && !workspace.scopes.has("files:read")) return refused("missing_scope");
  trigger.isUsed = true;
  const id = `V${String(workspace.views.length + 1).padStart(9, "0")}`;
  workspace.views.push({ id, user: trigger.user, view, isOpen: true });
  return { ok: true, view: { id } };
}

export function inputsOf(view: ModalView): readonly InputBlock[] {
  return view.blocks.filter((block): block is InputBlock => block.type === "input");
}

/** Every limit of @slack/types views and block-kit documentation that is broken, of what the bot uses. */
function viewProblems(view: ModalView | null): string[] {
  if (view?.type !== "modal") return ["view: must be a modal"];
  const inputs = inputsOf(view);
  const names = new Set(inputs.map((input) => input.block_id));
  return [
    ...text("title", view.title, 24),
    ...(view.close === undefined ? [] : text("close", view.close, 24)),
    ...(inputs.length > 0 || view.submit !== undefined ? text("submit", view.submit, 24) : []),
    ...ifTrue((view.callback_id ?? "").length > 255, "callback_id: more than 255 characters"),
    ...ifTrue((view.private_metadata ?? "").length > 3_000, "private_metadata: more than 3000 characters"),
    ...ifTrue(view.blocks.length === 0 || view.blocks.length > 100, "blocks: 1 to 100"),
    ...ifTrue(names.size !== inputs.length, "block_id: the same twice"),
    ...view.blocks.flatMap((block) => {
      if (block.type === "input") return inputProblems(block as InputBlock);
      if (block.type === "section" && "text" in block) return text("section", block.text, 3_000);
      return [`blocks: ${block.type} is none the bot uses`];
    }),
  ];
}

function inputProblems({ block_id, label, hint, element }: InputBlock): string[] {
  return [
    ...ifTrue((block_id ?? "") === "" || (block_id ?? "").length > 255, "block_id: 1 to 255 characters"),
    ...text("label", label, 2_000),
    ...(hint === undefined ? [] : text("hint", hint, 2_000)),
    ...elementProblems(element),
  ];
}

function elementProblems(element: InputBlock["element"]): string[] {
  switch (element.type) {
    case "plain_text_input": {
      const most = element.max_length ?? 3_000;
      const initial = element.initial_value?.length ?? 0;
      return ifTrue(most < 1 || most > 3_000 || initial > most, "plain_text_input: its length");
    }
    case "static_select": {
      const initial = element.initial_option === undefined ? [] : [element.initial_option as PlainTextOption];
      return optionProblems((element.options ?? []) as PlainTextOption[], initial);
    }
    case "multi_static_select": {
      const initial = element.initial_options ?? [];
      const most = element.max_selected_items ?? 100;
      const isEmpty = element.initial_options?.length === 0;
      return [
        ...ifTrue(most < 1 || initial.length > most || isEmpty, "multi_static_select: its selection"),
        ...optionProblems(element.options ?? [], initial),
      ];
    }
    case "multi_conversations_select": {
      const isEmpty = element.initial_conversations?.length === 0 || element.filter?.include?.length === 0;
      return ifTrue((element.max_selected_items ?? 1) < 1 || isEmpty, "multi_conversations_select");
    }
    case "file_input":
      return ifTrue((element.max_files ?? 10) < 1 || (element.max_files ?? 10) > 10, "file_input: max_files");
    default:
      return [`element: ${element.type} is none the bot uses`];
  }
}

/** What is chosen to begin with must be one of the options, word for word. */
function optionProblems(options: readonly PlainTextOption[], initial: readonly PlainTextOption[]): string[] {
  const offered = new Set(options.map((option) => JSON.stringify(option)));
  return [
    ...ifTrue(options.length < 1 || options.length > 100, "options: 1 to 100"),
    ...ifTrue(new Set(options.map(({ value }) => value)).size !== options.length, "options: a value twice"),
    ...options.flatMap((option) => [
      ...text("option", option.text, 75),
      ...ifTrue((option.value ?? "") === "" || (option.value ?? "").length > 75, "option value: 1 to 75"),
    ]),
    ...ifTrue(!initial.every((option) => offered.has(JSON.stringify(option))), "initial: not among options"),
  ];
}

function text(
  name: string,
  value: PlainTextElement | { type: string; text: string } | undefined,
  most: number,
) {
  const length = value?.text.length ?? 0;
  return ifTrue(
    value?.type !== "plain_text" || length < 1 || length > most,
    `${name}: 1 to ${most} characters`,
  );
}

function ifTrue(isBroken: boolean, problem: string): string[] {
  return isBroken ? [problem] : [];
}
