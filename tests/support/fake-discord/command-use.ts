import { type RegisteredOption, subcommandsOf } from "./command-rules.ts";
import { memberPayload, uploadPayload, userPayload } from "./payloads.ts";
import type { Guild, World } from "./world.ts";

interface SlashUse {
  readonly command: string;
  readonly options: Readonly<Record<string, string>>;
}

interface GivenOption {
  readonly type: number;
  readonly name: string;
  readonly value: string;
}

const types = { mentionable: 9, attachment: 11 };

/**
 * What Discord sends of a use of `/cluster`. Once commands are registered only those can be used, with the options they
 * have; before, an option is a text.
 */
export function slashData(world: World, guild: Guild | undefined, { command, options }: SlashUse) {
  const words = command.split(" ");
  const registered = registeredOptions(world, words);
  const given = Object.entries(options).map(([name, value]): GivenOption => {
    const option = registered?.find((candidate) => candidate.name === name);
    if (registered !== null && option === undefined)
      throw new Error(`/cluster ${command} has no option ${name}`);
    if (option?.choices !== undefined && !option.choices.some((choice) => choice.value === value))
      throw new Error(`${value} is not among the choices of ${name}`);
    return { type: option?.type ?? 3, name, value };
  });
  const missing = registered?.find(({ name, required }) => required === true && !(name in options));
  if (missing !== undefined) throw new Error(`/cluster ${command} needs ${missing.name}`);
  const [first, second] = words;
  const subcommand = { type: 1, name: second ?? first, options: given };
  return {
    id: "600000000000000001",
    name: "cluster",
    type: 1,
    options: second === undefined ? [subcommand] : [{ type: 2, name: first, options: [subcommand] }],
    resolved: resolve(world, guild, given),
  };
}

function registeredOptions(world: World, words: readonly string[]): readonly RegisteredOption[] | null {
  const cluster = world.commands.find((command) => command.type === 1);
  if (cluster?.type !== 1) return null;
  const level =
    words.length === 1 ? cluster.options : cluster.options.filter(({ name }) => name === words[0]);
  const reachable =
    words.length === 1
      ? level.flatMap((option) => (option.type === 1 ? [option] : []))
      : subcommandsOf({ ...cluster, options: level });
  const subcommand = reachable.find(({ name }) => name === words.at(-1));
  if (subcommand === undefined) throw new Error(`/cluster ${words.join(" ")} is not registered`);
  return subcommand.options;
}

/** Source: interactions/receiving-and-responding, resolved data: of what was picked, by id. */
function resolve(world: World, guild: Guild | undefined, given: readonly GivenOption[]) {
  const users: Record<string, unknown> = {};
  const members: Record<string, unknown> = {};
  const roles: Record<string, unknown> = {};
  const attachments: Record<string, unknown> = {};
  for (const { type, value } of given) {
    const upload = world.uploads.get(value);
    const member = guild?.members.get(value);
    if (type === types.attachment) {
      if (upload === undefined) throw new Error(`${value} was not uploaded`);
      attachments[value] = uploadPayload(world, upload);
    }
    if (type !== types.mentionable) continue;
    if (member === undefined) roles[value] = { id: value, name: "role", permissions: "0" };
    else {
      users[value] = userPayload(value, false);
      members[value] = memberPayload(member);
    }
  }
  return { users, members, roles, attachments };
}
