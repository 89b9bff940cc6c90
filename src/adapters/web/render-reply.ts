import { z } from "zod";
import type { Block, Inline, Reply, Source } from "../../chat/reply.ts";
import { escapeHtml, linkAddress } from "./escape-html.ts";
import { renderButtons } from "./render-form.ts";

/** Of the machine-readable form only what the page shows besides the blocks. */
const ShownData = z.object({
  kind: z.string(),
  citations: z.array(z.object({ number: z.number(), quote: z.string() })).default([]),
});

/**
 * - `id`: makes the anchors of several replies on one page different; letters, digits and hyphens.
 * - `formToken`: makes the buttons of a reply work; null for somebody not signed in, who is shown none.
 */
export interface Shown {
  readonly id: string;
  readonly formToken: string | null;
}

/**
 * - `quotes`: the words of each source that the answer rests on, by the source's number.
 */
interface Rendering extends Shown {
  readonly quotes: ReadonlyMap<number, string>;
}

/** A question with its reply as one `<article>`; all text is escaped, so that nothing in it acts. */
export function renderExchange(question: string, reply: Reply, { id, formToken }: Shown): string {
  const data = ShownData.safeParse(reply.data).data;
  const quotes = new Map((data?.citations ?? []).map((citation) => [citation.number, citation.quote]));
  const blocks = reply.blocks.map((block) => renderBlock(block, { id, formToken, quotes })).join("\n");
  return article({ question, id, kind: data?.kind ?? "message", body: blocks, summary: reply.summary });
}

/** A question that could not be answered for a reason outside of it, as one `<article>`. */
export function renderProblem(question: string, sentence: string, id: string): string {
  const body = `<p>${escapeHtml(sentence)}</p>`;
  return article({ question, id, kind: "problem", body, summary: sentence });
}

function article(parts: Readonly<Record<"question" | "id" | "kind" | "body" | "summary", string>>): string {
  const { question, id, kind, body, summary } = parts;
  return `<article class="exchange" data-kind="${escapeHtml(kind)}" data-summary="${escapeHtml(summary)}" aria-labelledby="${id}-question">
<h2 class="question" id="${id}-question" dir="auto">${escapeHtml(question)}</h2>
<div class="reply">
${body}
</div>
</article>`;
}

function renderBlock(block: Block, rendering: Rendering): string {
  switch (block.type) {
    case "heading":
      return `<h3>${escapeHtml(block.text)}</h3>`;
    case "paragraph":
      return `<p dir="auto">${renderSentences(block.content, rendering)}</p>`;
    case "list": {
      const items = block.items
        .map((item) => `<li dir="auto">${renderInlines(item, rendering)}</li>`)
        .join("");
      return block.ordered ? `<ol>${items}</ol>` : `<ul>${items}</ul>`;
    }
    case "sources":
      return renderSources(block, rendering);
    case "note":
      return `<p class="note" dir="auto">${renderInlines(block.content, rendering)}</p>`;
    case "message":
      return `<blockquote class="message" dir="auto">${escapeHtml(block.text)}</blockquote>`;
    case "divider":
      return "<hr>";
    case "actions":
      return rendering.formToken === null ? "" : renderButtons(block.buttons, rendering.formToken);
  }
}

/** A sentence is what stands before its marks, with them; the page shows one after the other. */
function renderSentences(content: readonly Inline[], rendering: Rendering): string {
  const sentences: Inline[][] = [];
  let isOpen = false;
  for (const inline of content) {
    const current = sentences.at(-1);
    if (current === undefined || (!isOpen && inline.type !== "citation")) sentences.push([inline]);
    else current.push(inline);
    isOpen = inline.type !== "citation";
  }
  return sentences
    .map((sentence) => `<span class="sentence">${renderInlines(sentence, rendering)}</span>`)
    .join("");
}

function renderInlines(content: readonly Inline[], rendering: Rendering): string {
  return content.map((inline) => renderInline(inline, rendering)).join("");
}

function renderInline(inline: Inline, { id }: Rendering): string {
  switch (inline.type) {
    case "text":
      return escapeHtml(inline.text);
    case "strong":
      return `<strong>${escapeHtml(inline.text)}</strong>`;
    case "emphasis":
      return `<em>${escapeHtml(inline.text)}</em>`;
    case "code":
      return `<code>${escapeHtml(inline.text)}</code>`;
    case "link":
      return renderLink(inline.text, inline.url);
    case "citation":
      // U+2060 holds a mark on the line where its sentence ends.
      return `&NoBreak;<a class="mark" href="#${id}-source-${inline.number}" aria-label="source ${inline.number}">${inline.number}</a>`;
  }
}

/** Opens beside the page, which holds the visit's questions and would lose them. */
function renderLink(text: string, address: string): string {
  const href = linkAddress(address);
  if (href === null) return escapeHtml(text);
  return `<a href="${href}" target="_blank" rel="noopener noreferrer">${escapeHtml(text)}<span class="out-of-sight"> (opens in a new tab)</span></a>`;
}

function renderSources(block: Extract<Block, { type: "sources" }>, rendering: Rendering): string {
  const title = `${rendering.id}-sources`;
  const items = block.items.map((source) => renderSource(source, rendering)).join("\n");
  return `<section class="sources" aria-labelledby="${title}">
<h3 id="${title}">${escapeHtml(block.title)}</h3>
<ol>
${items}
</ol>
</section>`;
}

function renderSource(source: Source, { id, quotes }: Rendering): string {
  const title = source.url === null ? escapeHtml(source.title) : renderLink(source.title, source.url);
  const quote = quotes.get(source.number);
  const words =
    quote === undefined || quote.trim() === ""
      ? ""
      : `<details><summary>Read the passage</summary><blockquote dir="auto">${escapeHtml(quote)}</blockquote></details>`;
  return `<li id="${id}-source-${source.number}" value="${source.number}"><span class="number" aria-hidden="true">${source.number}</span><div class="source"><span class="title" dir="auto">${title}</span><span class="whose">${escapeHtml(source.note)}</span>${words}</div></li>`;
}
