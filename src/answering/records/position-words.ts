import type { PositionAspect } from "./told.ts";

/** Words that ask for a line and for little else. */
export const lineWords =
  /\b(?:positions?|(?<!\b(?:bus|train|tube|phone|help|dead|time|guide|head|under) )lines?(?![ -]?ups?\b)|stances?|polic(?:y|ies)|views?(?: (?:of|on|about))?|where (?:do|does|did|are|is) .{1,40} stand(?:ing)?(?: on)?|stands?(?: on)?|agreed (?:wording|text|line)|wording (?:of|on|about)|asking for|word for word|verbatim|official(?:ly)?|opinions?|(?:take|reaction|response) (?=on|to|about))\b/giu;

/** Of a cluster that is named, or of “us”, this asks for a line as well; of the chair it does not. */
export const sayWords =
  /\b(?:ever )?(?:said|saying|say|says|published|put out|on record|comment(?:ed)?|reckons?) (?:anything |something |owt )?(?:about|on|for|re)\b/giu;

const stanceWords =
  /\b(?:sign(?:ed|s|ing)?(?! up for| in\b)(?: (?:up to|off|onto))?|signator(?:y|ies)|dissent(?:s|ed|ing|ers?)?|abstain(?:s|ed|ing)?|abstentions?|against|object(?:s|ed|ion|ions)?|oppos(?:e|es|ed)|disagreed|endors(?:e|es|ed|ing|ement)|on board|behind|who (?:else )?(?:backs|backed|supports|supported|agreed|voted))\b/giu;

export const differenceWords =
  /\b(?:differ(?:s|ed|ent|ence|ences)?(?: from)?|vs|v|versus|compar(?:e|ed|ison)|(?:dis)?agree(?:s|ments?)?(?: with)?|common (?:line|position|ground)|(?:the )?same(?: as)?|side by side|aligned?|at odds|clash(?:es)?|in line with|line up with|square with)\b/giu;

