import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { setTimeout as pause } from "node:timers/promises";
import type { Clock } from "../../../src/shared/clock.port.ts";
import type { IssuedSecret } from "../issued-secret.ts";
import { preciseNow, type SeenPost } from "../seen-post.ts";
import { createFaults, type Fault, type Faults } from "./faults.ts";
import { createGateway, type Gateway } from "./gateway.ts";
import { createGuildLife, type GuildLife } from "./guilds.ts";
import { createInteractions, type Interactions } from "./interactions.ts";
import { createJournal, type Journal } from "./journal.ts";
import { createPeople, type People } from "./people.ts";
import { createRequestLimits, type RequestLimits } from "./request-limits.ts";
import { routes } from "./routes.ts";
import { type Answer, Refusal } from "./rules.ts";
import { type BodyCheck, createBodyCheck } from "./specification.ts";
import { createWorld, type Upload, type World } from "./world.ts";

export interface FakeDiscordOptions {
  readonly clock?: Clock;
  /** The bot's token as the platform has it. */
  readonly token?: string;
  readonly heartbeatInterval?: number;
  /** Privileged intents switched on in the developer portal; none unless told. */
  readonly allowedPrivileged?: number;
  /** Whether a message that mentions only the bot's role shows it its text; Discord does not say. */
  readonly roleMentionShowsText?: boolean;
  readonly faults?: Faults;
  /** Whether requests beyond Discord's limits are answered with 429, and all with what is left of them. */
  readonly enforcesLimits?: boolean;
  /** Whether bodies are compared with Discord's specification, where there is a copy of it; they are unless told. */
  readonly checksBodies?: boolean;
  /** Told of every call that posts. */
  readonly onPost?: (post: SeenPost) => void;
}

/**
 * Discord as the bot sees it: the HTTP interface and the gateway, version 10, of a server with a few channels and
 * people, and of others that are added. It refuses what Discord refuses; each rule names where it is written.
 */
export interface FakeDiscord extends People, Interactions, GuildLife {
  /** For the bot's `apiUrl`. */
  readonly url: string;
  readonly world: World;
  readonly gateway: Gateway;
  readonly journal: Journal;
  readonly faults: Faults;
  /** What the bodies sent so far break of the published specification; null where no copy of it is there. */
  specificationProblems(): readonly string[] | null;
  /** Everything it has issued that gives whoever has it some power. */
  secrets(): readonly IssuedSecret[];
  close(): Promise<void>;
}

const systemClock: Clock = { now: () => new Date() };
const version = "/api/v10";

