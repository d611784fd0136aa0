import { join, resolve } from "node:path";
import { Option } from "commander";

/** The folder of package.json. */
export const project = resolve(import.meta.dirname, "../..");

export const contentOption = () =>
  new Option("--content <folder>", "where specs, pages and examples stand").default(
    join(project, "content"),
    "content/",
  );

export const cacheOption = () =>
  new Option("--cache <folder>", "where results are kept between builds").default(
    join(project, ".cache", "kfdoc"),
    ".cache/kfdoc/",
  );

export const outOption = () =>
  new Option("--out <folder>", "where the pages are written").default(join(project, "dist"), "dist/");
