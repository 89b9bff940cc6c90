import { Client, type ClientBase } from "pg";

type Callback = (error: Error | null) => void;

/**
 * A `pg` client that connects once `whereToConnect` has found a socket: while one process hands the embedded
 * database to another, a question waits a moment rather than fails.
 */
export function createWaitingClient(whereToConnect: () => Promise<string>): new () => ClientBase {
  return class WaitingClient extends Client {
    // Declared by `pg` as overloads no implementation can repeat; pg-pool calls it with a callback.
    override connect(...[callback]: [callback?: unknown]): Promise<this> & undefined {
      const connected = this.#connectWhenServed();
      if (typeof callback !== "function") return connected as Promise<this> & undefined;
      const call = callback as Callback;
      connected.then(() => call(null), call);
      return undefined as Promise<this> & undefined;
    }

    async #connectWhenServed(): Promise<this> {
      this.host = await whereToConnect();
      await super.connect();
      return this;
    }
  };
}
