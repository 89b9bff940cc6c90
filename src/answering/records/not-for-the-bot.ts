import type { NotTold } from "./told.ts";

/**
 * What is not told whatever the records hold: who owes what, what is private to a person, who is better than whom; and
 * what the bot cannot do for anybody. The first that fits.
 */
const refused: readonly (readonly [NotTold, RegExp])[] = [
  [
    "payments",
    /\b(?:who|has|have|hasn'?t|haven'?t|did|when|if|check|that) .{0,80}\b(?:paid|pay)\b.{0,20}(?:\b(?:subs?|subscription|membership|fees?|dues|invoice)\b|$)|\bpaid up\b|\bunpaid\b|\barrears\b|\bow(?:e|es|ed|ing)\b|\blast pay\b|\bdiscount on (?:their|its|his|her|the) fees?\b|\b(?:bankrupt\w*|insolven\w*|financial trouble|turnover|in debt)\b|\bpay like\b|\b(?:salary|salaries|wages) (?:at|of)\b|\b(?:pays?|paying|settles?) (?:its|their|his|her) (?:subs?|subscriptions?|membership|fees?|dues|invoices?|bills?)\b/iu,
  ],
  [
    "private",
    /\b(?:phone|mobile|telephone|cell)(?: (?:no|num|number)s?)?\b|\bhome address\b|\bpersonal (?:e-?mail|number|details)\b|\be-?mails? (?:addresses )?of (?:everyone|everybody|all|who|the (?:people|attendees|guests))|\b(?:who(?:'?s| is| are)|list of (?:people|everyone)) (?:coming|going|attending|signed up)\b|\b(?:guest|attendee) ?list\b|\bwhere (?:does|do|did) .{0,60}\blives?\b|\bhow old (?:is|are)\b|\bpass ?words?\b|\b(?:sort code|account number|bank details)\b|\bwifi (?:pw|code|key)\b|\boff the record\b|\bwhy (?:did|has|have) .{1,60}\b(?:leave|left|quit|drop(?:ped)? out)\b/iu,
  ],
  [
    "opinion",
    /\b(?:best|worst|better|top|strongest|weakest)\b.{0,40}\b(?:clusters?|members?|than|value|organisations?|region)\b|\b(?:clusters?|members?|organisations?)\b.{0,40}\b(?:best|worst|better)\b|\b(?:best|better|worse) (?:one |cluster )?to join\b|\bmost active\b|\brank(?:ing|ed)?\b|\bslag(?:ging|ged)? off\b|\bgonna win\b|\bgoing to win\b|\b(?:backing|voting for)\b|\b(?:is|are|were|was) .{1,60}\b(?:any good(?:\?*$| (?:to|at)\b)|reliable|trustworthy)|\bgot? fired\b|\bfired\b/iu,
  ],
  [
    "errand",
    /^(?:please |can (?:you|u) |could (?:you|u) |would (?:you|u) )*(?:(?:book|register|sign|enrol|put|remind) (?:me|us)\b|(?:cancel|delete|remove|reschedule|postpone|move) (?:the|this|that|our) (?!membership|subscription))|\bexport\b.{0,60}\b(?:list|csv|excel|spreadsheet)\b|\b(?:members?|contacts?|attendees|organisations|compan(?:y|ies)|firms)\b.{0,60}\b(?:as|in|into|to) (?:an? )?(?:csv|excel|xlsx?|spreadsheet|google sheet)\b|\blend (?:me|us)\b|\b(?:npm|git|python|excel) (?:install|error|problem)\b|\b(?:what'?s|what is) \d+ (?:times|plus|minus|x|divided by) \d+/iu,
  ],
  [
    "elsewhere",
    /\b(?:weather|forecast)\b.{0,40}\b(?:in|for|at|on|tomorrow|today)\b|\b(?:train|bus|flight) times?\b|\bshare price\b/iu,
  ],
];

/** Why a question gets no answer; null when nothing speaks against one. */
export function notForTheBot(text: string): NotTold | null {
  return refused.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
