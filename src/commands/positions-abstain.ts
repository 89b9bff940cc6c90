import { defineCommand } from "./command.ts";
import { answerForCluster } from "./positions/answer-for-cluster.ts";
import { PositionWords, positionOption } from "./positions/position-words.ts";

/** “Abstain”, with the beginning of the fingerprint of the text that was shown. */
export const positionsAbstain = defineCommand({
  name: "positions abstain",
  summary: "Say for your cluster that it neither signs a position nor dissents",
  usage: "positions abstain P7",
  right: "sign-positions",
  isPrivate: true,
  isHidden: true,
  options: [positionOption],
  schema: PositionWords,
  run: (context, said) => answerForCluster(context, { said, kind: "abstain", reason: null }),
});
