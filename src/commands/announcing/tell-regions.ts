import type { AnnouncementStore, DeliveryShown } from "../../announcing/announcement-store.port.ts";
import type { Messages } from "../../messages/english.ts";
import type { NewNotice } from "../../notices/notice.ts";
import { isNoted } from "../../shared/is-noted.ts";
import { announcementNotice, titledName } from "../cards/announcement-status-card.ts";
import { accountsHolding, type HoldingNeeds } from "./accounts-holding.ts";
import type { Word } from "./announcement-word-store.port.ts";
import { each } from "./notices-for-each.ts";

export interface TellRegionsNeeds extends HoldingNeeds {
  readonly store: Pick<AnnouncementStore, "byId" | "deliveries">;
  readonly messages: Messages;
}

/** To those who look after a region, of what waits for their yes there, and of what they can still leave out. */
export async function tellRegions(
  { about, part }: Word,
  needs: TellRegionsNeeds,
): Promise<readonly NewNotice[]> {
  const announcement = await needs.store.byId(about);
  if (announcement === null) return [];
  const { told } = needs.messages.announcements;
  const name = titledName(announcement, needs.messages);
  const deliveries = await needs.store.deliveries(about);
  const notices: NewNotice[] = [];
  for (const [cluster, there] of Map.groupBy(deliveries, (delivery) => delivery.cluster)) {
    if (cluster === null || cluster === announcement.cluster) continue;
    const held = there.filter(({ state }) => state === "held");
    const isOfEdit = held.some(({ goal }) => goal === "edit");
    if (held.length === 0 && !there.some(canStillBeVetoed)) continue;
    const managers = await accountsHolding({ role: "manager", cluster }, needs);
    const sentence = sentenceOf(told, { isHeld: held.length > 0, isOfEdit })(name);
    const reply = announcementNotice(sentence, announcement, needs.messages);
    notices.push(...each(managers, { subject: `regions ${about} ${part} ${cluster}`, reply }));
  }
  return notices;
}

function sentenceOf(
  told: Messages["announcements"]["told"],
  { isHeld, isOfEdit }: { readonly isHeld: boolean; readonly isOfEdit: boolean },
): (name: string) => string {
  if (isOfEdit) return told.heldEdit;
  return isHeld ? told.held : told.mayVeto;
}

function canStillBeVetoed({ state, receipts, notes }: DeliveryShown): boolean {
  return isNoted(notes, "may-veto") && state === "waiting" && receipts.length === 0;
}
