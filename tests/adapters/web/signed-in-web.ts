import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Database } from "../../../src/adapters/postgres/open-database.ts";
import { createSessionStore } from "../../../src/adapters/postgres/session-store.ts";
import { createWorkspaceRegister } from "../../../src/adapters/postgres/workspace-store.ts";
import type { VisitorAccess } from "../../../src/adapters/web/web-needs.ts";
import {
  createWebPlatform,
  type WebPlatform,
  type WebSettings,
} from "../../../src/adapters/web/web-platform.ts";
import type { Form } from "../../../src/chat/form.ts";
import { plainReply, type Reply } from "../../../src/chat/reply.ts";
import type { Request } from "../../../src/chat/request.ts";
import type { Signer } from "../../../src/people/session-store.port.ts";
import { createSignIn, type SignIn } from "../../../src/people/sign-in.ts";
import { createRecordingInbox, type RecordingInbox } from "../../contracts/recording-inbox.ts";
import { silentLog } from "../../support/silent-log.ts";
import { createVisit, type Visit } from "../../support/web-visit.ts";
import { nobodySignedIn, sendingOf, webSettings } from "./running-web.ts";

/** The page before an inbox that records, with signing in on real records. */
export interface SignedInWeb {
  readonly platform: WebPlatform;
  readonly url: string;
  readonly inbox: RecordingInbox;
  readonly uploadFolder: string;
  /** A link as `/cluster web` makes it. */
  link(signer?: Partial<Signer>): Promise<string>;
  /** Somebody who has followed such a link. */
  visitor(signer?: Partial<Signer>): Promise<Visit>;
  wait(minutes: number): void;
  stop(): Promise<void>;
}

export interface Conduct {
  readonly reply?: (request: Request) => Reply | null;
  readonly form?: (request: Request) => Form | null;
  readonly access?: (request: Request) => Partial<VisitorAccess> | Promise<Partial<VisitorAccess>>;
  readonly publicUrl?: string;
}

const alex: Signer = {
  account: "slack:T0NORTH/U0ALEX",
  name: "Alex",
  workspaceId: null,
  standing: "member",
  groups: ["S0BOARD"],
};

export async function startSignedInWeb(database: Database, conduct: Conduct = {}): Promise<SignedInWeb> {
  let minutes = 0;
  const clock = { now: () => new Date(Date.UTC(2026, 10, 25, 12, minutes)) };
  const publicUrl = conduct.publicUrl ?? null;
  const folder = await mkdtemp(join(tmpdir(), "clusterbot-test-"));
  const uploadFolder = join(folder, "uploads");
  const signIn = createSignIn({
    store: createSessionStore(database.pool),
    clock,
    address: () => ({ url: publicUrl ?? "http://localhost", isPublic: publicUrl !== null }),
  });
  const platform = webPlatform({ publicUrl, uploadFolder }, signIn, conduct);
  const inbox = createRecordingInbox(
    (incoming) => {
      const reply = conduct.reply?.(incoming.request) ?? plainReply(`Done: ${incoming.request.command}`);
      void platform.send(sendingOf(incoming, reply));
    },
    (request) => conduct.form?.(request) ?? null,
  );
  await platform.start(inbox);
  const url = platform.address()?.url ?? "";
  const workspaceId = await north(database);
  const link = async (signer: Partial<Signer> = {}): Promise<string> => {
    const minted = await signIn.mintLink({ ...alex, workspaceId, ...signer });
    if (minted.kind !== "minted") throw new Error("no link was made");
    return minted.link;
  };
  return {
    platform,
    url,
    inbox,
    uploadFolder,
    link,
    visitor: async (signer) => {
      const visit = createVisit(url);
      await visit.signIn(await link(signer));
      return visit;
    },
    wait: (more) => {
      minutes += more;
    },
    stop: async () => {
      await platform.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function webPlatform(
  settings: Pick<WebSettings, "publicUrl" | "uploadFolder">,
  signIn: SignIn,
  conduct: Conduct,
): WebPlatform {
  return createWebPlatform(
    { ...webSettings, ...settings },
    {
      log: silentLog,
      // Nobody is to be slowed down here.
      clock: { now: () => new Date() },
      readiness: async () => ({ ready: true, parts: {} }),
      mounts: [],
      signIn,
      calendars: nobodySignedIn.calendars,
      access: async (request) => ({
        ...(await nobodySignedIn.access(request)),
        ...(await conduct.access?.(request)),
      }),
    },
  );
}

/** Id of the workspace everybody here is in. */
async function north({ pool }: Database): Promise<string> {
  await createWorkspaceRegister(pool, silentLog).joined({ platform: "slack", id: "T0NORTH", name: "North" });
  const { rows } = await pool.query<{ id: string }>("SELECT id FROM workspace WHERE external_id = 'T0NORTH'");
  return rows[0]?.id ?? "";
}
