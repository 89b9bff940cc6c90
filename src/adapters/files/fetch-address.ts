import { Agent, fetch, type Response } from "undici";
import { collectBytes, type HashedBytes, tooLarge } from "./file-bytes.ts";
import type { FetchLimits } from "./limits.ts";
import { checkedLookup, checkHost, type MayFetch, type ResolveName } from "./public-address.ts";
import { FileRefusal, PageGone } from "./refusal.ts";

export interface FetchOptions {
  readonly limits: FetchLimits;
  /** Asked for every hop's address. */
  readonly mayFetch: MayFetch;
  /** The system's resolver unless a test says otherwise. */
  readonly resolveName?: ResolveName;
  /** Ends the fetching early. */
  readonly signal?: AbortSignal;
}

/** What a server said of a page when it was fetched before, to ask whether it has changed since. */
export interface PageVersion {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface FetchedPage extends HashedBytes {
  /** Where it was found in the end. */
  readonly address: string;
  readonly contentType: string | null;
  readonly version: PageVersion;
}

const redirects = new Set([301, 302, 303, 307, 308]);

/**
 * Fetches one page over http(s). Redirects are followed here, one by one, so that each address is checked before
 * it is connected to. Throws FileRefusal.
 */
export async function fetchAddress(address: string, options: FetchOptions): Promise<FetchedPage> {
  const page = await fetchIfChanged(address, options, { etag: null, lastModified: null });
  if (page === "unchanged") throw new FileRefusal("the server answered 304 instead of the page");
  return page;
}

/** The same, but only when the server does not say that it is still the version known. Throws FileRefusal. */
export async function fetchIfChanged(
  address: string,
  options: FetchOptions,
  known: PageVersion,
): Promise<FetchedPage | "unchanged"> {
  const dispatcher = createDispatcher(options);
  const limit = AbortSignal.timeout(options.limits.milliseconds);
  const signal = options.signal === undefined ? limit : AbortSignal.any([limit, options.signal]);
  const headers = { ...requestHeaders, ...conditionOf(known) };
  try {
    let url = parseAddress(address);
    for (let hops = 0; hops <= options.limits.redirects; hops += 1) {
      checkHost(url.hostname, options.mayFetch);
      const answer = await fetch(url, { redirect: "manual", dispatcher, signal, headers });
      if (answer.status === 304 && isKnown(known)) return "unchanged";
      const next = redirects.has(answer.status) ? answer.headers.get("location") : null;
      if (next === null) return await readAnswer(answer, url, options.limits);
      await answer.body?.cancel();
      url = parseAddress(next, url);
    }
    throw new FileRefusal(`it redirects more than ${options.limits.redirects} times`);
  } catch (error) {
    if (options.signal?.aborted === true) throw new FileRefusal("there was no time left to fetch it");
    throw explain(error, options.limits);
  } finally {
    await dispatcher.destroy();
  }
}

const requestHeaders = {
  "user-agent": "Clusterbot document import",
  accept: "text/html, text/markdown, application/pdf, text/plain;q=0.9, */*;q=0.5",
};

function conditionOf({ etag, lastModified }: PageVersion): Readonly<Record<string, string>> {
  return {
    ...(etag === null ? {} : { "if-none-match": etag }),
    ...(lastModified === null ? {} : { "if-modified-since": lastModified }),
  };
}

function isKnown({ etag, lastModified }: PageVersion): boolean {
  return etag !== null || lastModified !== null;
}

function createDispatcher({ limits, mayFetch, resolveName }: FetchOptions): Agent {
  return new Agent({
    connect: { timeout: Math.min(10_000, limits.milliseconds), lookup: checkedLookup(mayFetch, resolveName) },
    headersTimeout: limits.milliseconds,
    bodyTimeout: limits.milliseconds,
  });
}

function parseAddress(address: string, base?: URL): URL {
  const url = URL.parse(address, base?.href);
  if (url === null) throw new FileRefusal("it is not a valid address");
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new FileRefusal(`only http and https addresses are fetched, not ${url.protocol.slice(0, 20)}`);
  }
  if (url.username !== "" || url.password !== "")
    throw new FileRefusal("an address with a name or password in it is not fetched");
  url.hash = "";
  return url;
}

async function readAnswer(answer: Response, url: URL, limits: FetchLimits): Promise<FetchedPage> {
  if (!answer.ok) {
    await answer.body?.cancel();
    throw refusalOf(answer.status);
  }
  const stated = Number(answer.headers.get("content-length") ?? 0);
  if (stated > limits.bytes) {
    await answer.body?.cancel();
    throw tooLarge(stated, limits.bytes);
  }
  // Counted after unpacking: a small gzip may hold gigabytes.
  const hashed = await collectBytes((answer.body ?? []) as AsyncIterable<Uint8Array>, limits.bytes);
  const { headers } = answer;
  const version = { etag: headers.get("etag"), lastModified: headers.get("last-modified") };
  return { ...hashed, address: url.href, contentType: headers.get("content-type"), version };
}

function refusalOf(status: number): FileRefusal {
  if (status === 404 || status === 410) return new PageGone(`there is no such page any more (${status})`);
  if (status === 401 || status === 403)
    return new FileRefusal(`the server does not let us read it (${status})`);
  return new FileRefusal(`the server answered ${status} instead of the page`);
}

function explain(error: unknown, limits: FetchLimits): FileRefusal {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof FileRefusal) return cause;
    const code = "code" in cause ? String(cause.code) : "";
    if (cause.name === "TimeoutError" || (code.startsWith("UND_ERR_") && code.endsWith("_TIMEOUT"))) {
      const seconds = Math.round(limits.milliseconds / 1000);
      return new FileRefusal(
        `the server took longer than ${seconds === 1 ? "1 second" : `${seconds} seconds`}`,
      );
    }
    const known = networkReasons[code];
    if (known !== undefined) return new FileRefusal(known, { cause: error });
  }
  return new FileRefusal("it could not be fetched", { cause: error });
}

const networkReasons: Readonly<Record<string, string>> = {
  ENOTFOUND: "there is no server of that name",
  EAI_AGAIN: "the server's name could not be looked up; is there a network?",
  ECONNREFUSED: "the server refuses connections",
  ECONNRESET: "the server closed the connection",
  CERT_HAS_EXPIRED: "the server's certificate has expired",
  DEPTH_ZERO_SELF_SIGNED_CERT: "the server's certificate is not trusted",
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: "the server's certificate is not trusted",
  ERR_TLS_CERT_ALTNAME_INVALID: "the server's certificate is for another name",
};
