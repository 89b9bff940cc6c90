import { plainReply } from "../chat/reply.ts";
import { versionTitle } from "./cards/position-work-card.ts";
import { defineCommand } from "./command.ts";
import { fieldOf, textField } from "./form-fields.ts";
import { answerForCluster, dissentCommand, reasonCharacters } from "./positions/answer-for-cluster.ts";
import { namedPosition } from "./positions/named-position.ts";
import { PositionWords, positionOption } from "./positions/position-words.ts";
import { signableClusters } from "./positions/show-position.ts";
import { asTyped } from "./unsaved-forms.ts";

/** “Dissent …” asks for the reason; `positions dissent P7 … because …` has one already. */
export const positionsDissent = defineCommand({
  name: dissentCommand,
  summary: "Say for your cluster that it does not agree with a position, and why",
  usage: `${dissentCommand} P7`,
  right: "sign-positions",
  isPrivate: true,
  isHidden: true,
  options: [positionOption],
  schema: PositionWords,
  form: async (context, said) => {
    const named = await namedPosition(context, said);
    if (named.kind !== "found" || said.because !== "") return null;
    const { version } = named.consultation;
    // What they were shown is what they dissent from; else they are shown the text first.
    const isAsked = version.status === "consulting" && said.shown !== "";
    if (!isAsked || !version.fingerprint.startsWith(said.shown)) return null;
    const mine = signableClusters(named.consultation, context);
    if (mine.length === 0 || (mine.length > 1 && said.cluster === "")) return null;
    const { messages, unsaved } = context.needs;
    const { form: words } = messages.positionWork;
    const typed = unsaved.find(said.mark, { account: context.identity.account, command: dissentCommand });
    const reason = {
      ...textField("reason", words.reason, words.reasonHint),
      isRequired: true,
      isLong: true,
      maxLength: reasonCharacters,
    };
    return {
      command: dissentCommand,
      text: context.request.text,
      title: words.dissentTitle,
      submit: words.dissentSubmit,
      introduction: words.dissentIntroduction(versionTitle(version, messages)),
      fields: asTyped([reason], typed),
    };
  },
  run: async (context, said) => {
    const reason = fieldOf(context.request.fields, "reason") || said.because;
    const { stance: words } = context.needs.messages.positionWork;
    if (reason.length > reasonCharacters) return plainReply(words["long-reason"](String(reasonCharacters)));
    return await answerForCluster(context, { said, kind: "dissent", reason: reason || null });
  },
});
