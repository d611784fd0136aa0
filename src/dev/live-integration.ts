import { extname } from "node:path";
import type { AstroIntegration } from "astro";
import type { LiveSite } from "./live-site.ts";
import { PageStamps } from "./page-stamp.ts";

const contentTypes: Readonly<Record<string, string>> = {
  ".json": "application/json",
  ".c": "text/plain; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
};

/** Stands in the place of pages that cannot be shown yet. */
const WITHHELD = "/withheld/";

export interface LiveOptions {
  readonly site: LiveSite;
  /** What Vite is not to look after, as paths. */
  readonly unwatched: readonly string[];
  /** Hands over how all open pages are told. */
  readonly onTold: (tell: () => void) => void;
}

/** What Astro's dev server lacks: the files beside the pages, and pages that learn what was saved and what is wrong with it. */
export const liveIntegration = ({ site, unwatched, onTold }: LiveOptions): AstroIntegration => ({
  name: "kfdoc-live",
  hooks: {
    "astro:config:setup": ({ injectRoute, injectScript, updateConfig }) => {
      injectRoute({ pattern: WITHHELD, entrypoint: "./src/site/layouts/Withheld.astro" });
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
      server.middlewares.use((request, response, next) => {
        if (request.method !== "GET") return next();
        const { pathname } = new URL(request.url ?? "/", "http://localhost");
        const below = pathname.startsWith(server.config.base) ? pathname.slice(server.config.base.length) : pathname;
        const file = /\.\w+$/.test(below) ? site.file(decodeURI(below).replace(/^\//, "")) : undefined;
        if (file !== undefined) {
          response.setHeader("content-type", contentTypes[extname(below)] ?? "application/octet-stream");
          response.end(file.contents);
        } else if (!pathname.endsWith("/") || !stamps.stamp(request, response)) {
          if (site.withholds(below.replace(/^\//, "")))
            request.url = `${server.config.base.replace(/\/$/, "")}${WITHHELD}`;
          next();
        }
      });
    },
  },
});
