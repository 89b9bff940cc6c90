import { linkCodeIn, replaceLinkCodes } from "../chat/link-code-in-text.ts";
import type { Request } from "../chat/request.ts";
import { concealCode } from "../people/link-code.ts";
import { catalogue } from "./catalogue.ts";

/**
 * The request as it may be stored. A code to link accounts stands in it for no command: asked as a question it is taken
 * for what it is, in any other text its hash takes its place.
 */
export function concealSecrets(request: Request): Request {
  const code = request.command === "ask" ? linkCodeIn(request.text) : null;
  const meant = code === null ? request : { ...request, command: "link", text: code };
  const command = catalogue.find(({ name }) => name === meant.command);
  const conceal = command?.conceal ?? ((text: string) => replaceLinkCodes(text, concealCode));
  return { ...meant, text: conceal(meant.text) };
}
