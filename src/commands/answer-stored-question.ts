import { setTimeout as pause } from "node:timers/promises";
import { withoutSecrets, withSecrets } from "../chat/conceal.ts";
import type { Platform, SendOutcome } from "../chat/platform.port.ts";
import { failureReply, plainReply, type Reply } from "../chat/reply.ts";
import type { PlatformName, Request } from "../chat/request.ts";
import type { Messages } from "../messages/english.ts";
import { codeOf, errorTable } from "../shared/errors.ts";
import type { Log } from "../shared/log.port.ts";
import type { Dispatched } from "./dispatch.ts";
import type { QuestionEnd, QuestionStore, StoredQuestion } from "./question-store.port.ts";

export interface AnsweringNeeds {
  readonly store: QuestionStore;
  readonly platforms: ReadonlyMap<PlatformName, Platform>;
  readonly dispatch: (request: Request) => Promise<Dispatched>;
  readonly messages: Messages;
  readonly log: Log;
  /** Aborted when the bot stops: a database that is away is not waited for any longer. */
  readonly stopping: AbortSignal;
}

interface Work {
  readonly question: StoredQuestion;
  readonly platform: Platform;
}

/** A question whose every attempt fails is given up with a sentence after this many. */
const attemptsAtMost = 5;
/** How long a sent reply waits to be recorded while the database is away: 60 times 5 s. */
const recordingAttempts = 60;
const recordingPauseMilliseconds = 5_000;

/** Carries one stored question to its end, or leaves it to be claimed again. Never throws. */
export async function answerStoredQuestion(question: StoredQuestion, needs: AnsweringNeeds): Promise<void> {
  const platform = needs.platforms.get(question.request.platform);
  if (platform === undefined) return;
  const work: Work = { question, platform };
  try {
    const outcome = await workOut(question, needs);
    if (outcome.kind === "failed" && outcome.canRetry) return await leaveForLater(work, outcome.reply, needs);
    await sendRecorded(work, outcome.reply, needs);
  } catch (error) {
    needs.log.error("question-interrupted", { question: question.id, code: codeOf(error), error });
  }
}

async function workOut(question: StoredQuestion, needs: AnsweringNeeds): Promise<Dispatched> {
  // A reply whose secrets were not stored is worked out again, with new ones.
  if (question.reply !== null && question.reply.isConcealed !== true)
    return { kind: "replied", reply: question.reply };
  if (question.attempts > attemptsAtMost) {
    // Whoever took it up ended before it could tell why; it may be the question that ends the program.
    needs.log.error("question-given-up", { question: question.id, attempts: question.attempts });
    const reply = failureReply("UNEXPECTED", errorTable.UNEXPECTED.sentence);
    return { kind: "failed", reply, canRetry: false };
  }
  return needs.dispatch(question.request);
}

/** Records the reply, sends it, records the outcome: in this order, so that a crash anywhere can be told apart. */
async function sendRecorded(work: Work, reply: Reply, needs: AnsweringNeeds): Promise<void> {
  const { question, platform } = work;
  try {
    if (!(await needs.store.beginSending(question.id, withoutSecrets(reply)))) return;
  } catch (error) {
    needs.log.error("reply-not-recorded", { question: question.id, code: codeOf(error), error });
    return leaveForLater(work, failureReply(codeOf(error), needs.messages.request.recordsGone), needs);
  }
  const outcome = await platform.send({
    ...addressOf(question),
    reply: withSecrets(reply),
    isRepeat: question.mayHaveBeenSentSince !== null,
  });
  if (outcome.kind === "uncertain" || outcome.kind === "refused") {
    needs.log.warn(`reply-${outcome.kind}`, { question: question.id, reason: outcome.reason });
  }
  await record(question, outcome, needs);
}

/** What was sent is recorded even when the database comes back only minutes later; else it might be sent twice. */
async function record(question: StoredQuestion, outcome: SendOutcome, needs: AnsweringNeeds): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (outcome.kind === "wait")
        return await needs.store.postpone(question, outcome.seconds, outcome.doubtSince);
      return await needs.store.finish(question.id, endOf(outcome));
    } catch (error) {
      if (attempt === recordingAttempts || needs.stopping.aborted) throw error;
      needs.log.warn("outcome-not-recorded-yet", { question: question.id, code: codeOf(error) });
      await pause(recordingPauseMilliseconds, undefined, { signal: needs.stopping });
    }
  }
}

function endOf(outcome: Exclude<SendOutcome, { kind: "wait" }>): QuestionEnd {
  if (outcome.kind === "sent") return { state: "sent", remoteId: outcome.remoteId };
  return { state: outcome.kind === "uncertain" ? "uncertain" : "undeliverable" };
}

/**
 * Something the answer needs is away. Where a reply can come later the person is told once, the lease ends and
 * the question is claimed again; elsewhere, or when it has failed too often, `sentence` is the reply.
 */
async function leaveForLater(work: Work, sentence: Reply, needs: AnsweringNeeds): Promise<void> {
  const { question, platform } = work;
  const isLast = !platform.canAnswerLater || question.attempts >= attemptsAtMost;
  if (!isLast && question.attempts > 1) return;
  const reply = isLast ? sentence : plainReply(needs.messages.request.keptForLater);
  const address = addressOf(question);
  const key = isLast ? address.key : `${address.key.slice(0, 24)}n`;
  const outcome = await platform.send({ ...address, key, reply, isRepeat: false, attemptedSince: null });
  needs.log.info("person-told-of-delay", { question: question.id, outcome: outcome.kind });
  if (isLast)
    await needs.store.finish(
      question.id,
      endOf(outcome.kind === "wait" ? { kind: "refused", reason: "busy" } : outcome),
    );
}

function addressOf(question: StoredQuestion) {
  return {
    request: question.request,
    replyAddress: question.replyAddress,
    receivedAt: question.receivedAt,
    attemptedSince: question.mayHaveBeenSentSince,
    key: replyKey(question.id),
  };
}

/** 22 characters made of the question's id: the same for every attempt, short enough for a Discord nonce. */
function replyKey(questionId: string): string {
  return Buffer.from(questionId.replaceAll("-", ""), "hex").toString("base64url");
}
