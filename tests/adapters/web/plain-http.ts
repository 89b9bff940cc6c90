import { type IncomingHttpHeaders, request } from "node:http";

export interface PlainResponse {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

interface PlainRequest {
  readonly method?: string;
  readonly headers?: Record<string, string>;
  readonly body?: string | Buffer;
}

/** A request with any header at all, also those that `fetch` sets by itself: Host, Origin, Sec-Fetch-Site. */
export function plainHttp(
  url: string,
  { method = "GET", headers = {}, body }: PlainRequest = {},
): Promise<PlainResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<PlainResponse>();
  const outgoing = request(
    url.replace("localhost", "127.0.0.1"),
    { method, headers, agent: false },
    (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text });
      });
    },
  );
  outgoing.on("error", reject);
  outgoing.end(body);
  return promise;
}

/** Asks as a program does. */
export function postQuestion(
  url: string,
  question: unknown,
  headers: Record<string, string> = {},
): Promise<PlainResponse> {
  return plainHttp(`${url}/api/ask`, {
    method: "POST",
    headers: { "Content-Type": "application/json", ...headers },
    body: JSON.stringify({ question }),
  });
}
