import { BotError } from "../../shared/errors.ts";

/** Node's codes of a connection that cannot be made or was cut. */
const socketCodes = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ECONNABORTED",
  "EPIPE",
  "ENOENT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "ENETUNREACH",
]);

/** PostgreSQL's: class 08 (connection), 53 (resources), 57P (shut down); https://www.postgresql.org/docs/current/errcodes-appendix.html */
const serverCode = /^(08...|53...|57P0[1-5])$/;

/** Prisma's: cannot reach, timed out, closed, no free connection or transaction in time; https://www.prisma.io/docs/orm/reference/error-reference */
const prismaCode = /^(P1001|P1002|P1008|P1017|P2024|P2028|P2037)$/;

/** What `pg` and `pg-pool` throw without a code. */
const words =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Cannot use a pool after calling end|Client was closed and is not queryable|Query read timeout)/;

/** Kinds of Prisma's driver adapter errors (@prisma/driver-adapter-utils) that mean the same. */
const adapterKinds = new Set([
  "DatabaseNotReachable",
  "ConnectionClosed",
  "SocketTimeout",
  "TooManyConnections",
  "TlsConnectionError",
]);

/** The same failure as a BotError where the database could not be reached; anything else unchanged. */
export function translateError(error: unknown): unknown {
  if (error instanceof BotError || !isUnreachable(error)) return error;
  return new BotError("DATABASE_UNAVAILABLE", { cause: error });
}

/** Runs database work; throws DATABASE_UNAVAILABLE when the database cannot be reached. */
export async function withCodedErrors<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw translateError(error);
  }
}

/** A store whose every method throws DATABASE_UNAVAILABLE when the database cannot be reached. */
export function translatingErrors<Store extends object>(store: Store): Store {
  return new Proxy(store, {
    get(target, property, receiver) {
      const member: unknown = Reflect.get(target, property, receiver);
      if (typeof member !== "function") return member;
      return (...values: unknown[]) => withCodedErrors(async () => Reflect.apply(member, target, values));
    },
  });
}

function isUnreachable(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if (words.test(error.message)) return true;
  if ("code" in error && typeof error.code === "string" && isUnreachableCode(error.code)) return true;
  return [error.cause, adapterErrorOf(error)].some(isUnreachableCause) || anyUnreachable(error);
}

function isUnreachableCause(cause: unknown): boolean {
  return isUnreachableKind(cause) || isUnreachable(cause);
}

/** Of a raw query's failure (P2010) Prisma keeps what the driver said under `meta`. */
function adapterErrorOf(error: Error): unknown {
  if (!("meta" in error) || typeof error.meta !== "object" || error.meta === null) return undefined;
  return "driverAdapterError" in error.meta ? error.meta.driverAdapterError : undefined;
}

function isUnreachableCode(code: string): boolean {
  return socketCodes.has(code) || serverCode.test(code) || prismaCode.test(code);
}

function isUnreachableKind(cause: unknown): boolean {
  if (typeof cause !== "object" || cause === null || !("kind" in cause)) return false;
  if (typeof cause.kind === "string" && adapterKinds.has(cause.kind)) return true;
  return (
    "originalCode" in cause && typeof cause.originalCode === "string" && isUnreachableCode(cause.originalCode)
  );
}

/** Node reports one AggregateError when every address of a host refuses. */
function anyUnreachable(error: Error): boolean {
  return error instanceof AggregateError && error.errors.some(isUnreachable);
}
