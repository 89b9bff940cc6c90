import type { PGlite } from "@electric-sql/pglite";

/** What the socket server runs messages with. */
type Running = Pick<PGlite, "execProtocolRawStream" | "closed">;

/** Query and Sync: PostgreSQL ends its answer to either with ReadyForQuery, whatever went wrong. We never COPY. */
const endWithReady: ReadonlySet<string> = new Set(["Q", "S"]);

/** ReadyForQuery without its last byte, the state of the transaction. */
const ready = [0x5a, 0, 0, 0, 5];

/**
 * The same database, which calls `end` when it breaks. What PostgreSQL refuses is written to the connection, so
 * whatever is thrown is the engine's own end, and pglite-socket's queue would stand still from then on. PGlite keeps
 * most aborts to itself, though (a stack or memory that ran out): the engine then answers nothing any more. Either
 * way every later question would wait until its time is up.
 */
export function endingWhenBroken<Database extends Running>(
  database: Database,
  end: (error: Error) => void,
): Database {
  const execProtocolRawStream: PGlite["execProtocolRawStream"] = async (message, options) => {
    let ending: readonly number[] = [];
    const onRawData = (data: Uint8Array) => {
      ending = [...ending, ...data.subarray(-ready.length - 1)].slice(-ready.length - 1);
      options?.onRawData(data);
    };
    try {
      await database.execProtocolRawStream(message, { ...options, onRawData });
    } catch (error) {
      // A message that comes when the database was closed on purpose breaks nothing.
      if (!database.closed) end(error instanceof Error ? error : new Error(String(error)));
      throw error;
    }
    const mustBeReady = endWithReady.has(String.fromCharCode(message[0] ?? 0));
    if (mustBeReady && !ready.every((byte, place) => ending[place] === byte))
      end(new Error("the engine broke off its answer"));
  };
  return new Proxy(database, {
    get: (target, property) => {
      if (property === "execProtocolRawStream") return execProtocolRawStream;
      const member: unknown = Reflect.get(target, property, target);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}
