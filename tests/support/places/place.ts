import type { Audience } from "../../../src/shared/audience.ts";

/** From what everybody reads to what the fewest do. */
export const audiences = ["public", "members", "board"] as const satisfies readonly Audience[];

/** Who asks: `stranger` holds nothing in the cluster, `trustee` is of its board. */
export type Person = "stranger" | "member" | "trustee";
export const persons: readonly Person[] = ["stranger", "member", "trustee"];

/** Something the bot showed, or tried to show: where, to whom (null: everybody in the channel), and all of it. */
export interface Shown {
  readonly channel: string;
  readonly onlyFor: string | null;
  readonly everything: string;
}

/** A question that was asked. */
export interface Asked {
  readonly place: Place;
  readonly channel: string;
  /** Who alone sees the reply; null when everybody in the channel does. */
  readonly onlyFor: string | null;
  /** What may be in the reply at most. */
  readonly upTo: Audience;
  /** What came in answer to it. */
  readonly replies: () => readonly Shown[];
}

/** A Slack workspace or Discord server of one cluster, with a channel for each audience. */
export interface Place {
  readonly cluster: string;
  readonly platform: "slack" | "discord";
  /** Slack's team id, Discord's server id. */
  readonly id: string;
  readonly channels: Readonly<Record<Audience, string>>;
  /** Its part of the settings file. */
  readonly settings: object;
  /** Somebody mentions the bot in a channel. */
  mention(question: string, channel: Audience, person: Person): Promise<Asked>;
  /** Somebody uses `/cluster ask`; a person does so once at a time. */
  command(question: string, channel: Audience, person: Person): Promise<Asked>;
  /** All the bot ever showed here or tried to, forms and what was changed later included. */
  shown(): readonly Shown[];
  /** What those who see it may read at most. */
  audienceOf(shown: Shown): Audience;
}

const readsUpTo: Readonly<Record<Person, Audience>> = {
  stranger: "public",
  member: "members",
  trustee: "board",
};

/** Where a question was asked by whom, and so what its reply may hold. */
export function placed(
  { channels, people }: Pick<Place, "channels"> & { readonly people: Readonly<Record<Person, string>> },
  { channel, person, isPrivate }: { channel: Audience; person: Person; isPrivate: boolean },
): Pick<Asked, "channel" | "onlyFor" | "upTo"> {
  const own = readsUpTo[person];
  const common = audiences[Math.min(audiences.indexOf(own), audiences.indexOf(channel))] ?? "public";
  return {
    channel: channels[channel],
    onlyFor: isPrivate ? people[person] : null,
    upTo: isPrivate ? own : common,
  };
}

/** In a channel what everybody there may read; alone what the person may. Elsewhere nothing but what is public. */
export function audienceIn(
  channels: Place["channels"],
  people: Readonly<Record<Person, string>>,
): Place["audienceOf"] {
  return ({ channel, onlyFor }) => {
    if (onlyFor === null) return audiences.find((audience) => channels[audience] === channel) ?? "public";
    return readsUpTo[persons.find((person) => people[person] === onlyFor) ?? "stranger"];
  };
}
