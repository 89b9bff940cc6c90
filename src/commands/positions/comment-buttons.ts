import type { Button } from "../../chat/reply.ts";
import type { Consultation } from "../../directory/positions/stance.ts";
import type { CommandContext } from "../command.ts";
import { commentingClusters } from "./commenting-clusters.ts";
import { shownWords, versionWords } from "./position-words.ts";

/** To comment, for those who may; and to read what was said. */
export async function commentButtons(
  consultation: Consultation,
  context: CommandContext,
): Promise<readonly Button[]> {
  const { version } = consultation;
  if (version.status === "draft") return [];
  const { positionDesk, messages } = context.needs;
  const { button } = messages.positionComments;
  const mayComment =
    version.status === "consulting" &&
    context.identity.account !== null &&
    (await commentingClusters(consultation, context)).length > 0;
  const { total } = await positionDesk.store.comments(version.id, { skip: 0, most: 0 });
  const style = "normal";
  return [
    ...(mayComment
      ? [{ label: button.comment, command: "positions comment", text: shownWords(version), style } as const]
      : []),
    ...(total > 0
      ? [
          {
            label: button.all(total),
            command: "positions work",
            text: `${versionWords(version)} comments1`,
            style,
          } as const,
        ]
      : []),
  ];
}
