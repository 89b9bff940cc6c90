import { createServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fetchPicture } from "../../../src/adapters/files/fetch-picture.ts";

let server: Server;
let origin = "";

const beginnings: Readonly<Record<string, string>> = {
  "/png": "89504e470d0a1a0a0000",
  "/jpg": "ffd8ffe000104a464946",
  "/gif": "474946383961",
  "/webp": "524946462400000057454250",
  "/page": Buffer.from("<!doctype html>").toString("hex"),
};

beforeAll(async () => {
  server = createServer(({ url = "" }, answer) => {
    const bytes = url === "/huge" ? Buffer.alloc(9_000_000) : Buffer.from(beginnings[url] ?? "", "hex");
    // Whatever a server says of it, the bytes decide.
    answer.writeHead(url === "/none" ? 404 : 200, { "content-type": "image/png" }).end(bytes);
  }).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === "object" && address !== null ? address.port : 0}`;
});

afterAll(() => new Promise((resolve) => server.close(resolve)));

describe("A picture at an address", () => {
  it.each([
    ["/png", "image/png", "png"],
    ["/jpg", "image/jpeg", "jpg"],
    ["/gif", "image/gif", "gif"],
    ["/webp", "image/webp", "webp"],
  ])("is fetched: %s", async (path, mediaType, ending) => {
    expect(await fetchPicture(origin + path, { allowPrivateAddresses: true })).toMatchObject({
      kind: "fetched",
      mediaType,
      ending,
    });
  });

  it.each([
    ["/page", true, "it is no PNG, JPEG, GIF or WebP picture"],
    ["/huge", true, "it is larger than 8.0 MB, the most that is read"],
    ["/none", true, "there is no such page any more (404)"],
    ["/png", false, "it leads to a private address (127.0.0.1), which is not fetched"],
  ])("is refused for a reason: %s", async (path, allowPrivateAddresses, reason) => {
    expect(await fetchPicture(origin + path, { allowPrivateAddresses })).toEqual({
      kind: "refused",
      reason: expect.stringContaining(reason),
    });
  });
});
