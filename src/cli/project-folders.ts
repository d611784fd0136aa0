import { statSync } from "node:fs";
import { join, resolve } from "node:path";
import { Option } from "commander";
import { UsageError } from "../node/reports/usage-error.ts";

/** The folder of package.json. */
export const project = resolve(import.meta.dirname, "../..");

function contentFolder(folder: string): string {
  if (statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return folder;
  throw new UsageError(`There is no content folder ${folder}`, "Name the folder that holds kfuncs and examples.");
}

export const contentOption = () =>
  new Option("--content <folder>", "where specs, pages and examples stand")
    .default(join(project, "content"), "content/")
    .argParser(contentFolder);

/** Words for a command that is to work in the same content folder; none where it would anyway. */
export function contentWords(content: string): string {
  if (resolve(content) === join(project, "content")) return "";
  return ` --content ${/^[\w./-]+$/.test(content) ? content : `'${content.replaceAll("'", "'\\''")}'`}`;
}

export const cacheOption = () =>
  new Option("--cache <folder>", "where results are kept between builds").default(
    join(project, ".cache", "kfdoc"),
    ".cache/kfdoc/",
  );

/** Beside the content folder, where none is named. */
export const outOption = () =>
  new Option("--out <folder>", "where the pages are written (default: dist/ beside the content)");

export const outFolder = (out: string | undefined, content: string): string =>
  resolve(out ?? join(resolve(content), "..", "dist"));
