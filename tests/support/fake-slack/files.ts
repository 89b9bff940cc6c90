import type { IncomingMessage, ServerResponse } from "node:http";
import type { Workspace } from "./workspace.ts";

/** A file as Slack describes it in messages and forms (docs: reference/objects/file-object). */
export interface SharedFile {
  readonly id: string;
  readonly name: string;
  readonly mimetype: string;
  readonly size: number;
  readonly url_private: string;
  readonly url_private_download: string;
}

export interface NewFile {
  readonly name: string;
  readonly mediaType: string;
  readonly content: string | Uint8Array;
}

const path = /^\/files-pri\/(?<team>T[A-Z0-9]+)-(?<id>F[A-Z0-9]+)\/(?:download\/)?[^/]+$/;

export function addFile(file: NewFile, workspace: Workspace, origin: string): SharedFile {
  const { name, mediaType, content } = file;
  const bytes = typeof content === "string" ? Buffer.from(content, "utf8") : content;
  const id = `F${String(workspace.files.size + 1).padStart(9, "0")}`;
  workspace.files.set(id, { id, name, mediaType, bytes });
  const address = `${origin}/files-pri/${workspace.teamId}-${id}`;
  return {
    id,
    name,
    mimetype: mediaType,
    size: bytes.length,
    url_private: `${address}/${encodeURIComponent(name)}`,
    url_private_download: `${address}/download/${encodeURIComponent(name)}`,
  };
}

/** Of which workspace a file's address is; null when it is none. */
export function teamOfFile(address: string): string | null {
  return path.exec(address)?.groups?.team ?? null;
}

/**
 * docs: file object, url_private: a token with files:read of the file's own workspace in the header; anybody else is
 * shown a page to sign in, with the status of a success.
 */
export function serveFile(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  workspaces: readonly Workspace[],
): void {
  const { team, id = "" } = path.exec(incoming.url ?? "")?.groups ?? {};
  const workspace = workspaces.find((candidate) => candidate.teamId === team);
  const isAllowed =
    workspace !== undefined &&
    incoming.headers.authorization === `Bearer ${workspace.botToken}` &&
    !workspace.isTokenRevoked &&
    workspace.scopes.has("files:read");
  if (!isAllowed) {
    outgoing.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    return void outgoing.end("<!doctype html><title>Sign in | Slack</title>");
  }
  const file = workspace.files.get(id);
  if (file === undefined) return void outgoing.writeHead(404).end();
  outgoing.writeHead(200, {
    "content-type": file.mediaType,
    "content-disposition": `attachment; filename="${encodeURIComponent(file.name)}"`,
  });
  outgoing.end(file.bytes);
}
