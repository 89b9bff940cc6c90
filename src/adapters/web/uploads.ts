import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, readdir, readFile, rm, stat } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { FetchedAttachment } from "../../chat/platform.port.ts";
import { BotError } from "../../shared/errors.ts";
import { webLimits } from "./limits.ts";

/** A file on its way in. */
export interface IncomingFile {
  write(bytes: Buffer): Promise<void>;
  /** Closes it; its address and size. Throws BotError WEB_UPLOAD_TOO_LARGE when it was, having kept nothing. */
  keep(): Promise<{ readonly address: string; readonly size: number }>;
  /** Safe to say again, and after `keep`. */
  discard(): Promise<void>;
}

/** Files handed in and not yet read, each once, in a folder that only this user may look into. */
export interface Uploads {
  /** Removes what a process left behind that is gone. */
  clean(): Promise<void>;
  /** Throws BotError WEB_TOO_MANY when too many are waiting to be read. */
  begin(): Promise<IncomingFile>;
  /** Reads and removes one. */
  take(address: string, maxBytes: number): Promise<FetchedAttachment>;
  /** Removes all that were not read. */
  close(): Promise<void>;
}

const address = /^upload:([0-9a-f-]{36})$/;
const gone: FetchedAttachment = {
  kind: "refused",
  reason: "it is no longer there; files handed in on the web page are kept for an hour and read once",
};

/** `folder` may be shared by several bots of a machine: each keeps to a folder in it, named by its process. */
export function createUploads(folder: string): Uploads {
  const own = path.join(folder, String(process.pid));
  const kept = new Map<string, NodeJS.Timeout>();
  const remove = async (id: string): Promise<void> => {
    clearTimeout(kept.get(id));
    kept.delete(id);
    await rm(path.join(own, id), { force: true });
  };

  return {
    clean: async () => {
      for (const name of await readdir(folder).catch(() => []))
        if (name === String(process.pid) || !isAlive(Number(name)))
          await rm(path.join(folder, name), { recursive: true, force: true });
    },
    begin: async () => {
      if (kept.size >= webLimits.filesKept) throw new BotError("WEB_TOO_MANY");
      await mkdir(own, { recursive: true, mode: 0o700 });
      const id = randomUUID();
      kept.set(id, setTimeout(() => void remove(id).catch(() => {}), webLimits.fileMilliseconds).unref());
      const file = await open(path.join(own, id), "wx", 0o600);
      return incomingFile(id, file, () => remove(id));
    },
    take: async (sought, maxBytes) => {
      const id = address.exec(sought)?.[1];
      if (id === undefined || !kept.has(id)) return gone;
      try {
        const { size } = await stat(path.join(own, id));
        if (size > maxBytes)
          return { kind: "refused", reason: `it is larger than ${inMegabytes(maxBytes)} MB` };
        return { kind: "fetched", bytes: await readFile(path.join(own, id)) };
      } catch {
        return gone;
      } finally {
        await remove(id).catch(() => {});
      }
    },
    close: async () => {
      for (const timer of kept.values()) clearTimeout(timer);
      kept.clear();
      await rm(own, { recursive: true, force: true });
    },
  };
}

function incomingFile(id: string, file: FileHandle, remove: () => Promise<void>): IncomingFile {
  let size = 0;
  let isOpen = true;
  const close = async (): Promise<void> => {
    if (isOpen) await file.close();
    isOpen = false;
  };
  const discard = async (): Promise<void> => {
    await close();
    await remove();
  };
  return {
    write: async (bytes) => {
      size += bytes.length;
      if (size > webLimits.receivedBytes) throw new BotError("WEB_UPLOAD_TOO_LARGE");
      if (size <= webLimits.fileBytes) await file.write(bytes);
    },
    keep: async () => {
      await close();
      if (size <= webLimits.fileBytes) return { address: `upload:${id}`, size };
      await remove();
      throw new BotError("WEB_UPLOAD_TOO_LARGE");
    },
    discard,
  };
}

const Missing = z.object({ code: z.literal("ESRCH") });

/** Asked without sending anything; whatever belongs to another user is alive too. */
function isAlive(processId: number): boolean {
  if (!Number.isInteger(processId) || processId <= 0) return false;
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return !Missing.safeParse(error).success;
  }
}

function inMegabytes(bytes: number): number {
  return Math.round(bytes / 1_048_576);
}
