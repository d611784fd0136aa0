import { Derived, sameList } from "../../core/derived/derived.ts";
import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { codeVersion } from "../cache/code-version.ts";
import { contentKey } from "../cache/content-key.ts";
import { bytesCoder, type Store } from "../cache/store.ts";
import { compileExample } from "../clang/compile-example.ts";
import { type ExampleUnit, unitFiles } from "../clang/example-unit.ts";
import { type Clang, findClang } from "../clang/find-clang.ts";
import { buildFlags, HEADER_ALIAS } from "../clang/flags.ts";
import { prepareHeaders } from "../clang/header-folder.ts";
import { findLibbpf, type LibbpfHeaders, readLibbpfHeaders } from "../clang/libbpf-headers.ts";
import type { Toolchain } from "../clang/workshop.ts";
import { inParallel } from "../processes/in-parallel.ts";
import { type Example, unitOf } from "./examples.ts";
import { headerOf } from "./header-of-kernel.ts";
import { MissingTool } from "./missing-tool.ts";
import type { Kernel } from "./read-kernel.ts";

/** An example in one variant, compiled. */
export interface CompiledVariant {
  readonly example: Example;
  readonly variant: string | undefined;
  readonly object: Uint8Array;
}

export interface Compiler {
  readonly key: string;
  /** Lays out and precompiles the headers at the first call; a build in which nothing changed never calls it. */
  toolchain(): Promise<Toolchain>;
}

function findTools(): { clang: Clang; libbpf: LibbpfHeaders } {
  const clang = findClang();
  const include = findLibbpf();
  if (!("path" in clang)) throw new MissingTool("clang for BPF", clang);
  if (include === undefined) throw new MissingTool("libbpf's headers", []);
  return { clang, libbpf: readLibbpfHeaders(include) };
}

const compilers = new Derived<Compiler>();

/** The compiler for a kernel's types; its key stands for clang, flags, headers and our own code. */
export const compilerFor = (kernel: Kernel, headerParent: string): Compiler =>
  compilers.of([kernel, headerParent], () => findCompiler(kernel, headerParent));

function findCompiler(kernel: Kernel, headerParent: string): Compiler {
  const { clang, libbpf } = findTools();
  const code = codeVersion("core/btf", "node/clang");
  let toolchain: Promise<Toolchain> | undefined;
  const prepare = async (): Promise<Toolchain> => {
    try {
      return { clang, headers: await prepareHeaders(headerParent, clang, headerOf(kernel), libbpf) };
    } catch (error) {
      toolchain = undefined;
      throw error;
    }
  };
  return {
    key: contentKey(clang.version, buildFlags(HEADER_ALIAS), kernel.key, [...libbpf], code),
    toolchain: () => {
      toolchain ??= prepare();
      return toolchain;
    },
  };
}

function unitKey(unit: ExampleUnit, compiler: Compiler): string {
  const files = [...unitFiles(unit)].map(([name, { text }]) => [name, text]);
  return contentKey(compiler.key, files, unit.variant);
}

interface Compilation {
  readonly object?: Uint8Array;
  readonly diagnostics: readonly Diagnostic[];
}

async function compile(unit: ExampleUnit, compiler: Compiler, store: Store): Promise<Compilation> {
  const diagnostics: Diagnostic[] = [];
  const object = await store.remember("objects", unitKey(unit, compiler), bytesCoder, async () => {
    const result = await compileExample(await compiler.toolchain(), unit);
    diagnostics.push(...result.diagnostics);
    return result.value;
  });
  return { diagnostics, ...(object && { object }) };
}

const compilations = new Derived<Compilation>();
const compiledVariants = new Derived<CompiledVariant>();

/** Compiles every example in every variant; objects come from the store where nothing they are made of changed. */
export async function compileExamples(
  examples: readonly Example[],
  compiler: Compiler,
  store: Store,
): Promise<{ compiled: CompiledVariant[]; diagnostics: Diagnostic[] }> {
  const variants = examples.flatMap((example) => example.variants.map((variant) => ({ example, variant })));
  const results = await inParallel(variants, async ({ example, variant }) => {
    const files = [example.source, sameList([...example.headers.values()])];
    const { object, diagnostics } = await compilations.later([...files, variant, compiler, store], () =>
      compile(unitOf(example, variant), compiler, store),
    );
    if (!object) return { compiled: [], diagnostics };
    return {
      compiled: [compiledVariants.of([example, variant, object], () => ({ example, variant, object }))],
      diagnostics,
    };
  });
  return {
    compiled: results.flatMap(({ compiled }) => compiled),
    diagnostics: results.flatMap(({ diagnostics }) => diagnostics),
  };
}
