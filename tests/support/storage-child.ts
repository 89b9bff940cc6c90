// A process of its own that opens a data folder, writes a fact and stays until it is told to leave or killed:
//   node tests/support/storage-child.ts <data folder> <resident|short> <key>
import { openDatabase } from "../../src/adapters/postgres/open-database.ts";
import { silentLog } from "./silent-log.ts";

const [dataFolder = "", role, key = ""] = process.argv.slice(2);
const settings = { databaseUrl: null, dataFolder, role: role === "short" ? "short" : "resident" } as const;
const database = await openDatabase(settings, silentLog);
await database.prisma.installationFact.create({ data: { key, value: "written by a child" } });
process.stdout.write(`${JSON.stringify({ serving: database.isServing() })}\n`);

for await (const _line of process.stdin) break;
await database.close();
process.exit(0);
