import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Diagnostic } from "../../../src/core/diagnostics/diagnostic.ts";
import { linkObject } from "../../../src/core/object/link-object.ts";
import { compileC } from "../../drivers/compile-c.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";

/** Compiles program.bpf.c, with the words of flags.txt where there is one, and links it against Linux 7.3. */
export function loadProgram(folder: string): readonly Diagnostic[] {
  const flags = join(folder, "flags.txt");
  const further = existsSync(flags) ? readFileSync(flags, "utf8").trim().split(/\s+/) : [];
  const source = readFileSync(join(folder, "program.bpf.c"), "utf8");
  return linkObject(compileC(source, ["-fdebug-compilation-dir=.", ...further]), "program.bpf.o", kernelBtf)
    .diagnostics;
}
