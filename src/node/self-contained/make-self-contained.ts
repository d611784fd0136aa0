import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Btf } from "../../core/btf/btf.ts";
import type { HeaderExtract } from "../../core/btf/header-extract.ts";
import { objectDifference } from "../../core/object/object-difference.ts";
import { readObject } from "../../core/object/parsed-object.ts";
import { compileAssembled } from "../clang/compile-example.ts";
import type { ExampleUnit } from "../clang/example-unit.ts";
import type { HeaderFolder } from "../clang/header-folder.ts";
import { type Toolchain, Workshop } from "../clang/workshop.ts";
import { inlineHeaders } from "./inline-headers.ts";
import { type LibbpfText, readLibbpfText } from "./libbpf-text.ts";
import { missingNames } from "./missing-names.ts";
import { NeededText } from "./needed-text.ts";
import { printDeclarations } from "./print-declarations.ts";
import { type SelfContained, selfContainedText } from "./self-contained.ts";

/** What self-contained sources are made with. */
export interface Extracting {
  readonly toolchain: Toolchain;
  /** The types that vmlinux.h is printed from. */
  readonly types: HeaderExtract;
  /** The kernel that they are of. */
  readonly kernel: string;
}

/** An example in one of its variants with the object that clang made of it. */
export interface CompiledUnit {
  readonly unit: ExampleUnit;
  readonly object: Uint8Array;
}

/** The source, or why there is none: a sentence without a full stop. */
export type Extraction = { readonly made: SelfContained } | { readonly problem: string };

/** Each round goes one struct or one pasted macro deeper; the examples take two at most. */
const ROUNDS = 40;

async function run(toolchain: Toolchain, unit: ExampleUnit, output: string, ...action: readonly string[]) {
  const workshop = new Workshop(toolchain, unit);
  try {
    const { exitCode, stderr } = await workshop.run(...action);
    return { exitCode, stderr, written: workshop.read(output)?.toString("utf8") ?? "" };
  } finally {
    workshop.close();
  }
}

const headerTexts = ({ path, libbpf }: HeaderFolder) =>
  new Map(libbpf.map((name) => [name, readFileSync(join(path, "bpf", name), "utf8")]));

/** What libbpf's headers define for this example. */
async function libbpfText(toolchain: Toolchain, unit: ExampleUnit): Promise<LibbpfText> {
  const { written } = await run(toolchain, unit, "preprocessed", "-E", "-dD", "-o", "../preprocessed");
  return readLibbpfText(written, headerTexts(toolchain.headers));
}

/** Types that stand whole in an object's BTF, and so in what libbpf and the kernel hold against their own. */
function wholeTypes({ types }: Btf): string[] {
  return types.flatMap((type) => {
    if (type.kind === "typedef") return [type.name];
    return type.kind === "struct" || type.kind === "union" || type.kind === "enum" ? [`${type.kind} ${type.name}`] : [];
  });
}

class Extractor {
  readonly #job: Extracting;
  readonly #needed: NeededText;
  readonly #libbpf: LibbpfText;
  readonly #program: SelfContained["program"];
  /** How often clang lacked something. */
  rounds = 0;

  constructor(job: Extracting, libbpf: LibbpfText, units: readonly CompiledUnit[], program: SelfContained["program"]) {
    this.#job = job;
    this.#libbpf = libbpf;
    this.#needed = new NeededText(job.types, libbpf);
    this.#program = program;
    this.#needed.use(program.before);
    this.#needed.use(program.after);
    for (const { object, unit } of units) {
      const btf = readObject(object, unit.source.path).value?.btf;
      for (const name of btf ? wholeTypes(btf) : []) this.#needed.define(name);
    }
  }

  get made(): SelfContained {
    const { types, libbpf } = this.#needed;
    const declarations = printDeclarations({ kernel: this.#job.kernel, types, libbpf, notices: this.#libbpf.notices });
    return { declarations, program: this.#program };
  }

  #unit({ source, variant }: ExampleUnit): ExampleUnit {
    const text = selfContainedText(this.made);
    return { source: { path: source.path, text }, headers: new Map(), ...(variant !== undefined && { variant }) };
  }

  /** Takes what clang lacks; false where it lacks nothing that can be found. */
  async #fill(unit: ExampleUnit): Promise<boolean> {
    const quick = ["-fsyntax-only", "-fno-spell-checking", "-ferror-limit=0"];
    const { stderr } = await run(this.#job.toolchain, this.#unit(unit), "", ...quick);
    const before = this.#needed.size;
    const { defined, declared } = missingNames(stderr);
    for (const name of defined) this.#needed.define(name);
    for (const name of declared) this.#needed.declare(name);
    return this.#needed.size > before && ++this.rounds < ROUNDS;
  }

  /** Fills in until the text compiles, and says in what the object is another than the example's, if in anything. */
  async problemOf({ unit, object }: CompiledUnit): Promise<string | undefined> {
    for (;;) {
      const { value, diagnostics } = await compileAssembled(this.#job.toolchain, this.#unit(unit));
      if (value) {
        const { path } = unit.source;
        const [own, made] = [readObject(object, path).value, readObject(value, path).value];
        const difference = own && made ? objectDifference(own, made) : "sections";
        return difference && `its object has other ${difference}`;
      }
      if (!(await this.#fill(unit))) return `clang refuses it: ${diagnostics[0]?.message}`;
    }
  }
}

/**
 * Makes C of an example that includes nothing and of which clang makes the same object in every variant. Untrusted as
 * the example is, its text runs through clang under the same limits, with the same gates.
 */
export async function makeSelfContained(job: Extracting, units: readonly CompiledUnit[]): Promise<Extraction> {
  const [first] = units;
  if (!first) return { problem: "it does not compile" };
  const libbpf = await libbpfText(job.toolchain, first.unit);
  const extractor = new Extractor(job, libbpf, units, inlineHeaders(first.unit));
  // What one variant needed is there in those before it, too: they are looked at again.
  for (let before = -1; before !== extractor.rounds; ) {
    before = extractor.rounds;
    for (const unit of units) {
      const problem = await extractor.problemOf(unit);
      if (problem !== undefined) return { problem };
    }
  }
  return { made: extractor.made };
}
