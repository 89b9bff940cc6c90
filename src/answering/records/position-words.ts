import type { PositionAspect } from "./told.ts";

/** Words that ask for a line and for little else. */
export const lineWords =
  /\b(?:positions?|(?<!\b(?:bus|train|tube|phone|help|dead|time|guide|head|under) )line(?![ -]?ups?\b)|stances?|polic(?:y|ies)|views?(?: (?:of|on|about))?|where (?:do|does|did|are|is) .{1,40} stand(?:ing)?(?: on)?|stands?(?: on)?|agreed (?:wording|text|line)|asking for|official(?:ly)?|opinions?|(?:take|reaction|response) (?=on|to|about))\b/giu;

/** Of a cluster that is named, or of “us”, this asks for a line as well; of the chair it does not. */
export const sayWords =
  /\b(?:ever )?(?:said|saying|say|says|published|put out) (?:anything |something |owt )?(?:about|on|for)\b/giu;

const stanceWords =
  /\b(?:sign(?:ed|s|ing)?(?! up for| in\b)(?: (?:up to|off|onto))?|signator(?:y|ies)|dissent(?:s|ed|ing|ers?)?|abstain(?:s|ed|ing)?|abstentions?|against|object(?:s|ed|ion|ions)?|oppos(?:e|es|ed)|disagreed|endors(?:e|es|ed|ing|ement)|on board|who (?:backs|backed|supports|supported|agreed|voted))\b/giu;

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
    /\b(?:history|timeline|over the years|over time|how many (?:versions|texts|times)|all (?:the )?(?:versions|texts)|evolv(?:e|ed)|evolution)\b/giu,
  ],
  [
    "changes",
    /\b(?:chang(?:e|es|ed|ing)|what(?:'?s| is) new|what(?:'?s| is) different|replaced|replace(?= *$)|(?<=\bwhat did .{0,80})replace|amend(?:ed|ments?)|reword(?:ed|ing)|revis(?:ed|ions?)|updat(?:ed?|es)|differs? from (?:the )?(?:old|last|previous|earlier)|between versions?)\b/giu,
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
