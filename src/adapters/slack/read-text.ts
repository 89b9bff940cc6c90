import { cleanText } from "../../chat/clean-text.ts";

/** Whose text is read: mentions of the bot itself go, references to others are of this workspace. */
export interface TextPlace {
  readonly teamId: string;
  readonly botUserId: string;
}

/**
 * What a person typed, out of what Slack delivers: references such as <@U012> or <https://a.org|a.org> become
 * words, `&lt;` becomes `<` (docs: formatting message text), and mentions of the bot itself go.
 */
export function readText(delivered: string, place: TextPlace): string {
  return read(delivered, (inside) => wordsFor(inside, place));
}

/**
 * The same for commands that do something: people and user groups become references (chat/reference.ts), and links
 * the address they lead to.
 */
export function readReferences(delivered: string, place: TextPlace): string {
  return read(delivered, (inside) => referenceFor(inside, place) ?? wordsFor(inside, place));
}

function read(delivered: string, meaningOf: (inside: string) => string): string {
  const words = delivered.replaceAll(/<([^<>]*)>/g, (_, inside: string) => meaningOf(inside));
  const unescaped = words.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
  return cleanText(unescaped).trim();
}

function referenceFor(inside: string, place: TextPlace): string | null {
  const [target = ""] = inside.split("|");
  if (target === `@${place.botUserId}`) return "";
  const { user, group } =
    /^(?:@(?<user>[UW][A-Z0-9]+)|!subteam\^(?<group>S[A-Z0-9]+))$/.exec(target)?.groups ?? {};
  if (user !== undefined) return `slack:${place.teamId}/${user}`;
  if (group !== undefined) return `slack-group:${place.teamId}/${group}`;
  return /^https?:\/\//.test(target) ? target : null;
}

function wordsFor(inside: string, { botUserId }: TextPlace): string {
  const bar = inside.indexOf("|");
  const target = bar === -1 ? inside : inside.slice(0, bar);
  const label = bar === -1 ? "" : inside.slice(bar + 1);
  if (target === `@${botUserId}`) return "";
  const sign = target.startsWith("#") ? "#" : "@";
  if (/^[@#]/.test(target)) return label === "" ? target : `${sign}${label.replace(/^[@#]/, "")}`;
  if (target.startsWith("!")) return label === "" ? `@${target.slice(1)}` : label;
  return label === "" ? target : label;
}
