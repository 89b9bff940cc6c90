import { safeUrl } from "../chat/clean-text.ts";
import { plainReply, type Reply } from "../chat/reply.ts";
import { answerInquiry, type InquiryAnswerOutcome } from "../directory/inquiries/answer-inquiry.ts";
import { type InquiryAnswerKind, inquiryAnswerKinds, inquiryName } from "../directory/inquiries/inquiry.ts";
import type { FoundInquiry } from "../directory/inquiries/inquiry-search.port.ts";
import type { Messages } from "../messages/english.ts";
import type { NamedCluster } from "../people/cluster-list.port.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { fieldOf, textField } from "./form-fields.ts";
import { AnswerWords, inquiryOption } from "./inquiries/inquiry-words.ts";
import { namedInquiry } from "./inquiries/known-inquiries.ts";
import { answerableClusters, showAgain } from "./inquiries/show-inquiry.ts";
import { type Speaker, speakerFor } from "./speaker-for.ts";

const command = "inquiries answer";
const linkCharacters = 500;
/** Of a command and what follows it: chat/reply.ts. */
const buttonCharacters = 90;

/** `/cluster inquiries answer I7 own https://example.org/response`: whether a cluster responds, said by its signatory. */
export const inquiriesAnswer = defineCommand({
  name: command,
  summary: "Say whether your cluster responds: itself, with whoever looks after it, or not",
  usage: "inquiries answer <name> own|joint|none [link]",
  right: "sign-positions",
  isPrivate: true,
  options: [
    inquiryOption,
    {
      name: "answer",
      summary: "own: responds itself; joint: joins the response; none: does not",
      isRequired: true,
      choices: inquiryAnswerKinds,
    },
    { name: "link", summary: "To your cluster's response", isRequired: false },
    { name: "cluster", summary: "For which cluster, if you answer for several", isRequired: false },
  ],
  schema: AnswerWords,
  form: async (context, said) => {
    if (!said.asksLink || said.kind === null) return null;
    const named = await namedInquiry(context, said.name);
    if (named.kind === "refused" || answerableClusters(named.inquiry, context).length === 0) return null;
    const { form: words, name } = context.needs.messages.inquiries;
    return {
      command,
      text: context.request.text,
      title: words.linkTitle,
      submit: words.submit,
      introduction: name(inquiryName(named.inquiry), named.inquiry.title),
      fields: [{ ...textField("link", words.response, words.responseHint), maxLength: linkCharacters }],
    };
  },
  run: async (context, said) => {
    const { inquiries: words } = context.needs.messages;
    const named = await namedInquiry(context, said.name);
    if (named.kind === "refused") return named.reply;
    const { kind, cluster } = said;
    if (kind === null) return plainReply(words.answer.how);
    const typed = fieldOf(context.request.fields, "link") || said.link;
    const link = typed === null ? null : safeUrl(typed);
    if (typed !== null && (link === null || link.length > linkCharacters))
      return plainReply(words.answer.link);
    const { inquiry } = named;
    const asked = inquiry.asked.map(({ cluster: id, name, isActive: isPresent }) => ({
      id,
      name,
      isPresent,
    }));
    const speaker = await speakerFor(context, { asked, named: cluster });
    return await answerAs(context, speaker, { inquiry, kind, link });
  },
});

interface Answering {
  readonly inquiry: FoundInquiry;
  readonly kind: InquiryAnswerKind;
  readonly link: string | null;
}

async function answerAs(context: CommandContext, speaker: Speaker, answering: Answering): Promise<Reply> {
  const { identity, needs } = context;
  const { inquiries: words } = needs.messages;
  if (speaker.kind === "refused") return plainReply(speaker.sentence);
  if (speaker.kind === "which") return whichCluster(context, speaker.clusters, answering);
  const { account } = identity;
  if (account === null) return plainReply(words.needsAccount);
  const { inquiry, kind, link } = answering;
  const { cluster } = speaker;
  const at = needs.inquiryDesk.clock.now();
  const given = { cluster: cluster.id, kind, link, account, role: "signatory", at };
  const result = await answerInquiry(inquiry.id, { given, by: doingOf(context) }, needs.inquiryDesk.store);
  if (result === null) return plainReply(words.unknown(inquiryName(inquiry)));
  const told = outcomeText(result.outcome, { ...answering, name: cluster.name }, needs.messages);
  return await showAgain(context, inquiry, told);
}

function outcomeText(
  outcome: InquiryAnswerOutcome,
  { inquiry, kind, name }: Answering & { readonly name: string },
  { inquiries: { answer: words } }: Messages,
): string {
  switch (outcome.kind) {
    case "given":
      return [words.given[kind](name, inquiry.ownerName), words.canChange].join(" ");
    case "changed":
      return [words.given[kind](name, inquiry.ownerName), words.before, words.canChange].join(" ");
    case "already":
      return words.already(outcome.before.at.toISOString());
    case "not-asked":
    case "joins-itself":
      return words[outcome.kind](name);
    case "closed":
    case "withdrawn":
      return words[outcome.kind];
  }
}

function whichCluster(
  { needs }: CommandContext,
  clusters: readonly Pick<NamedCluster, "id" | "name">[],
  { inquiry, kind, link }: Answering,
): Reply {
  const reply = plainReply(needs.messages.inquiries.answer["which-cluster"]);
  const buttons = clusters.slice(0, 5).map(({ id, name }) => {
    const short = [inquiryName(inquiry), kind, id].join(" ");
    const whole = [inquiryName(inquiry), kind, link, id].join(" ");
    // A link that has no room in a button is added afterwards.
    const text = link !== null && command.length + whole.length <= buttonCharacters ? whole : short;
    return { label: name.slice(0, 75), command, text, style: "normal" as const };
  });
  return { ...reply, blocks: [...reply.blocks, { type: "actions", buttons }] };
}
