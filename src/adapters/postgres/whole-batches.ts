import type { PGlite } from "@electric-sql/pglite";

/** What the socket server uses of a database. */
type Served = Pick<PGlite, "execProtocolRawStream" | "isInTransaction" | "exec">;

/**
 * Messages that belong to a batch which a Sync ends (Parse, Bind, Describe, Execute, Close, Flush);
 * https://www.postgresql.org/docs/current/protocol-message-formats.html
 */
const withinBatch: ReadonlySet<string> = new Set(["P", "B", "D", "E", "C", "H"]);
const sync = new Uint8Array([0x53, 0, 0, 0, 4]);

/**
 * The same database, which lets nobody in between the messages of one connection's batch. The engine is one session
 * with one unnamed statement and one unnamed portal, and pglite-socket takes message after message from whichever
 * connection is next: without this, two connections that wait at the same time are given each other's rows. It does
 * keep to one connection while that is in a transaction, so a batch is told to it as one.
 */
export function inWholeBatches<Database extends Served>(database: Database): Database {
  let isOpen = false;
  const served: Served = {
    execProtocolRawStream: async (message, options) => {
      isOpen = withinBatch.has(String.fromCharCode(message[0] ?? 0));
      return await database.execProtocolRawStream(message, options);
    },
    isInTransaction: () => isOpen || database.isInTransaction(),
    // The server's way to clear up after a connection that is gone, be it in the middle of a batch.
    exec: async (query, options) => {
      if (isOpen) await served.execProtocolRawStream(sync, { onRawData: () => {} });
      return await database.exec(query, options);
    },
  };
  return new Proxy(database, {
    get: (target, property) => {
      const member: unknown = Reflect.get(property in served ? served : target, property);
      return typeof member === "function" ? member.bind(target) : member;
    },
  });
}
