import { createHash } from "node:crypto";
import type { HandedInFile, HandedInOutcome } from "../../knowledge/handed-in-file.port.ts";
import { type FindingNeeds, fingerprintOf, resolveReference, titleFromName } from "./found-file.ts";
import { megabytes } from "./limits.ts";
import { collection, isText, mediaTypeOfAnswer, mediaTypeOfName } from "./media-types.ts";
import { unknownKindReason } from "./walk-folder.ts";

/** Bytes that came with a request, as a file of an import would be taken; nothing is parsed here. */
export function takeFile(file: HandedInFile, { reader, limits }: FindingNeeds): HandedInOutcome {
  const { name, bytes } = file;
  const mediaType = mediaTypeOfName(name) ?? mediaTypeOfAnswer(file.mediaType, name);
  if (mediaType === null || mediaType === collection)
    return { kind: "refused", reason: unknownKindReason(name) };
  const limit = isText(mediaType) ? limits.textBytes : limits.archiveBytes;
  if (bytes.length > limit) {
    const reason = `it is ${megabytes(bytes.length)} large; the most that is read is ${megabytes(limit)}`;
    return { kind: "refused", reason };
  }
  const hash = createHash("sha256").update(bytes).digest("hex");
  const document = {
    sourceKey: `upload:${hash}`,
    label: name,
    fallbackTitle: titleFromName(name),
    contentFingerprint: fingerprintOf([hash, mediaType]),
    size: bytes.length,
    resolve: (reference: string) => resolveReference(reference, (beside) => `beside ${name}: ${beside}`),
    read: () => reader.read({ content: bytes, mediaType, charset: null, sidecar: null, statements: {} }),
  };
  return { kind: "found", document };
}
