import { join } from "node:path";
import type { Progress } from "../node/build/build.ts";
import { siteSettings } from "../node/pages/read-site-model.ts";
import { sitePlace } from "../node/pages/site-place.ts";
import { checkAgain, type Pass } from "../node/watch/check-again.ts";
import { repeatOnChange } from "../node/watch/repeat-on-change.ts";
import { liveIntegration } from "./live-integration.ts";
import { LiveSite } from "./live-site.ts";
import { mayStand } from "./may-stand.ts";

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

/** Astro's dev server, as its configuration is for the site that is shown. */
async function serve(
  { project, content, cache, host }: DevOptions,
  port: number,
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
  const { base } = sitePlace(siteSettings());
  return await dev({
    root: project,
    logLevel: "warn",
    devToolbar: { enabled: false },
    server: { port, ...(host !== undefined && { host }) },
    integrations: [liveIntegration({ site, base, unwatched, onTold })],
  });
}

/** Serves a site, by another server where what Astro is told of it changed. */
class LiveServer {
  readonly #options: DevOptions;
  readonly #site: LiveSite;
  #server: Awaited<ReturnType<typeof serve>> | undefined;
  #config = "";
  #tellPages = () => {};

  constructor(options: DevOptions, site: LiveSite) {
    this.#options = options;
    this.#site = site;
  }

  /** Open pages learn what is shown now, or find another server at the same port. */
  async follow(): Promise<void> {
    const config = this.#site.configKey();
    if (config === undefined) return;
    if (this.#server && config === this.#config) return this.#tellPages();
    const port = this.#server?.address.port ?? this.#options.port;
    await this.stop();
    this.#server = await serve(this.#options, port, this.#site, (tell) => {
      this.#tellPages = tell;
    });
    this.#config = config;
    const { local, network } = this.#server.resolvedUrls;
    this.#options.tellServing([...local, ...network]);
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    await server?.stop();
  }
}

/** Serves the site and follows what is saved, until it is told to stop. Nothing that is saved ends it. */
export async function serveLive(options: DevOptions): Promise<void> {
  const { content, cache, progress, stop, tellPass, tellFailure } = options;
  const checker = checkAgain({ content, cache, progress, withoutSelfContained: true, mayStand });
  const site = new LiveSite(content, checker.check);
  const server = new LiveServer(options, site);
  const followSave = async () => {
    const pass = await checker.pass();
    if (pass.changed.length === 0) return;
    await site.take(pass);
    tellPass(pass);
    await server.follow();
  };
  try {
    await repeatOnChange(content, followSave, stop, tellFailure);
  } finally {
    await server.stop();
  }
}
