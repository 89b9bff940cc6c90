import { createHash } from "node:crypto";
import { lstat, mkdir, realpath } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BotError } from "../../shared/errors.ts";

/** `sun_path` holds 104 bytes on macOS, 108 on Linux, the final zero included. */
const longestSocketPath = 100;

/** PostgreSQL's name for the socket of port 5432: what `pg` opens when its host is a folder. */
const socketName = ".s.PGSQL.5432";

/**
 * The private folder of a data folder's socket: the same for every process of this user. Not inside the
 * data folder, whose path may be longer than a socket's may be.
 */
export async function prepareSocketFolder(dataFolder: string): Promise<string> {
  // Absent on Windows, where no Unix socket would be private either.
  const owner = process.getuid?.() ?? 0;
  const place = createHash("sha256")
    .update(await realpath(dataFolder))
    .digest("hex")
    .slice(0, 12);
  const name = `clusterbot-${owner}-${place}`;
  const parent = socketIn(join(tmpdir(), name)).length <= longestSocketPath ? tmpdir() : "/tmp";
  const folder = join(parent, name);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await assertPrivate(folder, owner);
  return folder;
}

export function socketIn(folder: string): string {
  return join(folder, socketName);
}

/** Whether somebody listens on the socket of this folder right now. */
export function isServed(folder: string): Promise<boolean> {
  return new Promise((resolve) => {
    const probe = connect(socketIn(folder));
    probe.once("connect", () => {
      probe.destroy();
      resolve(true);
    });
    probe.once("error", () => resolve(false));
  });
}

/** Another user may have made a folder of that name in the shared temporary folder first. */
async function assertPrivate(folder: string, owner: number): Promise<void> {
  const found = await lstat(folder);
  if (found.isDirectory() && found.uid === owner && (found.mode & 0o077) === 0) return;
  throw new BotError("DATA_FOLDER_UNUSABLE", { detail: `${folder} is not a private folder of this user` });
}
