import { existsSync, readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { isBelow } from "../content/is-below.ts";
import { UsageError } from "../reports/usage-error.ts";

const help = "Name an empty folder, a new one, or that of an earlier build with --out.";

/**
 * Refuses a folder for the pages that is anything else already: it is replaced as a whole. `kept` are folders that must not
 * go with it.
 */
export function checkOut(out: string, content: string, kept: readonly string[]): void {
  const held = [content, ...kept].find((folder) => isBelow(resolve(folder), out));
  if (held !== undefined) throw new UsageError(`The pages would replace ${out}, in which ${held} stands`, help);
  if (isBelow(out, resolve(content))) throw new UsageError(`${out} is in the content folder ${content}`, help);
  if (!existsSync(out) || existsSync(join(out, "index.html"))) return;
  if (readdirSync(out).length > 0) throw new UsageError(`${out} holds something else than pages`, help);
}
