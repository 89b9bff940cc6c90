import { defineCommand } from "./command.ts";
import { answerForCluster } from "./positions/answer-for-cluster.ts";
import { PositionWords, positionOption } from "./positions/position-words.ts";

/** “Sign”, with the beginning of the fingerprint of the text that was shown. */
export const positionsSign = defineCommand({
  name: "positions sign",
  summary: "Sign a position for your cluster",
  usage: "positions sign P7",
  right: "sign-positions",
  isPrivate: true,
  isHidden: true,
  options: [positionOption],
  schema: PositionWords,
  run: (context, said) => answerForCluster(context, { said, kind: "sign", reason: null }),
});
