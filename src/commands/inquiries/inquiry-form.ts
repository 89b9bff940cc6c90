import type { Form, FormField } from "../../chat/form.ts";
import type { Inquiry } from "../../directory/inquiries/inquiry.ts";
import type { WrittenInquiry } from "../../directory/inquiries/inquiry-store.port.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";
import type { NamedCluster } from "../../people/cluster-list.port.ts";
import { audiences } from "../../shared/audience.ts";
import type { CommandContext } from "../command.ts";
import { choiceField, clusterField, textField } from "../form-fields.ts";
import { askedAsTyped } from "../read-asked.ts";
import { attachablePositions, positionsAsTyped } from "./bearing-positions.ts";

/** What stands where a form does not ask. */
export interface KeptInquiry
  extends Pick<WrittenInquiry, "title" | "asker" | "link" | "opensOn" | "audience" | "positions"> {
  readonly closes: WrittenInquiry["closes"] | null;
  /** As somebody would have typed them; of the positions those they may know of. */
  readonly askedTyped: string;
  readonly positionsTyped: string;
}

/** Nothing is for everybody unless somebody says so. */
export const nothingKept: KeptInquiry = {
  title: "",
  asker: "",
  link: null,
  opensOn: null,
  audience: "members",
  positions: [],
  closes: null,
  askedTyped: "",
  positionsTyped: "",
};

/** What Discord's forms have no room for is asked for behind a button of its own. */
export const inquiryPages = { more: ["positions", "link", "opens", "audience"] } as const;

export async function keptOf(inquiry: Inquiry, context: CommandContext): Promise<KeptInquiry> {
  const among = await attachablePositions(context);
  const present = inquiry.asked.filter(({ isActive }) => isActive);
  return {
    ...inquiry,
    askedTyped: await askedAsTyped(present, context.needs),
    positionsTyped: await positionsAsTyped(inquiry.positions, among, context),
  };
}

export function inquiryForm(
  order: Pick<Form, "command" | "text" | "title" | "introduction"> & {
    /** To choose from; empty when it is known who looks after it. */
    readonly clusters: readonly NamedCluster[];
    readonly kept: KeptInquiry;
  },
  messages: Messages,
): Form {
  const { form } = messages.inquiries;
  const { clusters, kept, ...rest } = order;
  const cluster = clusters.length === 0 ? [] : [clusterField(clusters, { label: form.cluster, hint: null })];
  const later = fieldsThatWait(kept, messages).map((field) => ({ ...field, canWait: true as const }));
  return { ...rest, submit: form.submit, fields: [...cluster, ...essentialFields(kept, messages), ...later] };
}

function essentialFields(kept: KeptInquiry, { inquiries: { form } }: Messages): FormField[] {
  const needed = { isRequired: true } as const;
  return [
    { ...textField("title", form.titleField, form.titleHint), ...needed, value: kept.title, maxLength: 150 },
    { ...textField("asker", form.asker, form.askerHint), ...needed, value: kept.asker, maxLength: 100 },
    {
      ...textField("closes", form.closes, kept.closes === null ? form.closesHint : form.closesKept),
      isRequired: kept.closes === null,
    },
    { ...textField("asked", form.asked, form.askedHint), ...needed, value: kept.askedTyped, maxLength: 1000 },
  ];
}

function fieldsThatWait(kept: KeptInquiry, { inquiries }: Messages): FormField[] {
  const { form } = inquiries;
  const options = audiences.map((value) => ({ value, label: inquiries.audiences[value] }));
  return [
    {
      ...textField("positions", form.positions, form.positionsHint),
      value: kept.positionsTyped,
      maxLength: 1000,
    },
    { ...textField("link", form.link, form.linkHint), value: kept.link ?? "", maxLength: 500 },
    {
      ...textField("opens", form.opens, form.opensHint),
      value: kept.opensOn === null ? "" : writtenDate(kept.opensOn),
    },
    choiceField("audience", { label: form.audience, value: kept.audience }, options),
  ];
}
