import type { MessagePreview } from "../../src/announcing/message-preview.port.ts";
import type {
  Announced,
  ChangeOutcome,
  Destination,
  PartToPost,
  Poster,
  PostOutcome,
  Receipt,
} from "../../src/announcing/poster.port.ts";
import { plainText } from "../../src/chat/plain-rich-text.ts";

/** A message in a channel of the platform that stands in for Slack and Discord. */
interface Message {
  readonly id: string;
  readonly key: string;
  readonly channel: string;
  text: string;
  isDeleted: boolean;
}

/** What the next attempt at a channel comes to, in place of its being posted. */
export type Fault =
  | { readonly kind: "lost-reply" }
  | { readonly kind: "not-sent" }
  | { readonly kind: "limited"; readonly seconds: number; readonly scope: "channel" | "workspace" }
  | { readonly kind: "refused"; readonly reason: "may-not-post" | "token-dead" }
  | { readonly kind: "hangs"; readonly until: Promise<void> };

/** A platform in memory, with receipts, doubts and lookups as the real ones have them. */
export class MemoryPoster implements Poster {
  readonly platform;
  readonly pace = { channelSpacing: 0, laneSpacing: 0, laneWindow: null, atOnce: 8 };
  readonly messages: Message[] = [];
  readonly faults = new Map<string, Fault[]>();
  canReadBack = true;
  /** Else the title alone stands for it. */
  showsBody = false;
  /** Whether other organisations see its channels. */
  isShared = false;
  partsOf = 1;
  /** Attempts that reached the platform, lookups aside. */
  calls = 0;
  private now: () => Date;

  constructor(platform: "slack" | "discord", now: () => Date) {
    this.platform = platform;
    this.now = now;
  }

  laneOf(workspace: string): string {
    return this.platform === "slack" ? `slack:${workspace}` : "discord";
  }

  isLane(lane: string): boolean {
    return lane.startsWith(this.platform);
  }

  preview(announced: Pick<Announced, "title" | "body">): readonly MessagePreview[] {
    return this.texts(announced).map((text) => ({ text, native: null }));
  }

  private texts({ title, body }: Pick<Announced, "title" | "body">): readonly string[] {
    const text = this.showsBody ? `${title}\n${plainText(body)}` : title;
    return Array.from({ length: this.partsOf }, (_, part) => `${text} ${part + 1}`);
  }

  async post({ destination, announced, part, key, doubtSince, maySend }: PartToPost): Promise<PostOutcome> {
    const { channel } = destination;
    if (doubtSince !== null) {
      if (!this.canReadBack) return { kind: "uncertain", detail: "no history" };
      const there = this.messages.find((message) => message.key === key);
      return there === undefined ? { kind: "absent" } : { kind: "posted", receipt: receiptOf(there) };
    }
    if (!maySend()) return { kind: "wait", seconds: 0, scope: "channel", doubtSince };
    const fault = this.faults.get(channel)?.shift();
    this.calls += 1;
    const began = this.now();
    switch (fault?.kind) {
      case "hangs":
        await fault.until;
        break;
      case "limited":
        return { kind: "wait", seconds: fault.seconds, scope: fault.scope, doubtSince };
      case "refused":
        return { kind: "refused", reason: fault.reason, detail: "" };
      case "not-sent":
        return { kind: "wait", seconds: 1, scope: "channel", doubtSince: doubtSince ?? began };
      default:
        break;
    }
    const message = {
      id: `m${this.messages.length + 1}`,
      key,
      channel,
      text: `${announced.mention?.isLive === true ? "@everybody " : ""}${this.texts(announced)[part] ?? ""}`,
      isDeleted: false,
    };
    this.messages.push(message);
    if (fault?.kind === "lost-reply")
      return this.canReadBack
        ? { kind: "wait", seconds: 1, scope: "channel", doubtSince: began }
        : { kind: "uncertain", detail: "no history" };
    return { kind: "posted", receipt: receiptOf(message) };
  }

  edit({
    announced,
    part,
    receipt,
    maySend,
  }: Pick<PartToPost, "announced" | "part" | "maySend"> & {
    readonly receipt: Receipt;
  }): Promise<ChangeOutcome> {
    if (!maySend()) return Promise.resolve({ kind: "wait", seconds: 0, scope: "channel" });
    const message = this.messages.find(({ id }) => id === receipt.id);
    if (message === undefined || message.isDeleted) return Promise.resolve({ kind: "gone" });
    message.text = this.texts(announced)[part] ?? "";
    return Promise.resolve({ kind: "changed" });
  }

  remove(_destination: Destination, receipt: Receipt): Promise<ChangeOutcome> {
    const message = this.messages.find(({ id }) => id === receipt.id);
    if (message === undefined || message.isDeleted) return Promise.resolve({ kind: "gone" });
    message.isDeleted = true;
    return Promise.resolve({ kind: "changed" });
  }

  examine() {
    return Promise.resolve({
      kind: "ready",
      channelName: "announcements",
      isShared: this.isShared,
      canReadBack: true,
      mayAttach: true,
    } as const);
  }

  /** What people see in a channel. */
  shown(channel: string): readonly string[] {
    return this.messages
      .filter((message) => message.channel === channel && !message.isDeleted)
      .map(({ text }) => text);
  }

  fail(channel: string, ...faults: readonly Fault[]): void {
    this.faults.set(channel, [...(this.faults.get(channel) ?? []), ...faults]);
  }
}

function receiptOf({ id }: Message): Receipt {
  return { id, link: `https://example.org/${id}` };
}
