import { linkCodeIn, replaceHyphenedCodes, replaceLinkCodes } from "../chat/link-code-in-text.ts";
import type { Request } from "../chat/request.ts";
import { replaceSignInTokens } from "../chat/sign-in-token-in-text.ts";
import { concealCode } from "../people/link-code.ts";
import { concealToken } from "../people/sign-in.ts";
import { catalogue } from "./catalogue.ts";

/**
 * The request as it may be stored. A code to link accounts stands in it for no command: asked as a question it is taken
 * for what it is, in any other text its hash takes its place, and so it is with links to sign in, which nobody has a
 * reason to send, but people do.
 */
export function concealSecrets(request: Request): Request {
  const code = request.command === "ask" ? linkCodeIn(request.text) : null;
  const meant = code === null ? request : { ...request, command: "link", text: code };
  const command = catalogue.find(({ name }) => name === meant.command);
  const conceal = command?.conceal ?? ((text: string) => replaceLinkCodes(text, concealCode));
  return { ...meant, text: withoutTokens(conceal(meant.text)), fields: concealFields(meant.fields) };
}

function concealFields(fields: Request["fields"]): Request["fields"] {
  if (fields === null) return null;
  const conceal = (value: string): string => withoutTokens(replaceHyphenedCodes(value, concealCode));
  return Object.fromEntries(Object.entries(fields).map(([name, values]) => [name, values.map(conceal)]));
}

function withoutTokens(text: string): string {
  return replaceSignInTokens(text, concealToken);
}
