import type { Span } from "./question-text.ts";

/** What of an event is asked. */
export type Aspect =
  | "when"
  | "where"
  | "price"
  | "status"
  | "tickets"
  | "online"
  | "audience"
  | "booking"
  | "organiser"
  | "link"
  | "about";

const aspects: readonly (readonly [Aspect, RegExp])[] = [
  [
    "status",
    /\b(?:still (?:on|happening|going(?: ahead)?|running|the|as planned)|is still|cancel+\w*|called off|moved?|changed|postponed|rescheduled|(?:been |heard |is )?(?:it'?s )?off\??$|on or (?:not|off)|going ahead|(?:is|are) it on|still)\b/giu,
  ],
  [
    "tickets",
    /\b(?:sold[ -]out|(?:any |are |is )?(?:there )?(?:tickets?|places?|spaces?|seats?|room|spots?)(?: (?:still|left|going|available))*|get (?:a |any )?tickets?|fully booked|can (?:i|we) still|full)\b/giu,
  ],
  [
    "price",
    /\b(?:how much(?: (?:is|are|does|do|to|for))*|what do(?:es)?|costs?|pric(?:e|es|ed|ing)|fees?|entry|admission|(?<!step[ -])free|pay(?:ing)?|charg(?:e|es|ed|ing)|get in(?:to)?)\b/giu,
  ],
  [
    "online",
    /\b(?:online|dial(?:ling)?[ -]in|in[ -]person(?: only)?|stream(?:ed|ing)?|zoom|teams call|virtual(?:ly)?|remote(?:ly)?|hybrid|join from home)\b/giu,
  ],
  [
    "audience",
    /\b(?:open to (?:everyone|everybody|anyone|anybody|all|the public|non[ -]?members)|members?[ -]only|only for members|just for members|public event|who can (?:come|go|attend)|for everyone|non[ -]?members?|(?:need|have|got|must|should|required) (?:to )?(?:be|have) (?:an? )?(?:paid[ -]up )?(?:members?|membership)|need (?:a )?membership|(?:if|unless|without being|not) (?:i'?m |we'?re |you'?re )?(?:an? )?members?|have to join)\b/giu,
  ],
  [
    "booking",
    /\b(?:(?:need|have|got|must|should|required)(?: i| we| you)? (?:to )?(?:book|register|sign[ -]?up|rsvp|get a ticket|have a ticket)|(?:just )?(?:turn|show|rock) up|drop[ -]in|walk[ -]ins?|without (?:booking|registering|a ticket)|booking (?:needed|required|essential))\b/giu,
  ],
  [
    "organiser",
    /\b(?:who(?:'?s| is| was| are)? (?:ran|run|runs|running|organi[sz]\w+|hosts?|hosted|hosting|behind|put(?:s|ting)?)(?: on)?|organi[sz](?:er|ers|ed|ing)|hosted by|run by)\b/giu,
  ],
  [
    "when",
    /\b(?:when(?:'?s| is| are| was| did| does)?|what(?:'?s)?(?: is)? the (?:time|date|day)s?|(?:what|which|wot) (?:time|date|day|week)s?(?: is (?:that|it)(?: in(?: the)?)? uk)?|uk time|start(?:s|ing)? (?:time|at)|(?:start|end|finish)(?:s|es)?|time|dates?|gmt|bst|clocks?|did (?:i|we) miss|missed)\b/giu,
  ],
  [
    "where",
    /\b(?:where(?:'?s| is| was| are)?|venue|address|location|post ?code|held|tak(?:e|es|ing) place|which (?:building|room))\b/giu,
  ],
  [
    "link",
    /\b(?:link|web ?(?:site|page)|url|sign[ -]?up|regist(?:er|ration)|book(?:ing)?|rsvp|join|attend|come along|add|calendar(?: link)?)\b/giu,
  ],
  ["about", /\b(?:(?:more |all )?about|details?|info(?:rmation)?|more on)\b/giu],
];

export interface AspectsRead {
  readonly asked: ReadonlySet<Aspect>;
  /** Where the question asks them. */
  readonly spans: readonly Span[];
}

/** What of an event a text asks; the text is without the event's own name, so that “Free Code Camp” asks no price. */
export function readAspects(text: string): AspectsRead {
  const found = aspects.flatMap(([aspect, pattern]) =>
    [...text.matchAll(pattern)].map((match) => ({
      aspect,
      from: match.index,
      // What leads to an aspect further on is not all spent on it.
      until: match.index + match[0].length,
    })),
  );
  return { asked: new Set(found.map(({ aspect }) => aspect)), spans: found };
}
