import { defineConfig } from "prisma/config";

// `prisma generate` never runs the schema engine, but downloads it when this variable is unset.
// Only for `generate`: with it set, `prisma migrate` would print nothing and exit 0.
if (process.argv.includes("generate")) {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  // Read by `prisma migrate deploy` on a server only; the bot applies its migrations itself.
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
