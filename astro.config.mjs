import { resolve } from "node:path";
import starlight from "@astrojs/starlight";
import { defineConfig } from "astro/config";
import { siteSettings } from "./src/node/pages/read-site-model.ts";
import { siteConfig } from "./src/node/pages/site-config.ts";
import { contentSecurityPolicy } from "./src/site/integrations/content-policy.ts";
import { layersFirst } from "./src/site/integrations/layers-first.ts";
import { markdownPages } from "./src/site/integrations/markdown-pages.ts";
import { pagePictures } from "./src/site/integrations/page-pictures.ts";
import { systemTheme } from "./src/site/integrations/system-theme.ts";

const { base, url, title, description, images, redirects } = siteConfig(siteSettings());
const { KFDOC_OUT, KFDOC_CONTENT } = process.env;
const inBase = (to) => (to.startsWith("/") ? `${base}${to.slice(1)}` : to);

export default defineConfig({
  srcDir: "./src/site",
  outDir: KFDOC_OUT ?? "./dist",
  cacheDir: "./.cache/astro",
  ...(url && { site: url }),
  base,
  redirects: Object.fromEntries(Object.entries(redirects).map(([from, to]) => [from, inBase(to)])),
  trailingSlash: "always",
  integrations: [
    layersFirst(),
    starlight({
      title,
      description,
      favicon: images.includes("favicon.png") ? "/favicon.png" : "/favicon.svg",
      ...(images.includes("logo.png") && { logo: { src: resolve(KFDOC_CONTENT, "logo.png"), alt: "" } }),
      routeMiddleware: "./src/site/route-data.ts",
      components: {
        PageTitle: "./src/site/components/PageTitle.astro",
        Search: "./src/site/components/Search.astro",
      },
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
        "print",
      ].map((name) => `./src/site/styles/${name}.css`),
    }),
    systemTheme(),
    contentSecurityPolicy(),
    markdownPages(),
    pagePictures(),
  ],
});
