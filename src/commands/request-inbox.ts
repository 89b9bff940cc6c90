import type { Acceptance, IncomingRequest, RequestInbox } from "../chat/platform.port.ts";
import { codeOf } from "../shared/errors.ts";
import { type AnsweringNeeds, answerStoredQuestion } from "./answer-stored-question.ts";
import type { StoredQuestion } from "./question-store.port.ts";

export type InboxNeeds = Omit<AnsweringNeeds, "stopping">;

/** How many requests are worked on at once; the rest wait their turn in memory, stored already. */
const atOnce = 8;
/** A lease is 30 s (question-store); renewing every 10 s leaves two chances to miss. */
const renewalMilliseconds = 10_000;
const sweepMilliseconds = 5_000;

/** The inbox with its own life: `start` takes up what an earlier run left, `stop` lets work in hand finish. */
export interface RunningInbox extends RequestInbox {
  start(options: { readonly ownsEverything: boolean }): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Every request is a row before it is acknowledged, and is answered from that row: at once by this process,
 * or after a crash by whichever process claims it next.
 */
export function createRequestInbox(needs: InboxNeeds): RunningInbox {
  const waiting: StoredQuestion[] = [];
  const inHand = new Map<string, Promise<void>>();
  const timers: NodeJS.Timeout[] = [];
  const stopping = new AbortController();

  const workOff = (): void => {
    while (inHand.size < atOnce) {
      const question = waiting.shift();
      if (question === undefined) return;
      const work = answerStoredQuestion(question, { ...needs, stopping: stopping.signal }).finally(() => {
        inHand.delete(question.id);
        workOff();
      });
      inHand.set(question.id, work);
    }
  };

  const takeUp = async (includeLeased: boolean): Promise<void> => {
    const held = new Set([...inHand.keys(), ...waiting.map((question) => question.id)]);
    const platforms = [...needs.platforms.keys()];
    const claimed = await needs.store.claim({ platforms, includeLeased, limit: 50 });
    const left = claimed.filter((question) => !held.has(question.id));
    if (left.length > 0) needs.log.info("questions-taken-up", { count: left.length });
    waiting.push(...left);
    workOff();
  };

  const quietly = (work: () => Promise<void>) => (): void => {
    work().catch((error: unknown) => needs.log.warn("question-upkeep-failed", { code: codeOf(error) }));
  };

  return {
    accept: async (incoming: IncomingRequest): Promise<Acceptance> => {
      const question = await needs.store.add(incoming);
      if (question === null) return "duplicate";
      waiting.push(question);
      workOff();
      return "stored";
    },
    start: async ({ ownsEverything }) => {
      await takeUp(ownsEverything);
      const renew = async (): Promise<void> => {
        const ids = [...inHand.keys(), ...waiting.map((question) => question.id)];
        if (ids.length > 0) await needs.store.renew(ids);
      };
      timers.push(setInterval(quietly(renew), renewalMilliseconds).unref());
      timers.push(
        setInterval(
          quietly(() => takeUp(false)),
          sweepMilliseconds,
        ).unref(),
      );
    },
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      waiting.length = 0;
      stopping.abort();
      await Promise.all(inHand.values());
    },
  };
}
