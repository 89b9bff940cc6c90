import type { Doing } from "../../shared/doing.ts";
import { type Inquiry, type InquiryAnswer, inquiryState } from "./inquiry.ts";
import type { InquiryDecision, InquiryStore } from "./inquiry-store.port.ts";

type Given = InquiryAnswer & { readonly cluster: string };

/**
 * What comes of an answer, in the order in which it is looked at.
 *
 * - `withdrawn`, `closed`: the inquiry is.
 * - `not-asked`: that cluster is not asked, or is no active member any more.
 * - `joins-itself`: the owner cannot join its own response.
 * - `already`: the cluster has said the same; `before` tells when.
 * - `given`, `changed`: it counts.
 */
export type InquiryAnswerOutcome =
  | { readonly kind: "withdrawn" | "closed" | "not-asked" | "joins-itself" | "given" }
  | { readonly kind: "already" | "changed"; readonly before: InquiryAnswer };

/** Takes a cluster's answer from somebody who may give it (`may`, sign-positions). Null: there is no such inquiry. */
export async function answerInquiry(
  id: string,
  { given, by }: { readonly given: Given; readonly by: Doing },
  store: Pick<InquiryStore, "decideOn">,
): Promise<{ readonly outcome: InquiryAnswerOutcome; readonly inquiry: Inquiry } | null> {
  return await store.decideOn(id, by, (inquiry) => lookAtAnswer(inquiry, given));
}

function lookAtAnswer(inquiry: Inquiry, given: Given): InquiryDecision<InquiryAnswerOutcome> {
  const not = (outcome: InquiryAnswerOutcome) => ({ outcome, answer: null });
  const state = inquiryState(inquiry, given.at);
  if (state !== "open") return not({ kind: state });
  const asked = inquiry.asked.find(({ cluster, isActive }) => isActive && cluster === given.cluster);
  if (asked === undefined) return not({ kind: "not-asked" });
  if (given.kind === "joint" && given.cluster === inquiry.owner) return not({ kind: "joins-itself" });
  const { answer: before } = asked;
  if (before === null) return { outcome: { kind: "given" }, answer: given };
  // Who says the same again without a link takes none away.
  const isSame = before.kind === given.kind && (given.link === null || given.link === before.link);
  return isSame ? not({ kind: "already", before }) : { outcome: { kind: "changed", before }, answer: given };
}
