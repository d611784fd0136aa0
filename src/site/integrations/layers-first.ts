import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";

const layers = fileURLToPath(new URL("style/layers.css", import.meta.resolve("@astrojs/starlight")));

/**
 * The order of Starlight's cascade layers, before all styles: `astro dev` gives each component's as it is imported, and the first that
 * names a layer decides where it stands.
 */
export const layersFirst = (): AstroIntegration => ({
  name: "layers-first",
  hooks: {
    "astro:config:setup": ({ injectScript }) => injectScript("page-ssr", `import ${JSON.stringify(layers)};`),
  },
});
