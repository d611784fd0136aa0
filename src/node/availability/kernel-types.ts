import { readFileSync } from "node:fs";
import type { Btf } from "../../core/btf/btf.ts";
import { readBtf } from "../../core/btf/read-btf.ts";
import type { BtfKind, TypeId } from "../../core/btf/types.ts";
import { printDiagnostic } from "../../core/diagnostics/code-frame.ts";
import { type ElfObject, sectionNamed } from "../../core/elf/elf-object.ts";
import { readElf, x86Module } from "../../core/elf/read-elf.ts";
import { kernelElf } from "../kernel-import/kernel-image.ts";
import type { LinuxKernel } from "../linux/job.ts";
import { LinuxUnavailable } from "../linux/linux-unavailable.ts";
import { moduleName } from "../linux/module-closure.ts";

/** The types of a kernel and of its modules, with the numbers that they have in it while it runs. */
export interface KernelTypes {
  readonly vmlinux: Btf;
  /** By the module's name; each holds those of vmlinux too, which come first. */
  readonly modules: ReadonlyMap<string, Btf>;
}

/** A type by its place; no module for one of vmlinux. */
export interface PlacedType {
  readonly module?: string;
  readonly typeId: TypeId;
}

function typesOf(elf: ElfObject, path: string, base?: Btf): Btf | undefined {
  const section = sectionNamed(elf, ".BTF");
  if (!section) return undefined;
  const { value, diagnostics } = readBtf(section.bytes, path, base);
  if (value) return value;
  throw new LinuxUnavailable(diagnostics.map((each) => printDiagnostic(each)).join("\n"), "Report this kernel");
}

function moduleTypes(path: string, base: Btf): Btf | undefined {
  const { value } = readElf(readFileSync(path), path, x86Module);
  return value && typesOf(value, path, base);
}

/** Reads the types of vmlinux and of those modules that are named. */
export function readKernelTypes({ image, modules }: LinuxKernel, wanted: readonly string[]): KernelTypes {
  const vmlinux = typesOf(kernelElf(readFileSync(image)), image);
  if (!vmlinux) throw new LinuxUnavailable(`${image} has no types`, "It was built without CONFIG_DEBUG_INFO_BTF");
  const named = modules.flatMap((path) => {
    const name = moduleName(path);
    const types = wanted.includes(name) ? moduleTypes(path, vmlinux) : undefined;
    return types ? [[name, types] as const] : [];
  });
  return { vmlinux, modules: new Map(named) };
}

/** The first type of a kind and name in vmlinux, or else in a module of its own types. */
export function placeType(types: KernelTypes, kind: BtfKind, name: string, module?: string): PlacedType | undefined {
  if (module === undefined || module === "vmlinux") {
    const typeId = types.vmlinux.find(kind, name);
    return typeId === undefined ? undefined : { typeId };
  }
  const ids = types.modules.get(module)?.findAll(kind, name) ?? [];
  const typeId = ids.find((id) => id >= types.vmlinux.types.length);
  return typeId === undefined ? undefined : { module, typeId };
}

export function typesAt({ vmlinux, modules }: KernelTypes, { module }: PlacedType): Btf {
  return (module === undefined ? undefined : modules.get(module)) ?? vmlinux;
}