export async function createFakeDiscord(options: FakeDiscordOptions = {}): Promise<FakeDiscord> {
  const world = createWorld(options.clock ?? systemClock, options.token ?? "fake.bot.token");
  const checkBody = options.checksBodies === false ? null : bodyCheck();
  const serving: Serving = {
    world,
    journal: createJournal(),
    faults: options.faults ?? createFaults(),
    limits: options.enforcesLimits === true ? createRequestLimits() : null,
    onPost: options.onPost,
    problems: [],
    checkBody,
  };
  const server = createServer((incoming, response) => {
    serve(serving, gateway.url(), { incoming, response }).catch(() => response.destroy());
  });
  const gateway = createGateway(server, {
    world,
    heartbeatInterval: options.heartbeatInterval ?? 41_250,
    allowedPrivileged: options.allowedPrivileged ?? 0,
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;

  world.origin = `http://127.0.0.1:${port}`;

  return {
    ...createPeople(world, gateway, options.roleMentionShowsText ?? true),
    ...createInteractions(world, gateway),
    ...createGuildLife(world, gateway),
    url: `${world.origin}/api`,
    world,
    gateway,
    journal: serving.journal,
    faults: serving.faults,
    specificationProblems: () => (checkBody === null ? null : serving.problems),
    secrets: () => [
      { kind: "Discord bot token", value: world.token },
      ...[...world.interactions.values()].map(({ token: value }) => ({
        kind: "Discord interaction token",
        value,
      })),
    ],
    close: async () => {
      await gateway.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Serving {
  readonly world: World;
  readonly journal: Journal;
  readonly faults: Faults;
  readonly limits: RequestLimits | null;
  readonly onPost: FakeDiscordOptions["onPost"];
  readonly problems: string[];
  readonly checkBody: BodyCheck | null;
}

interface HttpCall {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly files: readonly File[];
  readonly authorization: string | undefined;
}

async function serve(
  serving: Serving,
  gatewayUrl: string,
  { incoming, response }: { incoming: IncomingMessage; response: ServerResponse },
): Promise<void> {
  const { world, journal, faults, problems, checkBody } = serving;
  const fileId = /^\/attachments\/\d+\/(\d+)\//.exec(incoming.url ?? "")?.[1];
  if (fileId !== undefined) {
    writeFile(response, faults.take("GET", incoming.url ?? ""), world.uploads.get(fileId));
    return;
  }
  const call = await readCall(incoming);
  const { method, path, body } = call;
  const fault = faults.take(method, path);
  if (typeof fault === "object" && fault !== null && "late" in fault) await pause(fault.late);
  const answer = failed(fault) ?? answerWithin(serving, gatewayUrl, call);
  if (answer.status < 300) problems.push(...(checkBody?.(method, path, body) ?? []));
  journal.add({ method, path, body, status: answer.status });
  if (fault === "stall" || fault === "hang") return;
  if (fault === "lose-reply" || fault === "reset") response.destroy();
  else write(response, fault === "server-error-after" ? badGateway : answer);
}

/** What a call that is not done is answered with; null when it is done. */
function failed(fault: Fault | null): Answer | null {
  if (fault === "hang" || fault === "reset" || fault === "server-error-before") return badGateway;
  return typeof fault === "object" && fault !== null && "answer" in fault ? fault.answer : null;
}

/** As far as the limits let it; whoever watches is told of posts. */
function answerWithin({ world, limits, onPost }: Serving, gatewayUrl: string, call: HttpCall): Answer {
  const { method, path } = call;
  const limited = limits?.take(method, path) ?? { headers: {} };
  const known = world.messages.length;
  const answer = "refusal" in limited ? limited.refusal : answerTo(world, gatewayUrl, call);
  const posted = method === "POST" ? /^\/channels\/(\d+)\/messages$/.exec(path)?.[1] : undefined;
  if (posted !== undefined)
    onPost?.({
      at: preciseNow(),
      platform: "discord",
      workspace: world.channels.get(posted)?.guildId ?? "",
      channel: posted,
      text: textOf(call.body),
      outcome: outcomeOf(answer, world.messages.length > known),
    });
  return "refusal" in limited ? answer : { ...answer, headers: { ...limited.headers, ...answer.headers } };
}

function outcomeOf({ status }: Answer, isNew: boolean): SeenPost["outcome"] {
  if (status === 429) return "limited";
  if (status >= 300) return "failed";
  return isNew ? "accepted" : "known";
}

function textOf(body: unknown): string {
  const content = typeof body === "object" && body !== null && "content" in body ? body.content : "";
  return typeof content === "string" ? content : "";
}

async function readCall(incoming: IncomingMessage): Promise<HttpCall> {
  const { method = "GET", headers } = incoming;
  const url = new URL(incoming.url ?? "/", "http://fake");
  const path = url.pathname.startsWith(version)
    ? decodeURIComponent(url.pathname).slice(version.length)
    : "/wrong-version";
  const { body, files } = await bodyOf(incoming);
  return { method, path, query: url.searchParams, body, files, authorization: headers.authorization };
}

function answerTo(world: World, gatewayUrl: string, call: HttpCall): Answer {
  try {
    for (const route of routes) {
      const match = route.method === call.method ? route.pattern.exec(call.path) : null;
      if (match === null) continue;
      // Source: reference, Authentication: "Bot" and the token; otherwise 401.
      if (route.needsToken && call.authorization !== `Bot ${world.token}`) {
        return { status: 401, body: { message: "401: Unauthorized", code: 0 } };
      }
      const { query, body, files } = call;
      return route.answer({ world, path: match.slice(1), query, body, files, gatewayUrl });
    }
    return { status: 404, body: { message: "404: Not Found", code: 0 } };
  } catch (error) {
    if (error instanceof Refusal) return error.answer;
    throw error;
  }
}

const badGateway: Answer = { status: 502, body: { message: "502: Bad Gateway", code: 0 } };

/** Reading the specification takes a while; once for each process is enough. */
let sharedCheck: BodyCheck | null | undefined;
function bodyCheck(): BodyCheck | null {
  sharedCheck ??= createBodyCheck();
  return sharedCheck;
}

/** Source: reference, uploading files: with files the body is a form, its JSON in `payload_json`. */
async function bodyOf(incoming: IncomingMessage): Promise<Pick<HttpCall, "body" | "files">> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const type = incoming.headers["content-type"] ?? "";
  if (!type.startsWith("multipart/form-data")) return { body: parseJson(bytes.toString("utf8")), files: [] };
  const form = await new Response(bytes, { headers: { "content-type": type } }).formData();
  const files = [...form.keys()].filter((name) => /^files\[\d+\]$/.test(name)).map((name) => form.get(name));
  return {
    body: parseJson(String(form.get("payload_json") ?? "")),
    files: files.filter((file): file is File => file instanceof File),
  };
}

function parseJson(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Source: reference, CDN endpoints: without a token; 404 for what is not there. */
function writeFile(response: ServerResponse, fault: Fault | null, upload: Upload | undefined): void {
  if (fault === "hang") return;
  if (typeof fault === "object" && fault !== null && "answer" in fault) write(response, fault.answer);
  else if (fault !== null) write(response, badGateway);
  else if (upload === undefined) write(response, { status: 404 });
  else {
    response.writeHead(200, { "content-type": upload.mediaType });
    response.end(upload.bytes);
  }
}

/** An empty answer must not say that it is JSON: the SDK would try to read it. */
function write(response: ServerResponse, answer: Answer): void {
  const type = answer.body === undefined ? {} : { "content-type": "application/json" };
  response.writeHead(answer.status, { ...type, ...answer.headers });
  response.end(answer.body === undefined ? undefined : JSON.stringify(answer.body));
}
