import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Page =
  | string
  | { readonly type?: string; readonly body: string | Uint8Array; readonly etag?: string }
  | ((request: IncomingMessage, answer: ServerResponse) => void);

export interface WebSite {
  /** `http://127.0.0.1:<port>`. */
  readonly origin: string;
  /** What is at each path now; anything else is 404. */
  readonly pages: Map<string, Page>;
  /** Paths asked for since the last `clear`, `304 <path>` where the known version was still right. */
  readonly asked: string[];
  close(): void;
}

/** A small web server on this machine, with pages a test may change while it runs. */
export async function openWebSite(): Promise<WebSite> {
  const pages = new Map<string, Page>();
  const asked: string[] = [];
  const server = createServer((request, answer) => {
    const path = request.url ?? "/";
    const page = pages.get(path);
    if (page === undefined) {
      asked.push(path);
      answer.writeHead(404).end();
    } else if (typeof page === "function") {
      asked.push(path);
      page(request, answer);
    } else {
      servePage(typeof page === "string" ? { body: page } : page, { request, answer, asked });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    pages,
    asked,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly answer: ServerResponse;
  readonly asked: string[];
}

/** With an entity tag it answers conditional requests as RFC 9110, section 13.1.2, says. */
function servePage(page: Exclude<Page, string | (() => void)>, { request, answer, asked }: Exchange): void {
  if (typeof page === "function") return;
  const path = request.url ?? "/";
  const headers = {
    "content-type": page.type ?? "text/html; charset=utf-8",
    ...(page.etag === undefined ? {} : { etag: page.etag }),
  };
  if (page.etag !== undefined && request.headers["if-none-match"] === page.etag) {
    asked.push(`304 ${path}`);
    answer.writeHead(304, headers).end();
    return;
  }
  asked.push(path);
  answer.writeHead(200, headers).end(page.body);
}
