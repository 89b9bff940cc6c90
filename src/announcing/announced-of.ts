import type { AnnouncementContent } from "../chat/rich-text.ts";
import type { Announced } from "./poster.port.ts";
import { readMarkdown } from "./read-markdown.ts";

/** What is to be shown of a content, with the small print under it; it notifies nobody yet. */
export function announcedOf(
  { title, body, link, image, mention, buttons }: AnnouncementContent,
  footer: string,
): Announced {
  const notifies = mention === undefined ? {} : { mention: { whom: mention.whom, isLive: false } };
  return {
    title,
    body: readMarkdown(body),
    link,
    image,
    footer,
    ...notifies,
    ...(buttons === undefined ? {} : { buttons }),
  };
}
