import { sectionNamed } from "../../core/elf/elf-object.ts";
import { readElf, x86Module } from "../../core/elf/read-elf.ts";

/** Names in files have hyphens where others have underscores; the kernel takes both as one. */
export const moduleName = (file: string) =>
  file
    .replace(/^.*\//, "")
    .replace(/\.ko(\.[a-z]+)?$/, "")
    .replaceAll("-", "_");

/** The modules that a module says it needs: `depends` in its section `.modinfo`. */
export function dependenciesOf(module: Uint8Array): string[] {
  const { value } = readElf(module, "module", x86Module);
  const section = value && sectionNamed(value, ".modinfo");
  const fields = Buffer.from(section?.bytes ?? [])
    .toString("latin1")
    .split("\0");
  const depends = fields.find((field) => field.startsWith("depends="))?.slice("depends=".length) ?? "";
  return depends.split(",").filter(Boolean).map(moduleName);
}

/**
 * The wanted modules and all that they need, each after those it needs. One that is no file is taken to be built into
 * the kernel. `read` gives a module's bytes, uncompressed.
 */
export function moduleClosure(
  wanted: readonly string[],
  read: (name: string) => Uint8Array | undefined,
): Map<string, Uint8Array> {
  const closure = new Map<string, Uint8Array>();
  const seen = new Set<string>();
  const visit = (name: string) => {
    if (seen.has(name)) return;
    seen.add(name);
    const module = read(name);
    if (!module) return;
    for (const needed of dependenciesOf(module)) visit(needed);
    closure.set(name, module);
  };
  for (const name of wanted) visit(name);
  return closure;
}
