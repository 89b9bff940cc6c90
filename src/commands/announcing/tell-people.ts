import { createHash } from "node:crypto";
import { type Announcement, announcementName } from "../../announcing/announcement.ts";
import type { AnnouncementStore, DeliveryShown } from "../../announcing/announcement-store.port.ts";
import type { Swept } from "../../announcing/delivery-store.port.ts";
import type { Platform } from "../../chat/platform.port.ts";
import { plainReply, type Reply } from "../../chat/reply.ts";
import type { Messages } from "../../messages/english.ts";
import type { Role } from "../../people/role.ts";
import type { RoleStore } from "../../people/role-store.port.ts";
import { codeOf } from "../../shared/errors.ts";
import type { Log } from "../../shared/log.port.ts";
import { countsText } from "../cards/announcement-card.ts";

export interface TellNeeds {
  readonly store: AnnouncementStore;
  readonly roles: Pick<RoleStore, "list">;
  readonly chats: readonly Platform[];
  readonly messages: Messages;
  readonly log: Log;
}

/** Words to people who did not just ask; each as far as their platform lets it through. None throws. */
export interface TellPeople {
  /** Those who can approve it, its author aside. */
  approvers(announcement: Announcement): Promise<void>;
  /** Its author, once all that was due of it has ended. */
  author(announcementId: string): Promise<void>;
  /** The author, and the administrators, of what was not sent in time. */
  swept(swept: Swept): Promise<void>;
  /** Those who look after a workspace that refuses the bot. */
  troubled(workspace: Troubled): Promise<void>;
}

interface Troubled {
  readonly cluster: string | null;
  readonly name: string;
  readonly reason: string;
}

/** A cluster has a handful of approvers; more than these are told by their list. */
const toldAtMost = 20;

export function createTellPeople(needs: TellNeeds): TellPeople {
  const { messages, log } = needs;
  const quietly =
    <Subject>(what: string, work: (subject: Subject) => Promise<void>) =>
    (subject: Subject): Promise<void> =>
      work(subject).catch((error: unknown) =>
        log.warn("people-not-told", { what, code: codeOf(error), error }),
      );
  const { announcements: words } = messages;
  return {
    approvers: quietly("approvers", async (announcement: Announcement) => {
      const { cluster, author, revision } = announcement;
      const approvers = await holders("approver", cluster, needs);
      const accounts = approvers.filter((account) => account !== author);
      const reply = offered(words.told.approve(nameOf(announcement, messages)), announcement, messages);
      await tell({ accounts, reply, subject: `approve ${announcement.id} ${revision}` }, needs);
    }),
    author: quietly("author", (id: string) => tellAuthor(id, needs)),
    swept: quietly("swept", (swept: Swept) => tellSwept(swept, needs)),
    troubled: quietly("troubled", async ({ cluster, name, reason }: Troubled) => {
      const managers = await holders("manager", cluster, needs);
      const accounts = [...managers, ...(await holders("administrator", null, needs))];
      const why = isReason(reason, words.reason) ? words.reason[reason] : words.reason.other;
      const day = new Date().toISOString().slice(0, 10);
      const reply = plainReply(words.told.troubled(name, why));
      await tell({ accounts, reply, subject: `troubled ${name} ${day}` }, needs);
    }),
  };
}

async function tellAuthor(id: string, needs: TellNeeds): Promise<void> {
  const { store, messages } = needs;
  const announcement = await store.byId(id);
  if (announcement === null) return;
  const deliveries = await store.deliveries(id);
  if (deliveries.some(isUnderWay)) return;
  const counts = countsText(settledOf(deliveries), messages);
  if (counts === "") return;
  const sentence = messages.announcements.told.ended(nameOf(announcement, messages), counts);
  const reply = offered(sentence, announcement, messages);
  await tell({ accounts: [announcement.author], reply, subject: `ended ${id} ${counts}` }, needs);
}

async function tellSwept({ announcement: id, run, kind, count }: Swept, needs: TellNeeds): Promise<void> {
  const { store, messages } = needs;
  const announcement = await store.byId(id);
  if (announcement === null) return;
  const sentence = messages.announcements.told[kind](nameOf(announcement, messages), count);
  const reply = offered(sentence, announcement, messages);
  const administrators = kind === "late" ? await holders("administrator", null, needs) : [];
  const accounts = [announcement.author, ...administrators];
  await tell({ accounts, reply, subject: `${kind} ${run}` }, needs);
}

interface Told {
  readonly accounts: readonly string[];
  readonly reply: Reply;
  /** The same for every attempt to tell the same. */
  readonly subject: string;
}

async function tell({ accounts, reply, subject }: Told, { chats, log }: TellNeeds): Promise<void> {
  for (const account of new Set(accounts)) {
    const address = directAddress(account);
    const chat = chats.find(({ name }) => name === address?.platform);
    if (address === null || chat?.sendDirectly === undefined) continue;
    const key = keyOf(subject, account);
    const outcome = await chat.sendDirectly({ ...address, reply, key, attemptedSince: null });
    if (outcome.kind !== "sent") log.info("person-not-told", { subject, outcome: outcome.kind });
  }
}

/** One account of each person who holds a role for a cluster. */
async function holders(role: Role, cluster: string | null, { roles }: TellNeeds): Promise<readonly string[]> {
  const given = await roles.list({ clusters: [cluster], holder: null });
  return given
    .filter((one) => one.role === role)
    .flatMap(({ holder }) => (holder.kind === "person" ? holder.accounts.slice(0, 1) : []))
    .map(({ reference }) => reference)
    .slice(0, toldAtMost);
}

function isReason<Reasons extends object>(
  reason: string,
  reasons: Reasons,
): reason is Extract<keyof Reasons, string> {
  return reason in reasons;
}

function isUnderWay({ state, dueAt }: DeliveryShown): boolean {
  return state === "sending" || (state === "waiting" && dueAt.getTime() <= Date.now());
}

/** What is still to come is not told of. */
function settledOf(deliveries: readonly DeliveryShown[]): readonly DeliveryShown[] {
  return deliveries.filter(({ state }) => state !== "waiting" && state !== "skipped");
}

function nameOf(announcement: Announcement, { announcements: words }: Messages): string {
  return words.name(announcementName(announcement), announcement.content.title);
}

/** A sentence with a button that shows the announcement. */
function offered(sentence: string, announcement: Announcement, { announcements: words }: Messages): Reply {
  const name = announcementName(announcement);
  const reply = plainReply(sentence);
  const button = {
    label: words.button.show(name),
    command: "announce show",
    text: name,
    style: "primary",
  } as const;
  return { ...reply, blocks: [...reply.blocks, { type: "actions", buttons: [button] }] };
}

function directAddress(
  account: string,
): { readonly platform: string; readonly workspace: string | null; readonly user: string } | null {
  const [, team, member] = /^slack:([^/]+)\/(.+)$/.exec(account) ?? [];
  if (team !== undefined && member !== undefined) return { platform: "slack", workspace: team, user: member };
  const [, user] = /^discord:(\d+)$/.exec(account) ?? [];
  return user === undefined ? null : { platform: "discord", workspace: null, user };
}

function keyOf(subject: string, account: string): string {
  return createHash("sha256").update(`${subject} ${account}`).digest("base64url").slice(0, 22);
}
