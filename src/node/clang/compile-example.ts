import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Checked, Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { type LimitedRun, runLimited } from "../processes/run-limited.ts";
import { readCText } from "./c-text.ts";
import { diagnoseFailure, diagnoseMessages } from "./clang-messages.ts";
import { findForeignDependencies, parseDependencies } from "./dependencies.ts";
import { type ExampleUnit, fileNameOf, unitFiles } from "./example-unit.ts";
import type { Clang } from "./find-clang.ts";
import { buildFlags, clangEnvironment, clangLimits } from "./flags.ts";
import { findForbiddenText } from "./forbidden-text.ts";
import { type HeaderFolder, POISON } from "./header-folder.ts";
import { findForbiddenCode } from "./intermediate-code.ts";
import { printOverlay } from "./visible-files.ts";

export interface Toolchain {
  readonly clang: Clang;
  readonly headers: HeaderFolder;
}

/**
 * Whether the precompiled header may stand in for vmlinux.h: only where vmlinux.h is the first that clang would read,
 * and no macro of the command line could change it.
 */
export function canUsePrecompiled(unit: ExampleUnit, headers: HeaderFolder): boolean {
  const { text } = readCText(unit.source.text, { literals: true });
  if (!/^\s*#\s*include\s*["<]vmlinux\.h[">]/.test(text)) return false;
  return unit.variant === undefined || !new RegExp(`\\b${unit.variant}\\b`).test(headers.vmlinux);
}

/** One folder with copies of the unit's files, and clang run in it. */
class Workshop {
  readonly #toolchain: Toolchain;
  readonly #unit: ExampleUnit;
  readonly folder: string;

  constructor(toolchain: Toolchain, unit: ExampleUnit) {
    this.#toolchain = toolchain;
    this.#unit = unit;
    this.folder = realpathSync(mkdtempSync(join(tmpdir(), "kfdoc-")));
    mkdirSync(join(this.folder, "example"));
    for (const [name, { text }] of unitFiles(unit)) writeFileSync(join(this.folder, "example", name), text);
    writeFileSync(this.#overlay, printOverlay(this.example, unit, toolchain.headers));
  }

  get #overlay(): string {
    return join(this.folder, "visible-files.json");
  }

  get example(): string {
    return join(this.folder, "example");
  }

  run(...action: string[]): Promise<LimitedRun> {
    const { clang, headers } = this.#toolchain;
    const first = canUsePrecompiled(this.#unit, headers) ? ["-include-pch", headers.precompiled] : ["-include", POISON];
    const variant = this.#unit.variant === undefined ? [] : [`-D${this.#unit.variant}`];
    const seen = ["-ivfsoverlay", this.#overlay];
    const args = [...buildFlags(headers.path), ...seen, ...first, ...variant, ...action, fileNameOf(this.#unit.source)];
    const env = { ...clangEnvironment, TMPDIR: this.folder };
    return runLimited({ command: clang.path, args, cwd: this.example, env, limits: clangLimits });
  }

  read(name: string): Buffer | undefined {
    try {
      return readFileSync(join(this.folder, name));
    } catch {
      return undefined;
    }
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

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
  if (refused.length > 0) return { diagnostics: refused };
  const workshop = new Workshop(toolchain, unit);
  try {
    return await compileIn(workshop, unit, toolchain.headers);
  } finally {
    workshop.close();
  }
}
