import type { Block, Reply } from "../../chat/reply.ts";
import { plainReply } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";
import type { Erasure } from "../../people/personal-data.port.ts";

/** What would be deleted and what stays, with the button that does it. */
export function forgetMeCard({ privacy }: Messages): Reply {
  const text = (words: string): Block => ({
    type: "paragraph",
    content: [{ type: "text", text: words }],
  });
  return {
    summary: `${privacy.introduction} ${privacy.how} /cluster forget-me yes.`,
    blocks: [
      { type: "heading", text: privacy.title },
      text(privacy.introduction),
      {
        type: "list",
        ordered: false,
        items: privacy.deleted.map((item) => [{ type: "text", text: item }]),
      },
      text(privacy.kept),
      {
        type: "paragraph",
        content: [
          { type: "strong", text: privacy.warning },
          { type: "text", text: ` ${privacy.how} ` },
          { type: "code", text: "/cluster forget-me yes" },
        ],
      },
      {
        type: "actions",
        buttons: [{ label: privacy.button, command: "forget-me", text: "yes", style: "danger" }],
      },
    ],
    data: { kind: "forget-me" },
  };
}

/** What came of it. Once that is sent nothing of the request is kept, but when nothing was deleted. */
export function forgottenCard(erasure: Erasure, { privacy }: Messages): Reply {
  if (erasure.kind === "last-administrator") return plainReply(privacy.lastAdministrator);
  return { ...plainReply(forgottenSentence(erasure, privacy)), forgetsAsker: true };
}

function forgottenSentence(
  erasure: Exclude<Erasure, { kind: "last-administrator" }>,
  privacy: Messages["privacy"],
): string {
  if (erasure.kind === "nothing-kept") return privacy.nothingKept;
  const { done, leftovers } = erasure.report;
  if (leftovers.length > 0) return privacy.partly;
  return privacy.done(done.reduce((sum, { deleted, replaced }) => sum + deleted + replaced, 0));
}
