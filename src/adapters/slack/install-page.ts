import { createHash } from "node:crypto";
import type { ServerResponse } from "node:http";

/** One page of the way to an installation: a title, what happened and what comes next, one thing to press. */
export interface InstallPage {
  readonly status: number;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly link: { readonly address: string; readonly label: string } | null;
}

const style = `:root{color-scheme:light dark}
body{margin:0;min-height:100vh;display:grid;place-items:center;background:Canvas;color:CanvasText;
font:1.0625rem/1.6 system-ui,sans-serif}
main{max-width:34rem;padding:2rem 1.25rem}
small{letter-spacing:.06em;text-transform:uppercase;opacity:.75}
h1{margin:.25rem 0 1rem;font-size:1.75rem;line-height:1.25}
p{margin:0 0 1rem}
a{display:inline-block;margin-top:.5rem;padding:.7rem 1.2rem;border-radius:.5rem;background:#1f3a5f;color:#fff;
font-weight:600;text-decoration:none}
a:focus-visible{outline:3px solid #5b9bd5;outline-offset:2px}`;
const styleHash = createHash("sha256").update(style).digest("base64");

/**
 * Nothing runs on the page and nothing is loaded. It tells no other site where people came from: the address holds a
 * code.
 */
const headers = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  "referrer-policy": "no-referrer",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
};

export function sendPage(outgoing: ServerResponse, page: InstallPage, product: string): void {
  outgoing.writeHead(page.status, headers).end(render(page, product));
}

function render({ title, paragraphs, link }: InstallPage, product: string): string {
  const body = paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`).join("\n");
  const button = link === null ? "" : `\n<a href="${escapeHtml(link.address)}">${escapeHtml(link.label)}</a>`;
  return `<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<small>${escapeHtml(product)}</small>
<h1>${escapeHtml(title)}</h1>
${body}${button}
</main>
</body>
</html>
`;
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}
