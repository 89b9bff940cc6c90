import { setTimeout as pause } from "node:timers/promises";
import type { Acceptance, IncomingRequest, RequestInbox } from "../chat/platform.port.ts";
import type { Request } from "../chat/request.ts";
import { codeOf } from "../shared/errors.ts";
import { type AnsweringNeeds, answerStoredQuestion } from "./answer-stored-question.ts";
import type { StoredQuestion } from "./question-store.port.ts";

export interface InboxNeeds extends Omit<AnsweringNeeds, "stopping"> {
  /** The form a request asks for; never throws. */
  readonly form: RequestInbox["form"];
  /** What is stored in place of a command's text, where that holds a secret. */
  readonly conceal: (request: Request) => Request;
}

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

/** Work in hand is given this long at a stop; what is not done by then is stored and taken up at the next start. */
const stopMilliseconds = 10_000;

/**
 * Every request is a row before it is acknowledged, and is answered from that row: at once by this process,
 * or after a crash by whichever process claims it next.
 */
export function createRequestInbox(needs: InboxNeeds): RunningInbox {
  const desk = createDesk(needs);
  const timers: NodeJS.Timeout[] = [];

  const takeUp = async (includeLeased: boolean): Promise<void> => {
    const platforms = [...needs.platforms.keys()];
    const claimed = await needs.store.claim({ platforms, includeLeased, limit: 50 });
    desk.put(claimed);
  };
  const renew = async (): Promise<void> => {
    if (desk.held().length > 0) await needs.store.renew(desk.held());
  };
  const every = (milliseconds: number, upkeep: () => Promise<void>): void => {
    const quietly = () =>
      void upkeep().catch((error: unknown) =>
        needs.log.warn("question-upkeep-failed", { code: codeOf(error) }),
      );
    timers.push(setInterval(quietly, milliseconds).unref());
  };

  return {
    accept: async (incoming: IncomingRequest): Promise<Acceptance> => {
      const question = await needs.store.add({ ...incoming, request: needs.conceal(incoming.request) });
      if (question === null) return "duplicate";
      desk.put([question]);
      return "stored";
    },
    form: needs.form,
    start: async ({ ownsEverything }) => {
      await takeUp(ownsEverything);
      every(renewalMilliseconds, renew);
      every(sweepMilliseconds, () => takeUp(false));
    },
    stop: async () => {
      for (const timer of timers) clearInterval(timer);
      await desk.clear();
    },
  };
}

interface Desk {
  /** Ids of what waits or is worked on here. */
  held(): readonly string[];
  /** Works on these as soon as there is room; what lies here already is passed over. */
  put(questions: readonly StoredQuestion[]): void;
  /** Takes nothing more (it is stored, for the next start), and lets what is in hand finish for a while. */
  clear(): Promise<void>;
}

/** The questions this process holds: a few in hand, the others waiting their turn in memory. */
function createDesk(needs: InboxNeeds): Desk {
  const waiting: StoredQuestion[] = [];
  const inHand = new Map<string, Promise<void>>();
  /** Had to wait for others. */
  const hasWaited = new Set<string>();
  const stopping = new AbortController();
  const held = (): string[] => [...inHand.keys(), ...waiting.map((question) => question.id)];

  const answer = async (question: StoredQuestion): Promise<void> => {
    if (hasWaited.has(question.id) && (await isGone(question))) return;
    await answerStoredQuestion(question, { ...needs, stopping: stopping.signal });
  };
  /** Whoever asked may have been erased while it waited. When nobody can tell, answering it finds that out. */
  const isGone = async ({ id }: StoredQuestion): Promise<boolean> =>
    !(await needs.store.isStored(id).catch(() => true));

  const workOff = (): void => {
    while (inHand.size < atOnce) {
      const question = waiting.shift();
      if (question === undefined) return;
      const work = answer(question).finally(() => {
        inHand.delete(question.id);
        hasWaited.delete(question.id);
        workOff();
      });
      inHand.set(question.id, work);
    }
    for (const question of waiting) hasWaited.add(question.id);
  };

  return {
    held,
    put: (questions) => {
      if (stopping.signal.aborted) return;
      const known = new Set(held());
      waiting.push(...questions.filter((question) => !known.has(question.id)));
      workOff();
    },
    clear: async () => {
      waiting.length = 0;
      stopping.abort();
      await Promise.race([Promise.all(inHand.values()), pause(stopMilliseconds, undefined, { ref: false })]);
    },
  };
}
