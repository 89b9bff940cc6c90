import type { Reply } from "../../src/chat/reply.ts";
import { PositionHouse, skills } from "./position-house.ts";

/** A form that is filled in well: it closes after the clocks have changed. */
export const copyright = {
  title: "AI and copyright",
  asker: "Department for Science",
  closes: "30 March 2027 17:00",
  asked: "everyone",
  positions: "",
  link: "https://example.org/ai",
  opens: "",
  audience: "members",
};

/** The commands about inquiries, beside those about positions. */
export class InquiryHouse {
  readonly positions: PositionHouse;

  private constructor(positions: PositionHouse) {
    this.positions = positions;
  }

  static async open(): Promise<InquiryHouse> {
    return new InquiryHouse(await PositionHouse.open());
  }

  /** What Sam added for the federation; what it is called. */
  async added(changed: Partial<typeof copyright> = {}): Promise<string> {
    const reply = await this.positions.says("sam", "inquiries add", { fields: { ...copyright, ...changed } });
    return nameIn(reply);
  }

  /** A line on skills, adopted the day before; what it is called. */
  async line(): Promise<string> {
    const { positions } = this;
    const name = await positions.consulting(skills);
    for (const who of ["nora", "rita", "will"]) {
      const card = await positions.work(who, name);
      await positions.presses(who, card, positions.needs.messages.positionWork.button.sign);
    }
    positions.now = new Date(positions.now.getTime() + 86_400_000);
    return name;
  }
}

export function nameIn(reply: Reply): string {
  const name = /\bI\d+/.exec(reply.summary)?.[0];
  if (name === undefined) throw new Error(`no inquiry in “${reply.summary}”`);
  return name;
}

/** Everything a reply shows. */
export function shownIn(reply: Reply): string {
  return `${reply.summary} ${JSON.stringify(reply.blocks)}`;
}
