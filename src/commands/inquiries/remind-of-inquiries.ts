import { isByDay, stageBefore } from "../../calendar/closing.ts";
import { ukZone } from "../../calendar/zones.ts";
import { type Inquiry, inquiryName, yetToAnswer } from "../../directory/inquiries/inquiry.ts";
import type { BearingPosition, InquirySearch } from "../../directory/inquiries/inquiry-search.port.ts";
import type { InquiryStore } from "../../directory/inquiries/inquiry-store.port.ts";
import { positionName } from "../../directory/positions/position.ts";
import type { Messages } from "../../messages/english.ts";
import { type NewNotice, noticeKey } from "../../notices/notice.ts";
import type { ClusterList } from "../../people/cluster-list.port.ts";
import type { Role } from "../../people/role.ts";
import type { RoleStore } from "../../people/role-store.port.ts";
import { accountsHolding } from "../announcing/accounts-holding.ts";
import { inquiryClosing } from "../cards/inquiry-card.ts";
import { actions, paragraph } from "../cards/pieces.ts";

export interface RemindOfInquiriesNeeds {
  readonly inquiries: Pick<InquiryStore, "open">;
  readonly inquirySearch: InquirySearch;
  readonly clusters: Pick<ClusterList, "all">;
  readonly roles: Pick<RoleStore, "list">;
  /** Where people can be written to. */
  readonly platforms: readonly string[];
  readonly messages: Messages;
}

/**
 * Messages a week and a day before something closes: to those who answer for a cluster that has not; and, once, to the
 * managers of its owner when there is no line yet on what bears on it. Worked out again they are the same messages, and
 * where it closes at another time they are others.
 */
export async function noticesOfInquiries(
  now: Date,
  needs: RemindOfInquiriesNeeds,
): Promise<readonly NewNotice[]> {
  if (!isByDay(now, ukZone.id)) return [];
  const notices: NewNotice[] = [];
  for (const inquiry of await needs.inquiries.open(now)) {
    const stage = stageBefore(inquiry.closes, now);
    if (stage === null) continue;
    notices.push(...(await toSignatories(inquiry, { stage, now }, needs)));
    notices.push(...(await toManagers(inquiry, now, needs)));
  }
  return notices;
}

interface Stage {
  readonly stage: "week" | "day";
  readonly now: Date;
}

async function toSignatories(
  inquiry: Inquiry,
  { stage, now }: Stage,
  needs: RemindOfInquiriesNeeds,
): Promise<readonly NewNotice[]> {
  const { remind } = needs.messages.inquiries;
  const when = inquiryClosing(inquiry);
  const notices: NewNotice[] = [];
  for (const { cluster, name } of yetToAnswer(inquiry.asked)) {
    const positions = await bearingFor(cluster, inquiry, { now, needs });
    const awaiting = positions.filter(({ awaits }) => awaits.includes(cluster));
    const sentences = [
      remind[stage](inquiry.title, name, when),
      ...(awaiting.length === 0 ? [] : [remind.awaits(topicsText(awaiting), name)]),
    ];
    const told = { role: "signatory", cluster, about: `${stage} ${cluster}`, sentences } as const;
    notices.push(...(await noticesTo(inquiry, told, needs)));
  }
  return notices;
}

async function toManagers(
  inquiry: Inquiry,
  now: Date,
  needs: RemindOfInquiriesNeeds,
): Promise<readonly NewNotice[]> {
  const { owner, title } = inquiry;
  const positions = await bearingFor(owner, inquiry, { now, needs });
  const without = positions.filter(({ line }) => line === null);
  if (without.length === 0) return [];
  const { noLine } = needs.messages.inquiries.remind;
  const sentences = [noLine(title, inquiryClosing(inquiry), topicsText(without))];
  return await noticesTo(inquiry, { role: "manager", cluster: owner, about: "no-line", sentences }, needs);
}

/** The positions that bear on it, as whoever works for a cluster may know them. */
async function bearingFor(
  cluster: string,
  { id }: Inquiry,
  { now, needs }: { readonly now: Date; readonly needs: RemindOfInquiriesNeeds },
): Promise<readonly BearingPosition[]> {
  const federations = (await needs.clusters.all()).filter(({ isFederation }) => isFederation);
  const memberOf = [cluster, ...federations.map((federation) => federation.id)];
  const reader = { readership: { memberOf, boardOf: [] }, worksFor: [cluster] };
  const known = await needs.inquirySearch.all(reader, now);
  return known.find((one) => one.id === id)?.positions ?? [];
}

function topicsText(positions: readonly BearingPosition[]): string {
  return positions.map((one) => `${one.topic} (${positionName(one)})`).join(", ");
}

interface Telling {
  readonly role: Role;
  readonly cluster: string;
  /** Tells one message about an inquiry from another. */
  readonly about: string;
  readonly sentences: readonly string[];
}

async function noticesTo(
  inquiry: Inquiry,
  { role, cluster, about, sentences }: Telling,
  needs: RemindOfInquiriesNeeds,
): Promise<readonly NewNotice[]> {
  const name = inquiryName(inquiry);
  const { button } = needs.messages.inquiries;
  const show = { label: button.show(name), command: "inquiries show", text: name, style: "primary" } as const;
  const reply = { summary: sentences.join(" "), blocks: [...sentences.map(paragraph), ...actions([show])] };
  const references = await accountsHolding({ role, cluster }, needs);
  const subject = `inquiry ${inquiry.id} ${inquiry.closes.instant.toISOString()} ${about}`;
  return references.map((reference) => ({ key: noticeKey(subject, reference), reference, reply }));
}
