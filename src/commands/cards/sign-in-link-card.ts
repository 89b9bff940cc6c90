import { concealed } from "../../chat/conceal.ts";
import type { Reply } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";

/** The link is a secret of the reply: whoever reads the stored reply must not be able to sign in with it. */
export function signInLinkCard(
  { link, isPublic }: { readonly link: string; readonly isPublic: boolean },
  { web }: Messages,
): Reply {
  return {
    summary: web.linkTitle,
    blocks: [
      { type: "heading", text: web.linkTitle },
      { type: "paragraph", content: [{ type: "link", text: web.openLink, url: concealed("link") }] },
      { type: "note", content: [{ type: "text", text: web.linkRules }] },
      ...(isPublic
        ? []
        : [{ type: "note" as const, content: [{ type: "text" as const, text: web.onlyOnBotsComputer }] }]),
    ],
    data: { kind: "sign-in-link" },
    secrets: { link },
  };
}
