import { heading, list, pageBreak, paragraph, type SampleDocument, title } from "./sample-document.ts";

const roadmapTitle = "Roadmap to Recovery 2020: what UKTCG asked for";

export const roadmapReport: SampleDocument = {
  path: "policy/roadmap-to-recovery-2020.pdf",
  title: roadmapTitle,
  blocks: [
    title(roadmapTitle),
    paragraph(
      "This is a summary in our own words, not the report itself. The report was published in summer 2020.",
    ),
    heading("Background"),
    paragraph(
      "UKTCG held the Roadmap to Recovery Summit online on 23 June 2020. More than 400 people took part. The UKTCG chair in June 2020 was the chief executive of Sunderland Software City. The Digital Secretary closed the summit and promised a digital strategy for autumn 2020.",
    ),
    paragraph(
      "The report that followed is called the Recovery Roadmap Report. The press wrote about the Recovery Roadmap Report on 4 August 2020. The Northern Echo calls the event the Recovery Roadmap Summit, while UKTCG, ScotlandIS and TechSPARK call the event the Roadmap to Recovery Summit.",
    ),
    heading("How many recommendations"),
    paragraph(
      "The Recovery Roadmap Report of 2020 makes seven recommendations. Not all seven recommendations are held in these documents. The parts that are held come from a newspaper and from a partner's web page, and only the first recommendation is numbered there.",
    ),
    heading("First recommendation: product-led start-ups"),
    paragraph(
      "The first of the seven recommendations puts support for product-led tech start-ups first. Programmes for firms at an early stage should lead on to schemes for firms that are scaling up.",
    ),
    heading("Digital in the public sector"),
    paragraph(
      "The 2020 report asks for a specialist programme that helps public bodies to use digital better. The specialist programme for public bodies should fit local conditions.",
    ),
    pageBreak,
    heading("Research and innovation"),
    paragraph(
      "The 2020 report asks for more test beds for innovation that is close to market. The report also asks for more local work between small and medium-sized firms and large companies.",
    ),
    heading("Digital skills"),
    paragraph(
      "According to the partner's page, employers and workers need practical and financial help to take up digital tools, so that nobody is left behind. The same page asks for plainer language in job advertisements for digital work.",
    ),
    heading("International trade"),
    paragraph(
      "Support for start-ups should prepare firms to trade in Europe after the Brexit transition, and to trade in the rest of the world.",
    ),
    heading("What is missing here"),
    list(
      "The full text of the Recovery Roadmap Report is not held.",
      "The numbers of the recommendations after the first are not held.",
      "Whether skills and trade are recommendations or themes of the report is not certain.",
    ),
    heading("What became of the government's promise"),
    paragraph(
      "The digital strategy promised for autumn 2020 did not come out that autumn. The UK Digital Strategy was published on 13 June 2022.",
    ),
    heading("Source"),
    paragraph(
      "Written in our own words from The Northern Echo (4 August 2020), technologyonecorp.co.uk (undated, 2020), generator.org.uk (24 June 2020) and techUK (13 June 2022).",
    ),
  ],
};

const cornwallTitle = "Software Cornwall membership: joining, paying and leaving";

export const cornwallTerms: SampleDocument = {
  path: "membership/software-cornwall-terms.pdf",
  title: cornwallTitle,
  blocks: [
    title(cornwallTitle),
    paragraph(
      "This is a summary in our own words, not the terms themselves. The page with the terms carries no date. This summary was written on 23 November 2026.",
    ),
    heading("How to join"),
    paragraph(
      "To join Software Cornwall, fill in the form or send an email, and pay the membership fee. Organisations and sole traders that join Software Cornwall are also listed in its online directory.",
    ),
    heading("What it costs and how to pay"),
    paragraph(
      "The Software Cornwall fee is paid once a year. The amount of the Software Cornwall fee is not held in these documents. Members of Software Cornwall pay by invoice within 14 days, by card, or by direct debit through GoCardless.",
    ),
    heading("Passing a membership on"),
    paragraph("A Software Cornwall membership cannot be transferred to somebody else."),
    pageBreak,
    heading("How to leave"),
    paragraph(
      "A member leaves Software Cornwall by giving notice in writing. The length of the notice for leaving Software Cornwall is not held in these documents. Ask the membership team at Software Cornwall before you rely on a date.",
    ),
    heading("When the fee is late"),
    paragraph(
      "A Software Cornwall membership ends if the fee is unpaid for 30 days. A Software Cornwall member whose invoice was due three weeks ago is still inside the 30 days. Other clusters have other rules, so say which cluster you mean.",
    ),
    heading("When the board ends a membership"),
    paragraph(
      "The board of Software Cornwall can end a membership by a unanimous vote, after 14 days' notice to the member.",
    ),
    heading("What Software Cornwall is"),
    paragraph(
      "Software Cornwall is a not-for-profit company with members and was active in 2024. Software Cornwall may now use the name Tech Cornwall, but no page that confirms the new name was seen.",
    ),
    heading("Source"),
    paragraph(
      "Written in our own words from the member terms on softwarecornwall.org (undated) and dabase.com (22 February 2024). The example of three weeks is ours.",
    ),
  ],
};
