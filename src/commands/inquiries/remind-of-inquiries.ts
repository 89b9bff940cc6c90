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
import type { GivenRole, RoleStore } from "../../people/role-store.port.ts";
import { accountsHolding } from "../announcing/accounts-holding.ts";
import { inquiryClosing } from "../cards/inquiry-card.ts";
import { actions, paragraph } from "../cards/pieces.ts";

export interface RemindOfInquiriesNeeds {
  readonly inquiries: Pick<InquiryStore, "open">;
  readonly inquirySearch: Pick<InquirySearch, "bearingFor">;
  readonly clusters: Pick<ClusterList, "all">;
  readonly roles: Pick<RoleStore, "list">;
  /** Where people can be written to. */
  readonly platforms: readonly string[];
  readonly messages: Messages;
}

/**
 * Messages a week and a day before something closes: to those who answer for a cluster that has not; and, once, to the
 * managers of its owner when there is no line yet on what bears on it. Worked out again they are the same messages, and
 * where it closes at another time they are others. However many clusters are asked, that takes four queries.
 */
export async function noticesOfInquiries(
  now: Date,
  needs: RemindOfInquiriesNeeds,
): Promise<readonly NewNotice[]> {
  if (!isByDay(now, ukZone.id)) return [];
  const closing = (await needs.inquiries.open(now)).flatMap((inquiry) => {
    const stage = stageBefore(inquiry.closes, now);
    return stage === null ? [] : [{ inquiry, stage }];
  });
  if (closing.length === 0) return [];
  const telling = await tellingAbout(
    closing.map(({ inquiry }) => inquiry),
    now,
    needs,
  );
  const notices = closing.map(async ({ inquiry, stage }) => [
    ...(await toSignatories(inquiry, stage, telling)),
    ...(await toManagers(inquiry, telling)),
  ]);
  return (await Promise.all(notices)).flat();
}

interface Reminding extends Omit<RemindOfInquiriesNeeds, "inquiries" | "inquirySearch"> {
  /** The positions that bear on one, as whoever works for a cluster may know them. */
  readonly bearing: (inquiry: Inquiry, cluster: string) => readonly BearingPosition[];
}

/** Everything there is to know about these, looked up at once. */
async function tellingAbout(
  inquiries: readonly Inquiry[],
  now: Date,
  needs: RemindOfInquiriesNeeds,
): Promise<Reminding> {
  const asked = inquiries.flatMap(({ id, owner, asked: all }) =>
    [...new Set([owner, ...yetToAnswer(all).map(({ cluster }) => cluster)])].map((cluster) => ({
      inquiry: id,
      cluster,
    })),
  );
  const clusters = [...new Set(asked.map(({ cluster }) => cluster))];
  const [found, everyCluster, given] = await Promise.all([
    needs.inquirySearch.bearingFor(asked, now),
    needs.clusters.all(),
    needs.roles.list({ clusters, holder: null }),
  ]);
  const keyOf = (inquiry: string, cluster: string): string => `${inquiry} ${cluster}`;
  const known = new Map(found.map((one) => [keyOf(one.inquiry, one.cluster), one.positions]));
  const federation = everyCluster.find(({ isFederation }) => isFederation)?.id ?? null;
  const whose = ({ cluster }: GivenRole): string | null => cluster?.id ?? federation;
  return {
    ...needs,
    roles: { list: async (wanted) => given.filter((role) => wanted.clusters?.includes(whose(role))) },
    bearing: ({ id }, cluster) => known.get(keyOf(id, cluster)) ?? [],
  };
}

async function toSignatories(
  inquiry: Inquiry,
  stage: "week" | "day",
  telling: Reminding,
): Promise<readonly NewNotice[]> {
  const { remind } = telling.messages.inquiries;
  const when = inquiryClosing(inquiry);
  const notices: NewNotice[] = [];
  for (const { cluster, name } of yetToAnswer(inquiry.asked)) {
    const awaiting = telling.bearing(inquiry, cluster).filter(({ awaits }) => awaits.includes(cluster));
    const sentences = [
      remind[stage](inquiry.title, name, when),
      ...(awaiting.length === 0 ? [] : [remind.awaits(topicsText(awaiting), name)]),
    ];
    const told = { role: "signatory", cluster, about: `${stage} ${cluster}`, sentences } as const;
    notices.push(...(await noticesTo(inquiry, told, telling)));
  }
  return notices;
}

async function toManagers(inquiry: Inquiry, telling: Reminding): Promise<readonly NewNotice[]> {
  const { owner, title } = inquiry;
  const without = telling.bearing(inquiry, owner).filter(({ line }) => line === null);
  if (without.length === 0) return [];
  const { noLine } = telling.messages.inquiries.remind;
  const sentences = [noLine(title, inquiryClosing(inquiry), topicsText(without))];
  return await noticesTo(inquiry, { role: "manager", cluster: owner, about: "no-line", sentences }, telling);
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
  needs: Reminding,
): Promise<readonly NewNotice[]> {
  const name = inquiryName(inquiry);
  const { button } = needs.messages.inquiries;
  const show = { label: button.show(name), command: "inquiries show", text: name, style: "primary" } as const;
  const reply = { summary: sentences.join(" "), blocks: [...sentences.map(paragraph), ...actions([show])] };
  const references = await accountsHolding({ role, cluster }, needs);
  const subject = `inquiry ${inquiry.id} ${inquiry.closes.instant.toISOString()} ${about}`;
  return references.map((reference) => ({ key: noticeKey(subject, reference), reference, reply }));
}
