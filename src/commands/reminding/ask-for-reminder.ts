import type { AskedBackTold, EventsTold } from "../../answering/records/told.ts";
import { accountOf } from "../../chat/reference.ts";
import { plainReply, type Reply } from "../../chat/reply.ts";
import type { Request } from "../../chat/request.ts";
import type { FoundEvent } from "../../directory/events/event-search.port.ts";
import { whenOf } from "../cards/event-text.ts";
import { eventItem } from "../cards/events-card.ts";
import { actions, note, paragraph } from "../cards/pieces.ts";
import { recordsCard } from "../cards/records-card.ts";
import { remindButtons, stopButton } from "../cards/remind-buttons.ts";
import type { CommandContext } from "../command.ts";
import { nextMessage, remindersToCome, stageAt, startOf } from "./next-message.ts";

/** Whether whoever asks can be written to later: only where there are direct messages. */
export function canBeReminded(request: Request): boolean {
  return (request.platform === "slack" || request.platform === "discord") && accountOf(request) !== null;
}

const buttonsAtMost = 5;

/** What is known of an event by its words; null when they name none. */
export async function lookUpEvent(words: string, { needs, reader }: CommandContext): Promise<Named | null> {
  const consulted = await needs.consult(needs.messages.reminders.askWhen(words), reader);
  const told = consulted.kind === "told" ? consulted.told : consulted.otherwise;
  if (told?.kind === "events") return told.events.length === 0 ? null : told;
  return told?.kind === "asked-back" && told.choices.length > 0 && told.about === "event" ? told : null;
}

type Named = EventsTold | AskedBackTold;

/** Takes the reminder of the event that was named down, or asks which it is. */
export async function remindOfNamed(named: Named, context: CommandContext): Promise<Reply> {
  const { needs } = context;
  if (named.kind === "asked-back") return recordsCard(named, needs);
  const { messages, clock } = needs;
  const coming = named.events.filter(
    ({ status, time }) => status !== "cancelled" && startOf(time) > clock.now(),
  );
  const [first, ...others] = coming;
  if (first === undefined) return nothingToCome(named.events, context);
  // What is only near what was asked for is offered, and not taken down.
  const isMeant =
    named.lead === "one" || named.lead === "not-in-record" || (named.lead === "list" && named.total === 1);
  if (isMeant && others.length === 0) return remindOf(first.occurrenceId, context);
  const buttons = remindButtons(coming.slice(0, buttonsAtMost), clock.now(), messages);
  const more = named.total - named.events.length + coming.length - buttons.length;
  const items = coming.slice(0, buttonsAtMost).map((event) => eventItem(event, needs));
  return {
    summary: messages.reminders.which,
    blocks: [
      paragraph(messages.reminders.which),
      { type: "list", ordered: false, items },
      ...(more > 0 ? [note(messages.reminders.more(more))] : []),
      ...actions(buttons),
    ],
  };
}

/** Takes the reminder of one date down, as its card's button names it. */
export async function remindOf(occurrenceId: string, context: CommandContext): Promise<Reply> {
  const { needs, reader, request, identity } = context;
  const { messages, clock, reminders } = needs;
  const words = messages.reminders;
  if (identity.account === null || !canBeReminded(request)) return plainReply(words.elsewhere);
  const found = await reminders.dateById(occurrenceId, reader.readership);
  if (found?.kind !== "date") return plainReply(words.gone);
  const { title, time, status } = found.event;
  const now = clock.now();
  if (status === "cancelled" || startOf(time) <= now) return nothingToCome([found.event], context);
  const when = whenOf(time, messages.directory.events);
  const toCome = remindersToCome(time, now);
  if (toCome.length === 0) return plainReply(words.tooSoon(title, when));
  const asked = { known: time, isOff: false, stage: stageAt(now, time) };
  const next = nextMessage(asked, { kind: "on", time }, now);
  const dueAt = next.kind === "later" ? next.at : now;
  const { workspace } = request;
  const added = await reminders.add({
    ...asked,
    reference: identity.account,
    workspace,
    key: found.key,
    dueAt,
  });
  if (added.kind === "too-many") return plainReply(words.tooMany);
  const text = added.kind === "added" ? words.added(title, when, toCome) : words.already(title, when);
  return { summary: text, blocks: [paragraph(text), ...actions([stopButton(added.id, words.stop)])] };
}

/** Of what is over or cancelled the last is told. */
function nothingToCome(events: readonly FoundEvent[], { needs: { messages } }: CommandContext): Reply {
  const words = messages.reminders;
  const last = events.at(-1);
  if (last === undefined) return plainReply(words.unknown);
  const when = whenOf(last.time, messages.directory.events);
  return plainReply(
    last.status === "cancelled" ? words.cancelled(last.title, when) : words.begun(last.title, when),
  );
}
