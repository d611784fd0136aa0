import { join } from "node:path";
import type { Progress } from "../node/build/build.ts";
import { checkAgain, type Pass } from "../node/watch/check-again.ts";
import { repeatOnChange } from "../node/watch/repeat-on-change.ts";
import { liveIntegration } from "./live-integration.ts";
import { LiveSite } from "./live-site.ts";

export interface DevOptions {
  /** Where package.json and astro.config.mjs stand. */
  readonly project: string;
  readonly content: string;
  readonly cache: string;
  readonly host?: string;
  readonly port: number;
  readonly progress: Progress;
  readonly stop: AbortSignal;
  /** After each save, before the pages learn of it. */
  readonly tellPass: (pass: Pass) => void;
  /** The server answers at these addresses. */
  readonly tellServing: (addresses: readonly string[]) => void;
  readonly tellFailure: (failure: unknown) => void;
}

async function serve(
  { project, content, cache, host, port }: DevOptions,
  site: LiveSite,
  onTold: (tell: () => void) => void,
) {
  Object.assign(process.env, {
    NODE_ENV: "development",
    ASTRO_TELEMETRY_DISABLED: "1",
    ASTRO_DISABLE_UPDATE_CHECK: "true",
    KFDOC_CONTENT: content,
  });
  const { dev } = await import("astro");
  const unwatched = [content, cache, ...["content", "dist", "tests", ".cache"].map((name) => join(project, name))];
  return await dev({
    root: project,
    logLevel: "warn",
    devToolbar: { enabled: false },
    server: { port, ...(host !== undefined && { host }) },
    integrations: [liveIntegration({ site, unwatched, onTold })],
  });
}

/** Serves the site and follows what is saved, until it is told to stop. Nothing that is saved ends it. */
export async function serveLive(options: DevOptions): Promise<void> {
  const { content, cache, progress, stop, tellPass, tellServing, tellFailure } = options;
  const checker = checkAgain({ content, cache, progress, withoutSelfContained: true });
  const site = new LiveSite(content, checker.check);
  let tellPages = () => {};
  let server: Awaited<ReturnType<typeof serve>> | undefined;
  try {
    await repeatOnChange(
      content,
      async () => {
        const pass = await checker.pass();
        if (pass.changed.length === 0) return;
        await site.take(pass);
        tellPass(pass);
        tellPages();
        if (server || !site.isThere) return;
        server = await serve(options, site, (tell) => {
          tellPages = tell;
        });
        tellServing([...server.resolvedUrls.local, ...server.resolvedUrls.network]);
      },
      stop,
      tellFailure,
    );
  } finally {
    await server?.stop();
  }
}
