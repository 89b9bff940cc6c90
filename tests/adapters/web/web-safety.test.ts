import { afterEach, describe, expect, it } from "vitest";
import { plainHttp, postQuestion } from "./plain-http.ts";
import { type RunningWeb, startWeb } from "./running-web.ts";

let web: RunningWeb;

afterEach(() => web.stop());

describe("the web server, which answers this computer only", () => {
  it.each(["localhost", "LOCALHOST:3000", "127.0.0.1:8080", "[::1]:3000"])(
    "answers to the name %s",
    async (host) => {
      web = await startWeb();

      expect((await plainHttp(web.url, { headers: { Host: host } })).status).toBe(200);
    },
  );

  it.each([
    "cluster.example",
    "localhost.cluster.example",
    "127.0.0.1.nip.io:3000",
    "192.168.0.7",
    "localhost:3000@cluster.example",
  ])("does not answer to the name “%s”, which somebody else may have pointed here", async (host) => {
    web = await startWeb();

    const page = await plainHttp(web.url, { headers: { Host: host } });
    const asked = await postQuestion(web.url, "hello", { Host: host });

    expect(page.status).toBeGreaterThanOrEqual(400);
    expect(page.text).not.toContain("<form");
    expect(asked.status).toBeGreaterThanOrEqual(400);
    expect(web.received).toEqual([]);
  });

  it.each([
    ["another origin", { Origin: "https://cluster.example" }],
    ["another port of this computer", { Origin: "http://localhost:1" }],
    ["a page without an origin", { Origin: "null" }],
    ["another site, as the browser says", { "Sec-Fetch-Site": "cross-site" }],
    ["a neighbouring site, as the browser says", { "Sec-Fetch-Site": "same-site" }],
  ])("takes no question from a page of %s", async (_, headers) => {
    web = await startWeb();

    const posted = await postQuestion(web.url, "hello", headers);
    const got = await plainHttp(`${web.url}/api/ask?q=hello`, { headers });
    const exchange = await plainHttp(`${web.url}/exchange`, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: '{"question":"hello"}',
    });

    expect([posted.status, got.status, exchange.status]).toEqual([403, 403, 403]);
    expect(web.received).toEqual([]);
  });

  it("notes a refused request in one line, without the places in the code", async () => {
    web = await startWeb();

    await postQuestion(web.url, "hello", { Origin: "https://cluster.example" });

    expect(web.logged).toEqual([
      { event: "web-request-refused", fields: { code: "WEB_CROSS_SITE", path: "/api/ask" } },
    ]);
  });

  it("takes questions from its own page", async () => {
    web = await startWeb();
    const host = new URL(web.url).host;

    const response = await postQuestion(web.url, "hello", {
      Host: host,
      Origin: `http://${host}`,
      "Sec-Fetch-Site": "same-origin",
    });

    expect(response.status).toBe(200);
  });

  it("lets only its own files run, sets no cookie and passes the question on to no other site", async () => {
    web = await startWeb();

    for (const path of ["/", "/?q=hello", "/api", "/page/page.js", "/nowhere"]) {
      const { headers } = await plainHttp(`${web.url}${path}`);
      const policy = String(headers["content-security-policy"]);
      expect(policy).toContain("default-src 'none'");
      expect(policy).toContain("script-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).not.toContain("unsafe");
      expect(headers["set-cookie"]).toBeUndefined();
      expect(headers).toMatchObject({
        "referrer-policy": "same-origin",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
      });
    }
  });

  it.each([
    "/page/../web-platform.ts",
    "/page/%2e%2e/web-platform.ts",
    "/page/..%2f..%2fconfig.ts",
    "/package.json",
    "/page/",
  ])("has nothing at %s", async (path) => {
    web = await startWeb();

    const response = await plainHttp(`${web.url}${path}`);

    expect(response.status).toBe(404);
    expect(JSON.parse(response.text).error.code).toBe("WEB_NOT_FOUND");
  });
});
