import type { ChangeOutcome, Destination, PartToPost, Receipt } from "../../announcing/poster.port.ts";
import { codes, readFailure } from "./discord-errors.ts";
import { deleteMessage, editMessage, type Picture } from "./discord-rest.ts";
import type { ConnectedNeeds } from "./poster-needs.ts";
import { refusalOf } from "./refusal-reasons.ts";
import { pictureOf, type ShownPart, shownPart } from "./shown-part.ts";

type PartToChange = Omit<PartToPost, "key" | "doubtSince" | "isWanted"> & { readonly receipt: Receipt };

/** Replaces a part; its picture as well, since Discord does not tell which it is. */
export async function changePart(part: PartToChange, needs: ConnectedNeeds): Promise<ChangeOutcome> {
  const shown = shownPart(part, needs);
  if (shown === null) return { kind: "refused", reason: "refused", detail: "there is no such part" };
  const picture = await pictureOf(part, needs);
  if (!part.maySend()) return { kind: "wait", seconds: 0, scope: "channel" };
  return attempt(part.destination, needs, () => edit(part, { shown, picture }, needs));
}

/** A channel that is gone took its messages with it. */
export async function removePart(
  destination: Destination,
  receipt: Receipt,
  needs: ConnectedNeeds,
): Promise<ChangeOutcome> {
  const removed = await attempt(destination, needs, () =>
    deleteMessage(needs.rest, destination.channel, receipt.id),
  );
  return removed.kind === "refused" && removed.reason === "channel-gone" ? { kind: "gone" } : removed;
}

async function edit(
  part: PartToChange,
  { shown, picture }: { readonly shown: ShownPart; readonly picture: Picture | null },
  needs: ConnectedNeeds,
): Promise<void> {
  // Whether it was posted as a reply is not known; a link does no harm beside that.
  const { isMentionLive } = shown;
  const content = shown.content({ isReply: false, isPictureAttached: picture !== null, isMentionLive });
  const place = { channelId: part.destination.channel, messageId: part.receipt.id };
  try {
    await editMessage(needs.rest, { ...place, content, buttons: shown.buttons, picture });
  } catch (error) {
    if (picture === null || !isAboutPicture(error)) throw error;
    needs.log.warn("discord-announcement-without-picture", { ...part.destination, reason: "refused" });
    await edit(part, { shown, picture: null }, needs);
  }
}

/** Discord says the same when nothing may be written there: then the next attempt, without the picture, tells. */
export function isAboutPicture(error: unknown): boolean {
  const failure = readFailure(error);
  if (failure.kind !== "answered") return false;
  return (
    failure.status === 413 || failure.code === codes.missingPermissions || failure.code === codes.tooLarge
  );
}

/** Doing it again does no harm, so what is unclear is tried again. */
async function attempt(
  { workspace }: Destination,
  { guilds }: ConnectedNeeds,
  act: () => Promise<void>,
): Promise<ChangeOutcome> {
  if (guilds.stateOf(workspace) === "gone")
    return { kind: "refused", reason: "bot-removed", detail: "the bot was removed from the server" };
  try {
    await act();
    return { kind: "changed" };
  } catch (error) {
    const failure = readFailure(error);
    switch (failure.kind) {
      case "limited":
        return { kind: "wait", seconds: failure.seconds, scope: failure.isGlobal ? "platform" : "channel" };
      case "unclear":
        return { kind: "wait", seconds: 5, scope: "channel" };
      case "unauthorised":
        return { kind: "refused", reason: "token-dead", detail: "401" };
      case "answered":
        if (failure.code === codes.unknownMessage) return { kind: "gone" };
        if (guilds.stateOf(workspace) === "outage") return { kind: "wait", seconds: 60, scope: "workspace" };
        return { kind: "refused", ...refusalOf(failure) };
    }
  }
}
