import { heading, list, paragraph, type SampleDocument, table, title } from "./sample-document.ts";

const ideasTitle = "Ecosystems of Innovation: UKTCG's Four Big Ideas of January 2024";

export const fourBigIdeas: SampleDocument = {
  path: "policy/four-big-ideas-2024.docx",
  title: ideasTitle,
  blocks: [
    title(ideasTitle),
    paragraph(
      "This is a summary in our own words, not the report itself. UKTCG published the report Ecosystems of Innovation on 9 January 2024.",
    ),
    heading("The report in one table"),
    table(
      ["Subject", "What UKTCG asked for in January 2024"],
      ["Talent", "A tech talent pipeline that can compete worldwide, in every region"],
      ["Digital adoption", "Every business should understand and use tech"],
      ["Innovation", "One innovation policy for the UK, delivered by local partners"],
      ["Role of clusters", "A role like that of the former growth hubs"],
      ["Tax credits", "Better tax credits should favour growth outside London, Oxford and Cambridge"],
      ["Measurement", "A yearly government report on tech in the regions"],
    ),
    heading("Talent"),
    paragraph(
      "UKTCG asked in January 2024 for a tech talent pipeline in every region that can compete worldwide. The report wants people who finish bootcamps to be matched better with firms.",
    ),
    heading("Apprenticeship levy"),
    paragraph(
      "UKTN reports that the January 2024 report recommends an apprenticeship levy for small and medium-sized firms. The words are UKTN's, so check the report before you quote the apprenticeship levy. UKTCG also asked for closer links between people, industry and education.",
    ),
    heading("Digital adoption"),
    paragraph(
      "UKTCG wants every business to understand and use tech. Digital adoption in the 2024 report includes the everyday economy, and not only tech firms.",
    ),
    heading("Innovation policy"),
    paragraph(
      "UKTCG asked for an innovation policy for the whole UK, carried out through programmes that are spread across the country. Local partners and clusters should deliver the innovation programmes.",
    ),
    heading("Clusters, tax credits and measurement"),
    list(
      "Cluster bodies should take on a role like that of the growth hubs of the former local enterprise partnerships.",
      "Better tax credits should favour tech growth outside London, Oxford and Cambridge.",
      "The government should publish a baseline report on regional tech every year.",
    ),
    heading("Launch"),
    paragraph("UKTCG launched Ecosystems of Innovation in the Houses of Parliament on 9 January 2024."),
    heading("Source"),
    paragraph(
      "Written in our own words from UKTN (9 January 2024), ITPro (January 2024), bnnbreaking.com (10 January 2024) and Computing (January 2024).",
    ),
  ],
};

const feesTitle = "SAMPLE: membership fees of Harbour Digital, a fictional cluster";

export const sampleFees: SampleDocument = {
  path: "membership/sample-fees-fictional-cluster.docx",
  title: feesTitle,
  blocks: [
    title(feesTitle),
    paragraph(
      "SAMPLE. Harbour Digital does not exist, and every fee in this document is invented. No real cluster charges these fees because of this document. For members of all clusters.",
    ),
    heading("SAMPLE fees for a year"),
    table(
      ["Level (SAMPLE)", "Size", "Fee for 12 months (SAMPLE)"],
      ["Starter", "1 to 4 people", "£60"],
      ["Small", "5 to 24 people", "£240"],
      ["Medium", "25 to 99 people", "£720"],
      ["Large", "100 people or more", "£1,800"],
    ),
    paragraph(
      "SAMPLE: a firm of two people pays £60 a year to Harbour Digital, the fictional cluster. SAMPLE: freelancers count as Starter members of Harbour Digital.",
    ),
    heading("SAMPLE: joining"),
    paragraph(
      "SAMPLE: Harbour Digital answers an application within ten working days. SAMPLE: a Harbour Digital membership begins on the first day of the month after payment.",
    ),
    heading("SAMPLE: leaving"),
    paragraph(
      "SAMPLE: a member leaves Harbour Digital with one month's notice in writing. SAMPLE: Harbour Digital gives no refund for months that have begun.",
    ),
    heading("SAMPLE: two offices"),
    paragraph("SAMPLE: a firm with two offices in the area of Harbour Digital pays once."),
    heading("Source"),
    paragraph("SAMPLE: invented on 23 November 2026 to show a fee table in a Word file."),
  ],
};
