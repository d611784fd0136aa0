import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { didYouMean } from "../../core/diagnostics/nearest.ts";
import { exampleName, nameInFamily } from "../../core/drafts/draft-example.ts";
import { draftPage } from "../../core/drafts/draft-page.ts";
import { type DraftedKfunc, draftKeys, draftSpec } from "../../core/drafts/draft-spec.ts";
import { familyOf } from "../../core/facts/families.ts";
import { kfuncFormat } from "../../core/spec/parse-kfunc-spec.ts";
import { sortKeys } from "../../core/spec/sort-keys.ts";
import { kfdocCommand } from "../../core/words/kfdoc-command.ts";
import { showPath } from "../content/shown-path.ts";
import { UnreadableContent } from "../content/unreadable-content.ts";
import { UsageError } from "../reports/usage-error.ts";
import { writeNewFiles } from "../specs/new-specs.ts";
import { type DraftedExample, newExample, pathsOf } from "./new-example.ts";
import { type DraftSources, readForDrafts } from "./read-for-drafts.ts";

/** What `new` wrote, by paths below the content folder. */
export interface NewKfunc {
  readonly kfunc: DraftedKfunc;
  readonly written: readonly string[];
  /** A spec that was there and got the keys that it lacked. */
  readonly completed?: string;
  readonly example?: DraftedExample;
}

/** The kfunc with this name of the newest release that has it. */
export function draftedKfunc({ kernel }: DraftSources, name: string): DraftedKfunc {
  const history = kernel.histories.get(name);
  const facts = kernel.releases.find(({ kfuncs }) => kfuncs.has(name));
  const fact = facts?.kfuncs.get(name);
  if (history && facts && fact) return { name, fact, facts, history };
  const help = didYouMean(name, kernel.histories.keys(), "Kfuncs are named as the kernel names them.");
  throw new UsageError(`No imported release has a kfunc ${name}`, help);
}

/** The spec's path and, where it lacks keys, its text with them. */
function draftedSpec(content: string, { read }: DraftSources, kfunc: DraftedKfunc) {
  const file = read.content.kfuncs.find(({ value }) => value.name === kfunc.name);
  const path = file?.source.path.replace(/^content\//, "") ?? `kfuncs/${familyOf(kfunc.name)}/${kfunc.name}.yaml`;
  if (!file && existsSync(join(content, path))) {
    throw new UnreadableContent(
      `${showPath(content)(`content/${path}`)} can't be read`,
      `${kfdocCommand("check")} says why: mend it first.`,
    );
  }
  if (!file) return { path, text: draftSpec(kfunc), isNew: true };
  const keys = draftKeys(kfunc, file.value);
  const text = file.source.text.endsWith("\n") ? file.source.text : `${file.source.text}\n`;
  return { path, text: keys === "" ? undefined : sortKeys(`${text}${keys}`, kfuncFormat.shape), isNew: false };
}

/** Where the example of a kfunc goes: a short name, unless another example has it. */
function freeKey(content: string, family: string, kfunc: string): string {
  const short = `${family}/${nameInFamily(kfunc, family)}`;
  const isTaken = pathsOf(short).some((path) => existsSync(join(content, path)));
  return isTaken ? `${family}/${exampleName(kfunc)}` : short;
}

/** Whether some example calls a kfunc, by its text: the examples are not compiled for this. */
const isCalled = ({ read }: DraftSources, name: string) =>
  read.sources.examples.some(({ text }) => new RegExp(`\\b${name}\\s*\\(`).test(text));

/**
 * Drafts what a kfunc lacks: its spec or keys of it, its page, and an example where none calls it. What is there stays as it
 * is, in the order of the format.
 */
export function newKfunc(content: string, name: string, options: { readonly example: boolean }): NewKfunc {
  const sources = readForDrafts(content);
  const kfunc = draftedKfunc(sources, name);
  const spec = draftedSpec(content, sources, kfunc);
  const page = spec.path.replace(/\.yaml$/, ".md");
  const key = freeKey(content, spec.path.split("/")[1] ?? "", name);
  const wantsExample = options.example && kfunc.facts === sources.kernel.releases[0] && !isCalled(sources, name);
  const example = wantsExample ? newExample(content, key, [name], sources, exampleName(name)) : undefined;
  const files = [
    ...(spec.isNew && spec.text !== undefined ? [{ path: spec.path, text: spec.text }] : []),
    ...(existsSync(join(content, page)) ? [] : [{ path: page, text: draftPage(name, example?.key) }]),
  ];
  const completed = spec.isNew ? undefined : spec.text;
  if (files.length === 0 && completed === undefined && !example) {
    throw new UsageError(
      `${name} has a spec with every key, a page and an example`,
      `They stand at ${showPath(content)(`content/${spec.path}`)} and beside it.`,
    );
  }
  writeNewFiles(content, files);
  if (completed !== undefined) writeFileSync(join(content, spec.path), completed);
  return {
    kfunc,
    written: files.map(({ path }) => path),
    ...(completed !== undefined && { completed: spec.path }),
    ...(example && { example }),
  };
}
