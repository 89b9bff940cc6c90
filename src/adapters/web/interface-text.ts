import { webLimits } from "./limits.ts";

/** `GET /api`: the HTTP interface in a few lines, for whoever writes a program against it. */
export function interfaceText(name: string): string {
  return `${name}: the HTTP interface. A program is answered on the bot's own computer only, from public material
only; a browser that is signed in is answered as the person it is signed in as.

POST /api/ask   {"question": "…"} as application/json, at most ${webLimits.bodyBytes / 1_024} kB
GET  /api/ask?q=…
    The answer as JSON: {kind, sentences: [{text, citations}], citations: [{number, title, url, quote, audience,
    asOf, …}], closest, owner, caveats, timing}. kind is "answered", "partial", "abstained"
    or "asked-back"; records names the records an answer from events or memberships rests on.
    With "Accept: text/event-stream": the events sentence, citation and done (the whole answer), or error.
    Errors are {"error": {"code", "message"}} with a fitting status. After ${webLimits.questionsInARow} questions in a row, at most
    ${webLimits.questionsPerSecond} a second; 429 says in Retry-After how long to wait.

GET /healthz    200 while the process is alive
GET /readyz     200 when questions can be answered, otherwise 503; JSON says which part is not ready
`;
}