/** What is asked, with the words that ask it; the first that fits counts. */
export const positionAspects: readonly (readonly [PositionAspect, RegExp])[] = [
  ["stances", stanceWords],
  [
    "review",
    /\b(?:review(?:s|ed|ing)?(?: date)?|(?:look|looked|looking) at (?=.{0,50}\bagain)|revisit(?:s|ed)?|refresh(?:ed|ing)?|(?:be |are |is )?due|overdue|up for (?=review|renewal|another|grabs)|runs? out|expires?)\b/giu,
  ],
  [
    "history",
    /\b(?:history|timeline|over the years|over time|how many (?:versions|texts|times)|(?:all|every|each)(?: of)?(?: the| our| their)? (?:versions?|texts?)|(?:versions|texts) (?:have|has|did|were|'ve)|evolv(?:e|ed)|evolution)\b/giu,
  ],
  [
    "changes",
    /\b(?:chang(?:e|es|ed|ing)|what(?:'?s| is) new|what(?:'?s| is) different|replaced|replace(?= *$)|(?<=\bwhat did .{0,80})replace|amend(?:ed|ments?)|reword(?:ed|ing)|revis(?:ed|ions?)|updat(?:ed?|es)|differs? from (?:the )?(?:old|last|previous|earlier|one before|text before|version before)|between versions?)\b/giu,
  ],
  [
    "still",
    /\b(?:still|out of date|outdated|up to date|valid|current(?:ly)?|holds?|how old|in force|withdr(?:ew|awn|aw)|drop(?:ped)?|adopt(?:ed)?|superseded|replac(?:e|ing)|stop(?:ped)? saying|scrapp(?:ed)?|when did|since when|how long)\b/giu,
  ],
];

/** Other things people call so, unless they say “position”. */
export const ofOtherThings =
  /\b(?:events?|meet-?ups?|workshops?|webinars?|conferences?|festivals?|summits?|tickets?|venue|job|vacanc(?:y|ies)|newsletter|membership|minutes|letter|invoices?|fees?)\b/iu;
export const surelyPosition = /\b(?:positions?|stances?|(?:our|the|a|'s|s) line (?:on|about))\b/iu;

/** “Differ on devolution”; what membership costs is compared as well. */
export const asksToCompare =
  /\b(?:differ|agree|disagree|compare)\w*\b.{0,40}\bon\b(?!.*\b(?:fees?|pric\w+|costs?|join\w*|member\w*|tiers?)\b)/iu;

/** “Who signed”, “what changed” and the like say little of what is meant: only a position's whole name makes it one. */
export const weakWords =
  /\b(?:statement|texts?|papers?|wording|submission|say|says|said|saying|tell(?:s|ing)?|told|publish(?:ed|es)?|campaign(?:s|ed|ing)?|argu(?:e|es|ed|ing)|lobby(?:ing)?|favours?|agreed|decided|like|likes|back(?:s|ed|ing)?|support(?:s|ed|ing)?|think|want|wants|ask(?:s|ed)?|push(?:ing)? for|call(?:s|ed|ing)? for|believe)\b/giu;

export const aheadWords =
  /\b(?:next|new|draft(?:s|ed|ing)?|working on|going to|gonna|planned|planning|upcoming|will|coming|future|proposed|consulting)\b/giu;
export const fillers =
  /\b(?:papers?|texts?|wording|bits?|versions?|dates?|ever|anyone|everyone|clusters?|cluster|federation|network|clusters|place|operating|soon|still|minister'?s|office|please|remind|summari[sz]e|common|reached|journalist|briefing|quotes?|years?|months?|ago|back|early|late|need|full|short|agreed|latest|existing|old|previous|earlier|part|thing|stuff|exactly|officially|publicly|government|ministers?|bill|statement|number|many|how|when|why|who|whom|there|list|all|as of|between|since|until|up|again|yet|any|and|versus|use|using|working|over|in|at|by|of|one|ones|today|now|days?)\b/giu;

const many = "(?:positions|lines|stances|policies)";
/** What there are lines on, not the line on something. */
export const asksForAll = new RegExp(
  [
    `\\b(?:list|which|what|what's|whats|show|all|every|any|each)\\b.{0,60}\\b${many}\\b`,
    "\\b(?:positions|lines|stances)\\b.{0,30}\\b(?:do|does|has|have|are there)\\b",
    "\\bwhat (?:\\w+ )?(?:do|does|has|have) .{1,40} (?:lines?|positions?|stances?) on\\W*$",
    "\\b(?:everything|anything|whatever|all that)\\b.{0,60}\\b(?:positions?|lines?|stances?|polic(?:y|ies)) (?:on|about)\\b",
    "\\b(?:list|all|everything|overview|summary)\\b.{0,40}\\b(?:stands? for|asks? for|asking for|wants?)\\b",
    "\\b(?:everything|anything|what|which|any|all)\\b.{0,40}\\b(?:due|overdue|up for review|to be reviewed)\\b",
  ].join("|"),
  "iu",
);
/** Whose day for a review is past. */
export const asksForOverdue =
  /\b(?:overdue|past (?:(?:its|their|the) )?(?:review|due)|(?:was|were|been) due)\b/iu;
/** Who has a line on something, whoever that is. */
export const asksWhoHas =
  /\b(?:which|what|who|any|how many)\b.{0,20}\b(?:clusters?|others?|members|else|regions?)\b.{0,30}\b(?:have|has|hold|holds|got|took|taken)\b|\bwho\b.{0,30}\b(?:'?s|has|have|holds?) (?:got )?(?:a |an |any |their own )?(?:positions?|lines?|stances?)\b/iu;
/** Where the text itself is to be found. */
export const asksForLink =
  /\b(?:where|link|url|web ?page|web ?site)\b.{0,60}\b(?:publish(?:ed)?|find|found|read|online|see)\b|\b(?:link|url) (?:to|for|of)\b/iu;
export const asksForEnd =
  /\bwhen\b.{0,60}\b(?:stop(?:ped)?|drop(?:ped)?|end(?:ed)?|scrap(?:ped)?|withdr[ae]wn?|replaced)\b/iu;
/** On which day something was said. */
export const asksForDay = /\b(?:when|(?:what|which) (?:day|date)|on what day|dates?)\b/iu;
/** The text before the one that is the line. */
export const asksForPrevious =
  /\b(?:previous|earlier|old|former|prior) (?:versions?|texts?|lines?|positions?|wording)\b|\b(?:one|version|text) before\b/iu;
/** The text that came first. */
export const asksForFirst =
  /\b(?:when|what)\b.{0,40}\b(?:first|originally|initially)\b|\b(?:first|original|earliest) (?:positions?|lines?|texts?|versions?|wording)\b/iu;
/** What is to come, and nothing of what is. */
export const asksOnlyAhead = /^(?:will|what(?:'?s| is) next\b)/iu;
/** Whether to sign, which of two is better: that is for people to decide. */
export const asksForAdvice =
  /\b(?:should|shall|ought) (?:we|i|they|our cluster)(?: to)? (?:sign|back|support|join|adopt|oppose|dissent|abstain|vote|drop|agree)\b|\bwhich (?:one |of (?:them|the two) )?(?:is|are|has) (?:the )?(?:better|best|stronger|right)\b|\bpick one\b|\b(?:do|would) you (?:think|agree|recommend|suggest)\b/iu;
/** Something to be done, not told. */
export const asksToAct =
  /^(?:(?:hi|hello|hiya|hey|pls|please|plz|just|can you|could you|would you|go ahead and)[ ,]+)*(?:sign|dissent|abstain|withdraw|adopt|publish|draft|write|change|amend|update|propose|put)\b(?!.{0,20}\?$)/iu;
