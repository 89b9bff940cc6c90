import { z } from "zod";
import { plainReply } from "../chat/reply.ts";
import { inquiryName } from "../directory/inquiries/inquiry.ts";
import { findCluster } from "../people/find-cluster.ts";
import { keptReply } from "./announcing/kept-form.ts";
import { mayFor } from "./announcing/named-announcement.ts";
import { formOffer } from "./cards/form-offer.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";
import { fieldOf } from "./form-fields.ts";
import { inquiryForm, nothingKept } from "./inquiries/inquiry-form.ts";
import { knownInquiries } from "./inquiries/known-inquiries.ts";
import { inquiryIn } from "./inquiries/read-inquiry-form.ts";
import { showInquiry } from "./inquiries/show-inquiry.ts";
import { proposingClusters } from "./positions/position-form.ts";
import { asTyped, unsavedSign } from "./unsaved-forms.ts";

const command = "inquiries add";

/** `/cluster inquiries add`: what somebody outside asks for goes on the list, and clusters are asked. */
export const inquiriesAdd = defineCommand({
  name: command,
  summary: "Add a consultation or call for evidence, and ask clusters whether they respond",
  usage: command,
  right: "propose-positions",
  isPrivate: true,
  options: [],
  schema: z.string().trim(),
  form: async (context, text) => {
    const { messages, unsaved } = context.needs;
    const { form: words } = messages.inquiries;
    const own = await proposingClusters(context);
    if (own.length === 0) return null;
    const form = inquiryForm(
      {
        command,
        text: "",
        title: words.title,
        introduction: words.introduction,
        clusters: own.length > 1 ? own : [],
        kept: nothingKept,
      },
      messages,
    );
    const mark = text.startsWith(unsavedSign) ? text : null;
    const typed = unsaved.find(mark, { account: context.identity.account, command });
    return { ...form, fields: asTyped(form.fields, typed) };
  },
  run: async (context) => {
    const { needs, request, identity } = context;
    const { inquiries: words } = needs.messages;
    if (identity.account === null) return plainReply(words.needsAccount);
    if (request.fields === null)
      return formOffer(words.form.introduction, { command, text: "", label: words.button.form });
    const owner = await ownerIn(context);
    if (owner === null) return keptReply(context, command, [words.problem.cluster]);
    const read = await inquiryIn(context, nothingKept, owner);
    if (read.kind === "problems") return keptReply(context, command, read.sentences);
    const made = { by: doingOf(context), now: needs.inquiryDesk.clock.now() };
    const saved = await needs.inquiryDesk.store.add({ ...read.value, owner, isSample: false }, made);
    if (saved.kind !== "saved")
      return keptReply(context, command, [words.problem.taken(read.value.title.slice(0, 60))]);
    const name = inquiryName(saved.inquiry);
    const shown = (await knownInquiries(context)).find(({ id }) => id === saved.inquiry.id);
    const told = words.decided.added(name);
    return shown === undefined ? plainReply(told) : showInquiry(context, shown, told);
  },
});

/** Who looks after it: the cluster chosen, or the only one there is to choose. */
async function ownerIn(context: CommandContext): Promise<string | null> {
  const said = fieldOf(context.request.fields, "cluster");
  if (said !== "") {
    const cluster = findCluster(said, await context.needs.clusters.all());
    return cluster !== null && mayFor(context, "propose-positions", cluster.id) ? cluster.id : null;
  }
  const [only, ...others] = await proposingClusters(context);
  return only === undefined || others.length > 0 ? null : only.id;
}
