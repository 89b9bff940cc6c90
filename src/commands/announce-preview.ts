import { z } from "zod";
import { announcementName } from "../announcing/announcement.ts";
import type { Button, Reply } from "../chat/reply.ts";
import { announcementOption } from "./announcing/deciding.ts";
import { type Handled, namedAnnouncement } from "./announcing/named-announcement.ts";
import {
  type Previewed,
  type PreviewPlatform,
  previewAnnouncement,
} from "./announcing/preview-announcement.ts";
import { previewButtons } from "./announcing/preview-buttons.ts";
import { actions, paragraph } from "./cards/pieces.ts";
import { type PreviewPage, pageBlocks, placesText, previewPages } from "./cards/preview-blocks.ts";
import { type CommandContext, defineCommand } from "./command.ts";

/** Of a message a page shows so many characters where it is not shown as it is: Discord shows one message of 2,000. */
const pageCharacters = 800;

/** `A12`, `slack` or `discord`, and which page, from 1. */
const NamePlatformAndPage = z.string().transform((text) => {
  const [name = "", ...words] = text.split(/\s+/).filter((word) => word !== "");
  const said = words.map((word) => word.toLowerCase());
  return {
    name,
    platform: (["slack", "discord"] as const).find((one) => said.includes(one)) ?? null,
    page: Number(said.find((word) => /^\d{1,3}$/.test(word)) ?? 1),
  };
});

/** “Show as on Slack”: each message as it will be read there, before anybody approves. */
export const announcePreview = defineCommand({
  name: "announce preview",
  summary: "Show an announcement as it will be read on Slack or Discord",
  usage: "announce preview A12 slack",
  right: "handle-announcements",
  isPrivate: true,
  isHidden: true,
  options: [announcementOption],
  schema: NamePlatformAndPage,
  run: async (context, { name, platform, page }) => {
    const named = await namedAnnouncement(context, name);
    if (named.kind === "refused") return named.reply;
    return await preview(context, named, { platform: platform ?? usualPlatform(context, named), page });
  },
});

/** Where the asker is, else the first it goes to. */
function usualPlatform({ request }: CommandContext, { announcement }: Handled): PreviewPlatform {
  const { platforms } = announcement.aim;
  return platforms.find((one) => one === request.platform) ?? platforms[0] ?? "slack";
}

async function preview(
  context: CommandContext,
  { announcement, deliveries }: Handled,
  { platform, page }: { readonly platform: PreviewPlatform; readonly page: number },
): Promise<Reply> {
  const { needs, request, identity } = context;
  const isPlanned = announcement.state === "draft" || announcement.state === "awaiting-approval";
  const ahead = isPlanned ? await needs.announcements.lookAhead(announcement) : null;
  const previewed = await previewAnnouncement(context, { announcement, deliveries, platform, ahead });
  const characters = identity.isOperator ? Number.POSITIVE_INFINITY : pageCharacters;
  const pages = previewPages(previewed.looked.messages, {
    isNative: request.platform === platform,
    characters,
  });
  const at = Math.min(Math.max(page, 1), pages.length);
  const shown = identity.isOperator ? pages : pages.slice(at - 1, at);
  const name = announcementName(announcement);
  const { announcementPreview: words } = needs.messages;
  const readOn: Button[] =
    shown.at(-1) === pages.at(-1)
      ? []
      : [
          {
            label: words.button.readOn,
            command: "announce preview",
            text: `${name} ${platform} ${at + 1}`,
            style: "primary",
          },
        ];
  const others = previewButtons(announcement, context).filter(({ text }) => text !== `${name} ${platform}`);
  const back: Button = {
    label: words.button.back(name),
    command: "announce show",
    text: name,
    style: "normal",
  };
  return previewReply({ name, previewed, shown, buttons: [...readOn, ...others, back] }, context);
}

interface Shown {
  readonly name: string;
  readonly previewed: Previewed;
  readonly shown: readonly PreviewPage[];
  readonly buttons: readonly Button[];
}

function previewReply({ name, previewed, shown, buttons }: Shown, { needs }: CommandContext): Reply {
  const { announcementPreview: words, announcements } = needs.messages;
  const { platform, looked, correction } = previewed;
  const called = announcements.aim.platforms[platform];
  const title = correction !== null ? words.correctionTitle : words.title;
  return {
    summary: words.summary(name, called, looked.messages.length),
    blocks: [
      { type: "heading", text: title(name, called) },
      ...shown.flatMap((page) => pageBlocks(page, previewed, needs.messages)),
      paragraph(placesText(previewed, needs.messages)),
      ...actions(buttons),
    ],
    data: {
      kind: "announcement-preview",
      name,
      platform,
      isCorrection: correction !== null,
      messages: looked.messages.map(({ text }) => text),
    },
  };
}
