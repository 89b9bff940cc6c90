import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import { type DiagnoseMigrationHistoryOutput, SchemaEngine } from "@prisma/schema-engine-wasm";
import { type Pool, type QueryConfig, types } from "pg";
import { embeddingTableName } from "../../src/adapters/postgres/our-tables.ts";
import type { Migration } from "../../src/adapters/postgres/read-migrations.ts";

const schemaFile = fileURLToPath(new URL("../../prisma/schema.prisma", import.meta.url));

/** Indexes that only SQL can express; Prisma would drop each: `"name"`. */
const indexesOnlyInSql: readonly string[] = [];

/** Prisma's own view of a database, from the engine that `prisma migrate` runs. */
export interface SchemaView {
  /** The SQL that would bring this database to `schema` (prisma/schema.prisma); empty when they agree. */
  difference(schema: string): Promise<string>;
  /** What `prisma migrate deploy` would find wrong with the recorded migrations. */
  diagnose(migrations: readonly Migration[]): Promise<DiagnoseMigrationHistoryOutput>;
}

export async function readSchema(): Promise<string> {
  return await readFile(schemaFile, "utf8");
}

export async function openSchemaEngine(pool: Pool): Promise<SchemaView> {
  const filters = { externalTables: [`public.${embeddingTableName}`], externalEnums: [] };
  const engineFor = async (schema: string) =>
    await SchemaEngine.new(
      { datamodels: [["schema.prisma", schema]] },
      () => {},
      bindMigrationAwareSqlAdapterFactory(adapterFor(pool)),
    );
  return {
    async difference(schema) {
      const files = [{ path: "schema.prisma", content: schema }];
      const engine = await engineFor(schema);
      const result = await engine.diff({
        from: { tag: "schemaDatasource", files, configDir: "." },
        to: { tag: "schemaDatamodel", files },
        script: true,
        exitCode: null,
        filters,
      });
      return statementsOf(result.stdout ?? "");
    },
    async diagnose(migrations) {
      const engine = await engineFor(await readSchema());
      const migrationsList = listOf(migrations);
      return await engine.diagnoseMigrationHistory({ migrationsList, optInToShadowDatabase: false, filters });
    },
  };
}

/** PostgreSQL's internal type "char", used in its catalogue: PrismaPg has no name for it and the engine asks for it. */
const internalCharacter = 18;

/** PrismaPg, with that type read as text and handed on as what the engine expects of the one column it unpacks. */
function adapterFor(pool: Pool): PrismaPg {
  const factory = new PrismaPg(withoutInternalCharacters(pool));
  const connect = factory.connect.bind(factory);
  factory.connect = async () => {
    const adapter = await connect();
    const queryRaw = adapter.queryRaw.bind(adapter);
    adapter.queryRaw = async (query) => {
      const result = await queryRaw(query);
      const place = result.columnNames.indexOf("constraint_type");
      if (place !== -1) result.columnTypes[place] = ColumnTypeEnum.Character;
      return result;
    };
    return adapter;
  };
  return factory;
}

function withoutInternalCharacters(pool: Pool): Pool {
  return new Proxy(pool, {
    get(target, property) {
      if (property !== "query") return Reflect.get(target, property, target);
      return async (query: QueryConfig) => {
        const result = await target.query(query);
        for (const field of result.fields) {
          if (field.dataTypeID === internalCharacter) field.dataTypeID = types.builtins.TEXT;
        }
        return result;
      };
    },
  });
}

function listOf(migrations: readonly Migration[]) {
  return {
    baseDir: "prisma/migrations",
    lockfile: { path: "migration_lock.toml", content: 'provider = "postgresql"\n' },
    shadowDbInitScript: "",
    migrationDirectories: migrations.map(({ name, sql }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok" as const, value: sql } },
    })),
  };
}

/** The script without comments and without what it wrongly proposes. */
function statementsOf(script: string): string {
  return script
    .split(";")
    .map((statement) => statement.replaceAll(/^--.*$/gm, "").trim())
    .filter((statement) => statement !== "")
    .filter((statement) => !indexesOnlyInSql.some((index) => statement === `DROP INDEX ${index}`))
    .join(";\n");
}
