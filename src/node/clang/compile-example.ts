import type { Checked, Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import type { LimitedRun } from "../processes/limited-child.ts";
import { diagnoseFailure, diagnoseMessages } from "./clang-messages.ts";
import { findForeignDependencies, parseDependencies } from "./dependencies.ts";
import { type ExampleUnit, unitFiles } from "./example-unit.ts";
import { clangLimits } from "./flags.ts";
import { findForbiddenText } from "./forbidden-text.ts";
import type { HeaderFolder } from "./header-folder.ts";
import { findForbiddenCode } from "./intermediate-code.ts";
import { type Toolchain, Workshop } from "./workshop.ts";

function diagnoseRun(run: LimitedRun, unit: ExampleUnit): Diagnostic[] {
  const found = diagnoseMessages(run.stderr, unit);
  if (run.exitCode === 0 || found.length > 0) return found;
  if (run.stoppedBy === "output") return [diagnoseFailure("", unit, "clang prints without end over this example")];
  const tookTooLong = run.stoppedBy === "time" || run.signal === "SIGXCPU" || run.signal === "SIGKILL";
  const limits = `${clangLimits.cpuSeconds} s of processor time`;
  if (tookTooLong) return [diagnoseFailure("", unit, `clang takes longer than ${limits} over this example`)];
  if (/^LLVM ERROR: out of memory|std::bad_alloc/m.test(run.stderr)) {
    return [
      diagnoseFailure("", unit, `clang needs more than ${clangLimits.memoryMiB} MiB of memory over this example`),
    ];
  }
  return [diagnoseFailure(run.stderr, unit, "clang can't compile this example")];
}

async function compileIn(workshop: Workshop, unit: ExampleUnit, headers: HeaderFolder): Promise<Checked<Uint8Array>> {
  // -MG keeps a missing header from hiding what else was read.
  const listed = await workshop.run("-M", "-MG", "-MF", "../dependencies");
  const asked = diagnoseMessages(listed.stderr, unit).filter(({ code }) => code === "example/unreachable-include");
  if (asked.length > 0) return { diagnostics: asked };
  const dependencies = workshop.read("dependencies")?.toString("utf8");
  if (!dependencies)
    return { diagnostics: [diagnoseFailure("", unit, "clang's preprocessor gives up on this example")] };
  const foreign = findForeignDependencies(parseDependencies(dependencies), workshop.example, unit, headers);
  if (foreign.length > 0) return { diagnostics: foreign };

  const front = await workshop.run("-Xclang", "-disable-llvm-passes", "-S", "-emit-llvm", "-o", "../code.ll");
  if (front.exitCode !== 0) return { diagnostics: diagnoseRun(front, unit) };
  const forbidden = findForbiddenCode(workshop.read("code.ll")?.toString("utf8") ?? "", unit);
  if (forbidden.length > 0) return { diagnostics: forbidden };

  const whole = await workshop.run("-c", "-o", "../object.o");
  const diagnostics = diagnoseRun(whole, unit);
  const object = whole.exitCode === 0 && diagnostics.length === 0 ? workshop.read("object.o") : undefined;
  return object ? { value: new Uint8Array(object), diagnostics } : { diagnostics };
}

/**
 * Compiles one example in one variant to a BPF object. The same unit, headers and clang give the same bytes on every
 * machine. An example is untrusted: it reaches its own files, vmlinux.h and libbpf's headers, and is refused with
 * `example/unreachable-include` before anything of another file could come back in a message or in the object.
 */
export async function compileExample(toolchain: Toolchain, unit: ExampleUnit): Promise<Checked<Uint8Array>> {
  const refused = [...unitFiles(unit).values()].flatMap((source) => findForbiddenText(source, unit, toolchain.headers));
  return refused.length > 0 ? { diagnostics: refused } : compileAssembled(toolchain, unit);
}

/**
 * The same without the first gate, for a unit made of texts that passed it and of libbpf's, which use words that it
 * refuses. The other gates hold.
 */
export async function compileAssembled(toolchain: Toolchain, unit: ExampleUnit): Promise<Checked<Uint8Array>> {
  const workshop = new Workshop(toolchain, unit);
  try {
    return await compileIn(workshop, unit, toolchain.headers);
  } finally {
    workshop.close();
  }
}
