import type { Answer, Citation, ClosestSource } from "../../answering/answer.ts";
import type { Block, Inline, Reply, Source } from "../../chat/reply.ts";
import { writtenDate } from "../../messages/dates.ts";
import type { Messages } from "../../messages/english.ts";

/** An answer as people read it: sentences with the marks of their sources, caveats, then the sources. */
export function answerCard(answer: Answer, messages: Messages): Reply {
  const blocks =
    answer.kind === "abstained" ? abstentionBlocks(answer, messages) : answerBlocks(answer, messages);
  return { summary: summaryOf(answer, messages), blocks, data: publicForm(answer) };
}

/** What programs are shown: everything but where on its own disk the bot read a document. */
function publicForm(answer: Answer) {
  const withoutKey = <Shown extends { sourceKey: string }>({ sourceKey: _, ...shown }: Shown) => shown;
  return { ...answer, citations: answer.citations.map(withoutKey), closest: answer.closest.map(withoutKey) };
}

function summaryOf(answer: Answer, messages: Messages): string {
  if (answer.kind === "abstained") return messages.answer.abstained[answer.reason ?? "thin-evidence"];
  return answer.sentences.map((sentence) => sentence.text).join(" ");
}

function answerBlocks(answer: Answer, messages: Messages): Block[] {
  const content = answer.sentences.flatMap((sentence, index): Inline[] => [
    { type: "text", text: index === 0 ? sentence.text : ` ${sentence.text}` },
    ...sentence.citations.map((number): Inline => ({ type: "citation", number })),
  ]);
  const items = answer.citations.map(
    (citation): Source => ({
      number: citation.number,
      title: citation.title,
      url: citation.url,
      note: sourceNote(citation, messages),
    }),
  );
  return [
    { type: "paragraph", content },
    ...caveatBlocks(answer, messages),
    { type: "sources", title: messages.answer.sources, items },
  ];
}

function abstentionBlocks(answer: Answer, messages: Messages): Block[] {
  const blocks: Block[] = [paragraph(messages.answer.abstained[answer.reason ?? "thin-evidence"])];
  if (answer.owner !== null)
    blocks.push(
      paragraph(messages.answer.askOwner(answer.owner.role, answer.owner.clusterName), answer.owner.address),
    );
  if (answer.closest.length > 0) {
    const items = answer.closest.map(
      (source, index): Source => ({
        number: index + 1,
        title: source.title,
        url: source.url,
        note: sourceNote(source, messages),
      }),
    );
    blocks.push({ type: "sources", title: messages.answer.closest, items });
  }
  return blocks;
}

function caveatBlocks(answer: Answer, messages: Messages): Block[] {
  return answer.caveats.map((caveat): Block => {
    const entry = messages.answer.caveat[caveat.kind];
    const text = typeof entry === "string" ? entry : entry(caveatDetail(caveat.detail));
    return { type: "note", content: [{ type: "text", text }] };
  });
}

/** A caveat's detail is a date or a title; dates are written out. */
function caveatDetail(detail: string | null): string {
  if (detail === null) return "";
  return /^\d{4}(-\d{2}){0,2}$/.test(detail) ? writtenDate(detail) : detail;
}

/** Whose source it is, as of when, and who else may read it: "ScotlandIS (your cluster), as of June 2020". */
function sourceNote(source: Citation | ClosestSource, messages: Messages): string {
  const own = source.standing === "own" ? ` (${messages.answer.standing.own})` : "";
  const date =
    source.asOf === null ? messages.answer.undated : messages.answer.asOf(writtenDate(source.asOf));
  const audience = source.audience === "public" ? [] : [messages.answer[source.audience]];
  const sample = source.isSample ? [messages.answer.sample] : [];
  return [`${source.clusterName}${own}`, date, ...audience, ...sample].join(", ");
}

function paragraph(text: string, address: string | null = null): Block {
  const link: Inline[] =
    address === null
      ? []
      : [
          { type: "text", text: " " },
          { type: "link", text: address, url: address },
        ];
  return { type: "paragraph", content: [{ type: "text", text }, ...link] };
}
