import type { IncomingMessage, ServerResponse } from "node:http";
import type { AstroIntegration } from "astro";
import { askedPath, belowBase } from "../node/http/asked-path.ts";
import { contentTypeOf } from "../node/http/content-type.ts";
import type { LiveSite } from "./live-site.ts";
import { PageStamps } from "./page-stamp.ts";

/** Below it stands what is shown in the place of pages that cannot be. */
const WITHHELD = "withheld/";

function refuseMalformed(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  if (askedPath(request.url) !== undefined) {
    next();
  } else {
    response.statusCode = 400;
    response.end("The address is malformed.\n");
  }
}

export interface LiveOptions {
  readonly site: LiveSite;
  /** The path that the site is served below, with a slash at both ends. */
  readonly base: string;
  /** What Vite is not to look after, as paths. */
  readonly unwatched: readonly string[];
  /** Hands over how all open pages are told. */
  readonly onTold: (tell: () => void) => void;
}

/** What Astro's dev server lacks: the files beside the pages, and pages that learn what was saved and what is wrong with it. */
export const liveIntegration = ({ site, base, unwatched, onTold }: LiveOptions): AstroIntegration => ({
  name: "kfdoc-live",
  hooks: {
    "astro:config:setup": ({ injectRoute, injectScript, updateConfig }) => {
      injectRoute({ pattern: `/${WITHHELD}[...page]/`, entrypoint: "./src/site/layouts/Withheld.astro" });
      injectScript("page", `import "/src/site/islands/live/live-page.ts";`);
      updateConfig({ vite: { server: { watch: { ignored: unwatched.map((path) => `${path}/**`) } } } });
    },
    "astro:server:setup": ({ server }) => {
      const stamps = new PageStamps(() => site.state.version);
      const { hot } = server.environments.client;
      server.watcher.on("all", () => stamps.forget());
      hot.on("kfdoc:ask", (_data, client) => client.send("kfdoc:state", site.state));
      onTold(() => {
        // Astro keeps which pages there are from one request to the next.
        for (const environment of Object.values(server.environments)) environment.hot.send("astro:content-changed", {});
        hot.send("kfdoc:state", site.state);
      });
      // Astro puts its own before all others, and throws at what is malformed.
      server.httpServer?.once("listening", () =>
        server.middlewares.stack.unshift({ route: "", handle: refuseMalformed }),
      );
      server.middlewares.use((request, response, next) => {
        if (request.method !== "GET") return next();
        const asked = askedPath(request.url) ?? "";
        const path = belowBase(asked, base) ?? asked.replace(/^\//, "");
        const file = /\.\w+$/.test(path) ? site.file(path) : undefined;
        if (file !== undefined) {
          response.setHeader("content-type", contentTypeOf(path));
          response.end(file.contents);
        } else if (!asked.endsWith("/") || !stamps.stamp(request, response)) {
          if (site.withholds(path)) request.url = `${base}${WITHHELD}${path}`;
          next();
        }
      });
    },
  },
});
