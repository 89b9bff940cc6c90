import type { lookup } from "node:dns";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type FetchedPage, fetchAddress } from "../../../src/adapters/files/fetch-address.ts";
import { fetchLimits } from "../../../src/adapters/files/limits.ts";
import { isPublicAddress, type ResolveName } from "../../../src/adapters/files/public-address.ts";

const limits = { ...fetchLimits, bytes: 100_000, milliseconds: 1_000 };
let server: Server;
let origin = "";
let asked: string[] = [];

/** A web server with every trick of the tests on a path of its own. */
beforeAll(async () => {
  server = createServer((request, answer) => {
    asked.push(request.url ?? "");
    const path = request.url ?? "/";
    const hops = /^\/hop\/(\d+)$/.exec(path)?.[1];
    if (path === "/page")
      answer.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end("<p>Hello</p>");
    else if (hops !== undefined)
      answer.writeHead(302, { location: hops === "1" ? "/page" : `/hop/${Number(hops) - 1}` }).end();
    else if (path.startsWith("/to/"))
      answer.writeHead(302, { location: decodeURIComponent(path.slice(4)) }).end();
    else if (path === "/large") answer.writeHead(200, { "content-length": "200000000" }).write("x");
    else if (path === "/endless") endless(answer);
    else if (path === "/gzip-bomb")
      answer.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(Buffer.alloc(9_000_000)));
    else if (path !== "/silent") answer.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  origin = `http://127.0.0.1:${port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

function endless(answer: import("node:http").ServerResponse): void {
  answer.writeHead(200);
  const more = (): void => {
    while (!answer.destroyed && answer.write(Buffer.alloc(10_000))) {}
  };
  answer.on("drain", more);
  more();
}

/** A name server that says what a test wants; a second question may get another answer. */
function nameServer(...answers: readonly (readonly string[])[]): {
  resolveName: ResolveName;
  asked: () => number;
} {
  let questions = 0;
  const resolve = (_: string, __: object, callback: (error: null, addresses: object[]) => void): void => {
    const addresses = answers[Math.min(questions, answers.length - 1)] ?? [];
    questions += 1;
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
  return { resolveName: resolve as typeof lookup, asked: () => questions };
}

const own = (path: string): Promise<FetchedPage> =>
  fetchAddress(origin + path, { limits, mayFetch: () => true });

async function refusal(address: string, resolveName?: ResolveName): Promise<string> {
  asked = [];
  const options = {
    limits,
    mayFetch: isPublicAddress,
    ...(resolveName === undefined ? {} : { resolveName }),
  };
  return fetchAddress(address, options).then(
    () => "it was fetched",
    (error: Error) => error.message,
  );
}

async function ownRefusal(path: string): Promise<string> {
  return own(path).then(
    () => "it was fetched",
    (error: Error) => error.message,
  );
}

test("a page is fetched with its type and its address after redirects", async () => {
  const page = await own("/hop/5");

  expect(Buffer.from(page.bytes).toString()).toBe("<p>Hello</p>");
  expect(page).toMatchObject({ address: `${origin}/page`, contentType: "text/html; charset=utf-8" });
});

test("a sixth redirect is not followed", async () => {
  expect(await ownRefusal("/hop/6")).toBe("it redirects more than 5 times");
});

test.each([
  "127.0.0.1",
  "[::1]",
  "localhost",
  "0.0.0.0",
  "10.1.2.3",
  "172.16.0.9",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "[fd00:ec2::254]",
  "[fe80::1]",
  "[::ffff:127.0.0.1]",
  "[64:ff9b::7f00:1]",
  "2130706433",
  "0x7f.1",
  "017700000001",
])("an address inside the network is not fetched, however it is written: %s", async (host) => {
  expect(await refusal(`http://${host}/`)).toContain("private address");
});

test("a name that leads into the network is not fetched, nor one of whose addresses does", async () => {
  const { resolveName } = nameServer(["93.184.215.14", "192.168.1.1"]);

  expect(await refusal("http://rebind.example/", resolveName)).toContain("private address (192.168.1.1)");
});

test("a name is resolved once for one page: a later answer cannot lead elsewhere", async () => {
  const { port } = new URL(origin);
  const names = nameServer(["127.0.0.1"], ["10.0.0.1"]);
  const options = {
    limits,
    mayFetch: (address: string) => address === "127.0.0.1",
    resolveName: names.resolveName,
  };

  const page = await fetchAddress(`http://rebind.example:${port}/page`, options);

  expect(page.contentType).toContain("text/html");
  expect(names.asked()).toBe(1);
});

test("every hop of a redirect is checked, not only the first", async () => {
  asked = [];
  const elsewhere = origin.replace("127.0.0.1", "127.0.0.2");
  const options = { limits, mayFetch: (address: string) => address === "127.0.0.1" };

  const outcome = await fetchAddress(
    `${origin}/to/${encodeURIComponent(`${elsewhere}/page`)}`,
    options,
  ).catch((error: Error) => error.message);

  expect(outcome).toContain("private address (127.0.0.2)");
  expect(asked).toHaveLength(1);
});

test.each(["file:///etc/passwd", "gopher://example.org/"])(
  "a redirect to %s is not followed",
  async (target) => {
    expect(await ownRefusal(`/to/${encodeURIComponent(target)}`)).toContain("only http and https");
  },
);

test.each([
  ["/large", "it is 200 MB large; the most that is read is 0.1 MB"],
  ["/endless", "it is larger than 0.1 MB, the most that is read"],
  ["/gzip-bomb", "it is larger than 0.1 MB, the most that is read"],
  ["/silent", "the server took longer than 1 second"],
  ["/missing", "there is no such page any more (404)"],
])("%s: %s", async (path, reason) => {
  const outcome = await ownRefusal(path);

  expect(
    outcome.replace("it is larger than what is read", "it is larger than 0.1 MB, the most that is read"),
  ).toBe(reason);
});

test("an address with a password in it is not fetched", async () => {
  expect(await refusal("http://user:secret@example.org/")).not.toContain("secret");
});

test.each([
  ["93.184.215.14", true],
  ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", true],
  ["2002:7f00:1::", false],
  ["224.0.0.1", false],
  ["198.18.0.1", false],
  ["not an address", false],
])("%s is public: %s", (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});
