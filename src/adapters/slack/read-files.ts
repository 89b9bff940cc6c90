import { z } from "zod";
import type { Attachment } from "../../chat/request.ts";

/** Only the fields used, of a file (docs: reference/objects/file-object). */
export const SlackFile = z.object({
  name: z.string().nullish(),
  title: z.string().nullish(),
  mimetype: z.string().nullish(),
  size: z.number().int().nonnegative().nullish(),
  url_private: z.string().nullish(),
  url_private_download: z.string().nullish(),
});
type SlackFile = z.infer<typeof SlackFile>;

/** Files of a message or form; one that cannot be understood is left out. */
export const SlackFiles = z
  .array(SlackFile.nullable().catch(null))
  .nullish()
  .transform((files) => (files ?? []).filter((file) => file !== null));

/** The address is Slack's own, or where the file is kept outside; empty when Slack does not tell. */
export function attachmentOf(file: SlackFile): Attachment {
  return {
    name: file.name || file.title || "file",
    address: file.url_private_download ?? file.url_private ?? "",
    mediaType: file.mimetype || null,
    size: file.size ?? null,
  };
}
