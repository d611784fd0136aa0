import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { LimitedRun } from "../processes/limited-child.ts";
import { runLimited } from "../processes/run-limited.ts";
import { readCText } from "./c-text.ts";
import { type ExampleUnit, fileNameOf, unitFiles } from "./example-unit.ts";
import type { Clang } from "./find-clang.ts";
import { buildFlags, clangEnvironment, clangLimits } from "./flags.ts";
import { type HeaderFolder, POISON } from "./header-folder.ts";
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
export class Workshop {
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
