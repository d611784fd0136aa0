import { existsSync } from "node:fs";
import { join } from "node:path";
import { didYouMean } from "../../core/diagnostics/nearest.ts";
import { type DraftExample, draftExample } from "../../core/drafts/draft-example.ts";
import type { Kernel } from "../build/read-kernel.ts";
import { showPath } from "../content/shown-path.ts";
import { UsageError } from "../reports/usage-error.ts";
import { writeNewFiles } from "../specs/new-specs.ts";
import { type DraftSources, readForDrafts } from "./read-for-drafts.ts";

/** An example that was written, by `<family>/<name>`. */
export interface DraftedExample extends DraftExample {
  readonly key: string;
  readonly kfuncs: readonly string[];
  readonly written: readonly string[];
}

const slug = /^[a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/;

/** Every name must be of the newest release: examples are built against its types. */
function checkKfuncs({ releases, histories }: Kernel, names: readonly string[]): void {
  const [newest] = releases;
  for (const name of names) {
    if (newest?.kfuncs.has(name)) continue;
    const had = histories.get(name)?.releases[0];
    const help = didYouMean(name, newest?.kfuncs.keys() ?? [], "Kfuncs are named as the kernel names them.");
    const which = had === undefined ? "No imported release has a kfunc" : `Since Linux ${had} there is no`;
    throw new UsageError(`${which} ${name}`, help);
  }
}

function whyNoProgram({ releases }: Kernel, [name = "", ...others]: readonly string[]): string {
  const reason = releases[0]?.availability?.unmeasured?.[name];
  if (others.length > 0) return "No program of one kind may call all of these";
  return reason === undefined
    ? `No program that a draft knows may call ${name}`
    : `No program may call ${name}: ${reason}`;
}

/** The files of an example, by its key. */
export const pathsOf = (key: string): string[] => [".bpf.c", ".yaml"].map((ending) => `examples/${key}${ending}`);

/** Drafts an example that calls kfuncs, in a program of the same name unless it is given another; the two files must not be there. */
export function newExample(
  content: string,
  key: string,
  kfuncs: readonly string[],
  { kernel }: DraftSources = readForDrafts(content),
  program?: string,
): DraftedExample {
  if (!slug.test(key)) {
    throw new UsageError(
      `${key} is no name of an example`,
      "It is FAMILY/NAME, both of small letters, digits and -, such as xfrm/replay-window.",
    );
  }
  checkKfuncs(kernel, kfuncs);
  const paths = pathsOf(key);
  const there = paths.find((path) => existsSync(join(content, path)));
  if (there !== undefined)
    throw new UsageError(
      `${showPath(content)(`content/${there}`)} is there already`,
      "Nothing was written: choose another name.",
    );
  const [facts] = kernel.releases;
  const draft = facts && draftExample({ facts, btf: kernel.btf }, key.split("/")[1] ?? "", kfuncs, program);
  if (!draft) {
    throw new UsageError(
      whyNoProgram(kernel, kfuncs),
      "Write the example by hand, or draft one for each of several kfuncs.",
    );
  }
  const [source = "", scenarios = ""] = paths;
  writeNewFiles(content, [
    { path: source, text: draft.source },
    { path: scenarios, text: draft.scenarios },
  ]);
  return { ...draft, key, kfuncs, written: paths };
}
