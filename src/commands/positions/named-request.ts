import { plainReply, type Reply } from "../../chat/reply.ts";
import type { PositionRequest } from "../../directory/positions/position-request.ts";
import type { Consultation } from "../../directory/positions/stance.ts";
import { mayFor } from "../announcing/named-announcement.ts";
import type { CommandContext } from "../command.ts";
import { namedPosition } from "./named-position.ts";
import type { PositionSaid } from "./position-words.ts";
import { showPosition } from "./show-position.ts";

export type NamedRequest =
  | { readonly kind: "found"; readonly request: PositionRequest; readonly consultation: Consultation }
  | { readonly kind: "refused"; readonly reply: Reply };

/** What a button says is asked for, of a position whose owner's people the asker is one of. */
export async function namedRequest(context: CommandContext, said: PositionSaid): Promise<NamedRequest> {
  const { positionDesk, messages } = context.needs;
  const named = await namedPosition(context, said);
  if (named.kind === "refused") return named;
  const { consultation } = named;
  const { version } = consultation;
  if (named.kind === "shown" || !mayFor(context, "follow-positions", version.position.owner)) {
    const sentence = messages.positionWork.unknown(said.name.slice(0, 40));
    return { kind: "refused", reply: plainReply(sentence) };
  }
  const requests = await positionDesk.store.requests(version.id);
  const request = requests.find(({ id }) => id === said.shown);
  if (request !== undefined) return { kind: "found", request, consultation };
  const { undecided } = messages.positionRequests;
  // Nothing was shown to whoever types the command.
  const told = said.shown === "" && requests.length > 0 ? undecided.look : undecided.gone;
  return { kind: "refused", reply: await showPosition(context, consultation, { told }) };
}
