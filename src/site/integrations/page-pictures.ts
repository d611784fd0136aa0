import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { AstroIntegration } from "astro";
import { codeVersion } from "../../node/cache/code-version.ts";
import { contentKey } from "../../node/cache/content-key.ts";
import { bytesCoder, Store } from "../../node/cache/store.ts";
import { readSiteModel } from "../../node/pages/read-site-model.ts";
import { inParallel } from "../../node/processes/in-parallel.ts";
import { drawPicture } from "../pictures/draw-picture.ts";
import { pagePicture } from "../pictures/page-picture.ts";
import { type BuiltPage, builtPages } from "./built-pages.ts";
import { openGraph } from "./page-head.ts";

/** Pictures in the making at a time: one is laid out while others are encoded. */
const lanes = 4;

/** Draws the picture of each page that names one; what was drawn before with the same words comes from the cache. */
async function drawPictures(folder: string, store: Store): Promise<void> {
  const model = readSiteModel();
  const code = [codeVersion("site/pictures"), readFileSync("package-lock.json")];
  const draw = async ({ slug, read }: BuiltPage) => {
    const html = read();
    if (openGraph(html, "og:image") === "") return;
    const picture = pagePicture(model, slug, openGraph(html, "og:title"), openGraph(html, "og:description"));
    const key = contentKey(...code, { ...picture });
    const png = await store.remember("pictures", key, bytesCoder, () => drawPicture(picture));
    if (!png) return;
    const file = join(folder, "pictures", `${slug}.png`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, png);
  };
  await inParallel(builtPages(folder), draw, lanes);
}

/** The Open Graph picture of each page, once all pages are there. */
export const pagePictures = (): AstroIntegration => ({
  name: "page-pictures",
  hooks: {
    "astro:build:done": ({ dir }) =>
      drawPictures(fileURLToPath(dir), new Store(process.env.KFDOC_CACHE ?? ".cache/kfdoc")),
  },
});
