import type { Closing } from "../../calendar/closing.ts";
import type { Inquiry, InquiryAnswer } from "../../directory/inquiries/inquiry.ts";

/** Every column of `inquiry i` there is to read. Days come as text: they have no zone. */
export const inquiryColumns = `i.id, i.number, i.owner_id AS owner, i.title, i.asker, i.link, i.opens_on::text AS "opensOn",
  json_build_object('at', i.closes_at, 'zone', i.closes_zone) AS closes, i.closes_instant AS "closesInstant", i.audience,
  i.audience_clusters AS "audienceClusters", i.is_sample AS "isSample", i.withdrawn_at AS "withdrawnAt", i.revision`;

/** Of `inquiry i`: who is asked, by name, with what they said; `account` is one more column of it, or nothing. */
export function askedOfInquiry(account: "'account', a.account," | ""): string {
  return `COALESCE((SELECT json_agg(json_build_object('cluster', a.cluster_id, 'name', c.name, 'isActive', c.status = 'active',
      'answer', CASE WHEN a.kind IS NOT NULL THEN json_build_object('kind', a.kind, 'link', a.link, ${account}
        'role', a.role, 'at', a.at) END) ORDER BY c.name, c.id)
    FROM inquiry_answer a JOIN cluster c ON c.id = a.cluster_id
    WHERE a.inquiry_id = i.id AND (c.status = 'active' OR a.kind IS NOT NULL)), '[]')`;
}

interface AskedRow {
  readonly cluster: string;
  readonly name: string;
  readonly isActive: boolean;
  readonly answer: (Omit<InquiryAnswer, "at"> & { readonly at: string }) | null;
}

export interface InquiryRow extends Omit<Inquiry, "closes" | "asked" | "positions"> {
  readonly closes: Pick<Closing, "at" | "zone">;
  readonly closesInstant: Date;
  readonly asked: readonly AskedRow[];
}

/** Whatever else the row holds stays. */
export function toInquiry<Row extends InquiryRow>({ closesInstant, ...row }: Row) {
  return {
    ...row,
    closes: { ...row.closes, instant: closesInstant },
    asked: row.asked.map((one) => ({
      ...one,
      answer: one.answer === null ? null : { ...one.answer, at: new Date(one.answer.at) },
    })),
  };
}
