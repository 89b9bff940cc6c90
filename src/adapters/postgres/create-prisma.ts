import { PrismaPg } from "@prisma/adapter-pg";
import type { Pool } from "pg";
import { PrismaClient } from "../../generated/prisma/client.ts";

/** Prisma over our own connections; `maxWait` is the longest wait for one of them, in milliseconds. */
export function createPrisma(pool: Pool, maxWait: number): PrismaClient {
  return new PrismaClient({
    adapter: new PrismaPg(pool),
    // The embedded database runs one transaction after the other; the default of two seconds is short for a queue.
    transactionOptions: { maxWait, timeout: 30_000 },
  });
}
