import { objectFile } from "../../node/build/object-file.ts";
import type { ExampleModel } from "../../node/build/site-model.ts";
import { selfContainedFile } from "../../node/self-contained/self-contained.ts";
import { pagePath } from "../paths.ts";

export interface DownloadView {
  readonly file: string;
  readonly href: string;
  /** What tells it from the others. */
  readonly what?: string;
}

/** The source of an example and its objects, as the build has compiled them. */
export function downloadsView({ key, sourceFile, explorer, scenarios }: ExampleModel): DownloadView[] {
  const folder = pagePath("example", key);
  const variants = [...new Set(scenarios.flatMap(({ variant }) => variant ?? []))].sort();
  const objects = [undefined, ...variants].map((variant) => ({
    file: objectFile(sourceFile, variant),
    ...(variant !== undefined && { what: `with -D${variant}` }),
  }));
  const whole = explorer ? [{ file: selfContainedFile(sourceFile) }] : [];
  return [{ file: sourceFile }, ...whole, ...objects].map((each) => ({ ...each, href: `${folder}${each.file}` }));
}
