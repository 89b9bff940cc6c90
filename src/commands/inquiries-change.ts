import { plainReply, type Reply } from "../chat/reply.ts";
import { type Inquiry, inquiryName } from "../directory/inquiries/inquiry.ts";
import { keptReply } from "./announcing/kept-form.ts";
import { mayFor } from "./announcing/named-announcement.ts";
import { formOffer } from "./cards/form-offer.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { pageOf } from "./form-pages.ts";
import { inquiryForm, inquiryPages, keptOf } from "./inquiries/inquiry-form.ts";
import { type InquirySaid, InquiryWords, inquiryOption } from "./inquiries/inquiry-words.ts";
import { namedInquiry } from "./inquiries/known-inquiries.ts";
import { inquiryIn } from "./inquiries/read-inquiry-form.ts";
import { showAgain, type showInquiry } from "./inquiries/show-inquiry.ts";
import { asTyped } from "./unsaved-forms.ts";

const command = "inquiries change";

/** “Change it”; `more` asks for what Discord's forms have no room for. */
export const inquiriesChange = defineCommand({
  name: command,
  summary: "Change a consultation: when it closes, whom it asks, which positions bear on it",
  usage: "inquiries change <name>",
  right: "propose-positions",
  isPrivate: true,
  options: [inquiryOption],
  schema: InquiryWords,
  form: async (context, said) => {
    const named = await namedInquiry(context, said.name, command);
    if (named.kind === "refused" || whyNot(context, named.inquiry) !== null) return null;
    const inquiry = await context.needs.inquiryDesk.store.find(named.inquiry.id);
    if (inquiry === null) return null;
    const { messages, unsaved } = context.needs;
    const { form: words } = messages.inquiries;
    const order = {
      command,
      // What they change is what they see: what somebody else changes meanwhile is not overwritten unseen.
      text: wordsOf(inquiry, said),
      title: words.changeTitle,
      introduction: words.changeIntroduction,
      clusters: [],
      kept: await keptOf(inquiry, context),
    };
    const form = pageOf(inquiryForm(order, messages), inquiryPages, said.isMore ? "more" : null);
    const typed = unsaved.find(said.mark, { account: context.identity.account, command });
    return { ...form, fields: asTyped(form.fields, typed) };
  },
  run: async (context, said) => {
    const { inquiries: words } = context.needs.messages;
    const named = await namedInquiry(context, said.name, command);
    if (named.kind === "refused") return named.reply;
    const why = whyNot(context, named.inquiry);
    if (why !== null) return plainReply(why);
    const { store, clock } = context.needs.inquiryDesk;
    const inquiry = await store.find(named.inquiry.id);
    if (inquiry === null) return plainReply(words.unknown(said.name.slice(0, 60)));
    const text = wordsOf(inquiry, said);
    if (context.request.fields === null)
      return formOffer(words.form.changeIntroduction, { command, text, label: words.button.form });
    // The form opens again with the inquiry as it is then.
    const again = { ...context, request: { ...context.request, text } };
    const refused = (sentences: readonly string[]): Reply => keptReply(again, command, sentences);
    const name = inquiryName(inquiry);
    if (said.revision !== inquiry.revision) return refused([words.problem.changed(name)]);
    const read = await inquiryIn(context, await keptOf(inquiry, context), inquiry.owner);
    if (read.kind === "problems") return refused(read.sentences);
    const expected = { revision: inquiry.revision, by: doingOf(context), now: clock.now() };
    const saved = await store.change(inquiry.id, read.value, expected);
    if (saved.kind === "title-taken") return refused([words.problem.taken(read.value.title.slice(0, 60))]);
    if (saved.kind === "changed-meanwhile") return refused([words.problem.changed(name)]);
    return await showAgain(context, named.inquiry, words.decided.changed);
  },
});

/** The sentence that says why not; null where they may change it. */
function whyNot(context: CommandContext, inquiry: Parameters<typeof showInquiry>[1]): string | null {
  const { messages } = context.needs;
  if (!mayFor(context, "propose-positions", inquiry.owner)) return messages.permit["other-cluster"];
  if (context.identity.account === null) return messages.inquiries.needsAccount;
  return inquiry.withdrawnAt === null ? null : messages.inquiries.undecided.withdrawn;
}

function wordsOf(inquiry: Inquiry, { isMore }: InquirySaid): string {
  return [inquiryName(inquiry), ...(isMore ? ["more"] : []), `r${inquiry.revision}`].join(" ");
}
