import { z } from "zod";
import type { Attachment } from "../../chat/request.ts";
import { attachmentOf, SlackFiles } from "./read-files.ts";
import type { Heard, ReadingNeeds } from "./read-request.ts";
import { readReferences, readText } from "./read-text.ts";
import { FormOrigin, formInputId } from "./render-form.ts";

const Place = z.object({ id: z.string() }).nullish();
const User = z.object({ id: z.string(), team_id: z.string().nullish() });

/** Where every interaction says of which workspace it is (docs: interaction payloads). */
const Team = z.object({
  team: Place,
  user: User,
  view: z.object({ app_installed_team_id: z.string().nullish() }).nullish(),
});

/** Only the fields used, of a pressed button (docs: block_actions payload). */
const Pressed = z.object({
  user: User,
  channel: Place,
  container: z.object({ channel_id: z.string().nullish() }).nullish(),
  trigger_id: z.string(),
  response_url: z.string().nullish(),
  actions: z.tuple([z.object({ action_id: z.string(), value: z.string().nullish() })]).rest(z.unknown()),
});

/** Only the fields used, of a message's menu (docs: shortcuts interaction payload). */
const Menu = z.object({
  user: User,
  channel: Place,
  callback_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string().nullish(),
  message: z.object({ text: z.string().nullish(), files: SlackFiles }),
});

const Option = z.object({ value: z.string() });

/** One input of a form, as it was filled in; which of these there is depends on its kind. */
const Filled = z.object({
  value: z.string().nullish(),
  selected_option: Option.nullish(),
  selected_options: z.array(Option).nullish(),
  selected_conversations: z.array(z.string()).nullish(),
  files: SlackFiles,
});
type Filled = z.infer<typeof Filled>;

/** Only the fields used, of a form that was sent in (docs: view_submission payload). */
const Submitted = z.object({
  user: User,
  view: z.object({
    id: z.string(),
    private_metadata: z.string(),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), Filled)) }),
  }),
});

/** What a button or a message's menu stands for; both are of the form `clusterbot:…`. */
export const buttonId = /^clusterbot:\d+:(?<command>.+)$/;
export const menuId = /^clusterbot:(?<command>.+)$/;

/** Of which workspace an interaction is; in Slack Connect a form says where the app is installed. */
export function teamOfInteraction(body: unknown): string | null {
  const parsed = Team.safeParse(body);
  if (!parsed.success) return null;
  const { view, team, user } = parsed.data;
  return view?.app_installed_team_id ?? team?.id ?? user.team_id ?? null;
}

/** Where the person can be told something; null when the interaction brings no such address. */
export function responseUrlOf(body: unknown): string | null {
  return z.object({ response_url: z.string() }).safeParse(body).data?.response_url ?? null;
}

const Inputs = z.object({
  view: z.object({ blocks: z.array(z.object({ type: z.string(), block_id: z.string().nullish() })) }),
});

/** Names of the inputs of a form, in their order. */
export function inputsOf(body: unknown): readonly string[] {
  const blocks = Inputs.safeParse(body).data?.view.blocks ?? [];
  return blocks.flatMap((block) => (block.type === "input" && block.block_id ? [block.block_id] : []));
}

/** What is asked for where a form may follow: with what opens it. */
export interface HeardInteraction {
  readonly heard: Heard;
  readonly triggerId: string;
}

/** Reads a pressed button: the same as its command said privately. Null when it is none of ours. */
export function readButton(body: unknown, needs: ReadingNeeds): HeardInteraction | null {
  const parsed = Pressed.safeParse(body);
  if (!parsed.success) return null;
  const [{ action_id, value }] = parsed.data.actions;
  const command = buttonId.exec(action_id)?.groups?.command;
  if (command === undefined) return null;
  const text = value?.startsWith(command) ? value.slice(command.length).trim() : "";
  const channel = parsed.data.channel?.id ?? parsed.data.container?.channel_id ?? null;
  const said = { command, text, channel, attachments: [], kind: "button" };
  return { heard: heardOf(parsed.data, said, needs), triggerId: parsed.data.trigger_id };
}

/** Reads a command chosen in a message's menu, with that message's text and files. Null when it is none of ours. */
export function readMenu(body: unknown, needs: ReadingNeeds): HeardInteraction | null {
  const parsed = Menu.safeParse(body);
  const command = menuId.exec(parsed.data?.callback_id ?? "")?.groups?.command;
  if (!parsed.success || command === undefined || !needs.commandNames.includes(command)) return null;
  const { message, channel } = parsed.data;
  const said = {
    command,
    text: (command === "ask" ? readText : readReferences)(message.text ?? "", needs.identity),
    channel: channel?.id ?? null,
    attachments: message.files.map(attachmentOf),
    kind: "menu",
  };
  return { heard: heardOf(parsed.data, said, needs), triggerId: parsed.data.trigger_id };
}

/** Reads a form that was sent in: the request it was opened for, with what was filled in. */
export function readForm(body: unknown, needs: ReadingNeeds): Heard | null {
  const parsed = Submitted.safeParse(body);
  if (!parsed.success) return null;
  const { view, user } = parsed.data;
  const origin = FormOrigin.safeParse(safeJson(view.private_metadata));
  if (!origin.success) return null;
  const filled = Object.entries(view.state.values).map(
    ([name, inputs]) => [name, inputs[formInputId]] as const,
  );
  const files = filled.flatMap(([, input]) => input?.files ?? []).map(attachmentOf);
  const { command, text, channel, responseUrl, issuedAt, attachments } = origin.data;
  const said = { command, text, channel, attachments: [...files, ...attachments], kind: "form" };
  const heard = heardOf({ user, trigger_id: view.id, response_url: responseUrl }, said, needs);
  const fields = Object.fromEntries(filled.map(([name, input]) => [name, valuesOf(input)]));
  return {
    ...heard,
    request: { ...heard.request, fields },
    replyAddress: { ...heard.replyAddress, issuedAt },
  };
}

function valuesOf(input: Filled | undefined): string[] {
  if (input === undefined) return [];
  const chosen = input.selected_options ?? (input.selected_option ? [input.selected_option] : []);
  const written = input.value ? [input.value] : [];
  return [...written, ...chosen.map((option) => option.value), ...(input.selected_conversations ?? [])];
}

interface Said {
  readonly command: string;
  readonly text: string;
  readonly channel: string | null;
  readonly attachments: readonly Attachment[];
  readonly kind: string;
}

/** The same trigger or form is the same request, however often it arrives. */
function heardOf(
  from: {
    readonly user: z.infer<typeof User>;
    readonly trigger_id: string;
    readonly response_url?: string | null | undefined;
  },
  { kind, attachments, ...said }: Said,
  { identity, isResponseUrl }: ReadingNeeds,
) {
  const { user, trigger_id, response_url: url = null } = from;
  return {
    request: {
      deliveryKey: ["slack", identity.teamId, kind, trigger_id].join(":"),
      platform: "slack",
      workspace: identity.teamId,
      thread: null,
      isDirectMessage: said.channel?.startsWith("D") ?? false,
      visibility: "private",
      fields: null,
      attachments: [...attachments],
      ...said,
    },
    replyAddress: {
      kind: "command",
      responseUrl: url !== null && isResponseUrl(url) ? url : null,
      issuedAt: null,
      channel: said.channel ?? user.id,
      user: user.id,
    },
    user: user.id,
    userTeam: user.team_id ?? null,
    isExternallyShared: false,
  } as const satisfies Heard;
}

function safeJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
