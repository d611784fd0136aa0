import { Derived, sameList } from "../../core/derived/derived.ts";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { warningAt } from "../../core/diagnostics/error-at.ts";
import { codeVersion } from "../cache/code-version.ts";
import { contentKey } from "../cache/content-key.ts";
import { jsonCoder, type Store } from "../cache/store.ts";
import { unitFiles } from "../clang/example-unit.ts";
import { inParallel } from "../processes/in-parallel.ts";
import { type ExplorerSource, explorerSource } from "../self-contained/compiler-explorer.ts";
import { makeSelfContained } from "../self-contained/make-self-contained.ts";
import type { SelfContained } from "../self-contained/self-contained.ts";
import type { CompiledVariant, Compiler } from "./compile-examples.ts";
import { type Example, unitOf } from "./examples.ts";
import { headerExtract } from "./header-of-kernel.ts";
import type { Kernel } from "./read-kernel.ts";

/** An example's C without includes, and what Compiler Explorer opens it from. */
export interface SelfContainedExample extends SelfContained {
  readonly explorer: ExplorerSource;
}

/** By the example's key. */
export type SelfContainedExamples = ReadonlyMap<string, SelfContainedExample>;

/** Or why there is none. */
type Extracted = { readonly made: SelfContainedExample } | { readonly problem: string };

/** All that the sources are made with. */
interface Job {
  readonly kernel: Kernel;
  readonly compiler: Compiler;
  readonly store: Store;
  /** Of our own code, beside what the compiler's key stands for. */
  readonly code: string;
}

function keyOf(example: Example, { compiler, code }: Job): string {
  const files = [...unitFiles(unitOf(example, undefined))].map(([name, { text }]) => [name, text]);
  return contentKey(compiler.key, code, files, [...example.variants]);
}

async function extract(example: Example, compiled: readonly CompiledVariant[], job: Job): Promise<Extracted> {
  const { kernel, compiler, store } = job;
  let problem = "";
  const made = await store.remember(
    "self-contained",
    keyOf(example, job),
    jsonCoder<SelfContainedExample>(),
    async () => {
      const extracting = {
        toolchain: await compiler.toolchain(),
        types: headerExtract(kernel),
        kernel: kernel.model.version,
      };
      const units = compiled.map(({ variant, object }) => ({ unit: unitOf(example, variant), object }));
      const result = await makeSelfContained(extracting, units);
      if ("problem" in result) problem = result.problem;
      return "made" in result ? { ...result.made, explorer: explorerSource(result.made) } : undefined;
    },
  );
  return made ? { made } : { problem };
}

const extractions = new Derived<Extracted>();

function findingOf({ source }: Example, problem: string): Diagnostic {
  return warningAt(
    { source, start: 0, end: 0 },
    "example/self-contained",
    "No C without includes can be made of this",
    {
      notes: [{ message: problem }],
      help: "Its page lacks that download and the link to Compiler Explorer. Macros set before an include are a likely cause.",
    },
  );
}

/** C without includes of each example that compiles in all variants. */
export async function selfContainedExamples(
  examples: readonly Example[],
  compiled: readonly CompiledVariant[],
  kernel: Kernel,
  compiler: Compiler,
  store: Store,
): Promise<{ selfContained: SelfContainedExamples; diagnostics: readonly Diagnostic[] }> {
  const job = { kernel, compiler, store, code: codeVersion("core/elf", "core/object", "node/self-contained") };
  const whole = examples
    .map((example) => ({ example, variants: compiled.filter((variant) => variant.example === example) }))
    .filter(({ example, variants }) => variants.length === example.variants.length);
  const results = await inParallel(whole, async ({ example, variants }) => {
    const extraction = await extractions.later([example, sameList(variants), kernel, compiler, store], () =>
      extract(example, variants, job),
    );
    return { example, extraction };
  });
  return {
    selfContained: new Map(
      results.flatMap(({ example, extraction }) => ("made" in extraction ? [[example.key, extraction.made]] : [])),
    ),
    diagnostics: results.flatMap(({ example, extraction }) =>
      "problem" in extraction ? [findingOf(example, extraction.problem)] : [],
    ),
  };
}
