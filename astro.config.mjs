import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import { contentSecurityPolicy } from "./src/site/integrations/content-policy.ts";

const { KFDOC_OUT, KFDOC_SITE_URL, KFDOC_BASE } = process.env;

export default defineConfig({
  srcDir: "./src/site",
  outDir: KFDOC_OUT ?? "./dist",
  cacheDir: "./.cache/astro",
  ...(KFDOC_SITE_URL ? { site: KFDOC_SITE_URL } : {}),
  base: KFDOC_BASE ?? "/",
  trailingSlash: "always",
  integrations: [
    starlight({
      title: "kfdoc",
      description: "eBPF kfuncs, each page checked against a kernel and shown by programs that ran.",
      favicon: "/favicon.svg",
      routeMiddleware: "./src/site/route-data.ts",
      components: { Search: "./src/site/components/Search.astro" },
      pagination: false,
      disable404Route: true,
      customCss: [
        "theme",
        "reference",
        "scenario",
        "verifier-log",
        "facts",
        "controls",
        "stepper",
        "choice",
        "search",
        "front",
      ].map((name) => `./src/site/styles/${name}.css`),
    }),
    contentSecurityPolicy(),
  ],
});
