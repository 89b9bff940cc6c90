import { Temporal } from "temporal-polyfill";
import type { Closing } from "../../calendar/closing.ts";
import { safeUrl } from "../../chat/clean-text.ts";
import type { WrittenInquiry } from "../../directory/inquiries/inquiry-store.port.ts";
import { audiences } from "../../shared/audience.ts";
import type { Understood } from "../announcing/read-announcement-form.ts";
import type { CommandContext } from "../command.ts";
import { chosenIn, type Fields, fieldOf } from "../form-fields.ts";
import { askedIn } from "../read-asked.ts";
import { dayIn, momentIn } from "../read-moment.ts";
import { attachablePositions, positionsIn } from "./bearing-positions.ts";
import type { KeptInquiry } from "./inquiry-form.ts";

const titleCharacters = 150;
const askerCharacters = 100;

/** What a form says of an inquiry of that owner. */
export async function inquiryIn(
  context: CommandContext,
  kept: KeptInquiry,
  owner: string,
): Promise<Understood<WrittenInquiry>> {
  const { needs, request } = context;
  const { fields } = request;
  const { problem, audiences: labels } = needs.messages.inquiries;
  const title = lineIn(fields, "title", kept.title);
  const asker = lineIn(fields, "asker", kept.asker);
  const closes = closesIn(context, kept);
  const asked = await askedIn(lineIn(fields, "asked", kept.askedTyped), needs);
  const positions = await bearingIn(context, kept);
  const opensOn = opensIn(context, kept);
  const typedLink = lineIn(fields, "link", kept.link ?? "");
  const link = typedLink === "" ? null : (safeUrl(typedLink) ?? undefined);
  // What is not understood is never taken for the widest.
  const audience = chosenIn(audiences, labels, lineIn(fields, "audience", kept.audience));
  const isLate = closes.kind === "understood" && opensOn != null && opensOn > closes.value.at.slice(0, 10);
  const sentences = [
    ...(title === "" || title.length > titleCharacters ? [problem.title] : []),
    ...(asker === "" || asker.length > askerCharacters ? [problem.asker] : []),
    ...[closes, asked, positions].flatMap((read) => (read.kind === "problems" ? read.sentences : [])),
    ...(opensOn === undefined ? [problem.opens] : []),
    ...(isLate ? [problem.opensLate] : []),
    ...(link === undefined ? [problem.link] : []),
    ...(audience === null ? [problem.audience] : []),
  ];
  if (closes.kind === "problems" || asked.kind === "problems" || positions.kind === "problems")
    return { kind: "problems", sentences };
  if (opensOn === undefined || link === undefined || audience === null || sentences.length > 0)
    return { kind: "problems", sentences };
  const audienceClusters = audience === "public" ? [] : [owner];
  const value = { title, asker, link, opensOn, audience, audienceClusters };
  return {
    kind: "understood",
    value: { ...value, closes: closes.value, asked: asked.value, positions: positions.value },
  };
}

/** What was written, on one line; what the form did not ask for stays. */
function lineIn(fields: Fields, name: string, kept: string): string {
  return fields?.[name] === undefined ? kept : fieldOf(fields, name).replaceAll(/\s+/g, " ");
}

function closesIn({ needs, request }: CommandContext, { closes }: KeptInquiry): Understood<Closing> {
  const typed = fieldOf(request.fields, "closes");
  if (typed === "" && closes !== null) return { kind: "understood", value: closes };
  const { messages } = needs;
  return momentIn(typed, { now: nowFor(needs), messages, words: messages.inquiries.problem.closes });
}

/** Null: not known; undefined: not understood. */
function opensIn({ needs, request }: CommandContext, { opensOn }: KeptInquiry): string | null | undefined {
  if (request.fields?.opens === undefined) return opensOn;
  const typed = fieldOf(request.fields, "opens");
  return typed === "" ? null : (dayIn(typed, nowFor(needs)) ?? undefined);
}

function nowFor({ clock }: CommandContext["needs"]): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(clock.now().getTime());
}

/** Of positions whoever writes may not know of nothing changes. */
async function bearingIn(
  context: CommandContext,
  { positions }: KeptInquiry,
): Promise<Understood<readonly string[]>> {
  const { fields } = context.request;
  if (fields?.positions === undefined) return { kind: "understood", value: positions };
  const among = await attachablePositions(context);
  const read = await positionsIn(fieldOf(fields, "positions"), among, context);
  if (read.kind === "problems") return read;
  const unknown = positions.filter((id) => among.every(({ positionId }) => positionId !== id));
  return { kind: "understood", value: [...new Set([...read.value, ...unknown])] };
}
