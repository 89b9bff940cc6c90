import type { Command } from "commander";
import { administratorCommand } from "./administrator.ts";
import { announceCommand } from "./announce.ts";
import { askCommand } from "./ask.ts";
import { auditCommand } from "./audit.ts";
import { backupCommand } from "./backup.ts";
import { doctorCommand } from "./doctor.ts";
import { eraseCommand } from "./erase.ts";
import { exportPersonCommand } from "./export-person.ts";
import { importCommand } from "./import.ts";
import { inviteCommand } from "./invite.ts";
import { keysCommand } from "./keys.ts";
import { manifestCommand } from "./manifest.ts";
import { positionsCommand } from "./positions.ts";
import { restoreCommand } from "./restore.ts";
import { rightsCommand } from "./rights.ts";
import { startCommand } from "./start.ts";
import { watchCommand } from "./watch.ts";
import { workspacesCommand } from "./workspaces.ts";

/** Every subcommand, in the order of --help. */
export function subcommands(): readonly Command[] {
  return [
    startCommand(),
    askCommand(),
    announceCommand(),
    importCommand(),
    watchCommand(),
    positionsCommand(),
    doctorCommand(),
    backupCommand(),
    restoreCommand(),
    auditCommand(),
    exportPersonCommand(),
    eraseCommand(),
    manifestCommand(),
    inviteCommand(),
    administratorCommand(),
    rightsCommand(),
    keysCommand(),
    workspacesCommand(),
  ];
}
