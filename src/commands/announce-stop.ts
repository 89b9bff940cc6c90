import { z } from "zod";
import { type Button, plainReply } from "../chat/reply.ts";
import type { Account } from "../people/account-store.port.ts";
import { may } from "../people/may.ts";
import { accountNames } from "./cards/link-cards.ts";
import { type CommandContext, defineCommand } from "./command.ts";
import { doingOf } from "./doing.ts";

/** `/cluster announce stop`: nothing is sent anywhere until an administrator resumes. */
export const announceStop = defineCommand({
  name: "announce stop",
  summary: "Stop all announcements at once, everywhere",
  usage: "announce stop",
  right: "handle-announcements",
  isPrivate: true,
  options: [],
  schema: z.string(),
  run: async (context) => {
    const { announcements, messages } = context.needs;
    const { stop, button } = messages.announcements;
    const before = await announcements.store.stoppedBy();
    await announcements.store.stop(doingOf(context));
    const said = before === null ? stop.stopped : stop.already;
    // Whoever may stop may not always let go on.
    if (may("resume-announcements", "anywhere", context.identity).kind !== "yes")
      return plainReply(`${said} ${await whoMayGoOn(context)}`);
    const reply = plainReply(`${said} ${stop.mayGoOn}`);
    const go: Button = { label: button.go, command: "announce restart", text: "", style: "normal" };
    return { ...reply, blocks: [...reply.blocks, { type: "actions", buttons: [go] }] };
  },
});

const namedAtMost = 5;

/** There is no question before it, since it has to be fast: so whoever did not mean it is told how it is undone. */
async function whoMayGoOn({ needs }: CommandContext): Promise<string> {
  const { stop } = needs.messages.announcements;
  const given = await needs.roles.list({ clusters: [null], holder: null });
  const names = given.flatMap(({ role, holder }) =>
    role === "administrator" && holder.kind === "person"
      ? [accountNames(holder.accounts.toSorted(byReference))]
      : [],
  );
  const known = [...new Set(names.filter((name) => name !== ""))].slice(0, namedAtMost);
  return known.length === 0 ? stop.nobodyMayGoOn : stop.whoMayGoOn(known.join("; "));
}

function byReference(left: Account, right: Account): number {
  return left.reference < right.reference ? -1 : 1;
}
