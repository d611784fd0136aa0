import type { Btf } from "../btf/btf.ts";
import { readBtf } from "../btf/read-btf.ts";
import type { TypeId } from "../btf/types.ts";
import { OutOfData } from "../bytes/byte-reader.ts";
import type { Checked } from "../diagnostics/diagnostic.ts";
import { type ElfObject, sectionNamed } from "../elf/elf-object.ts";
import { readElf, x86Module } from "../elf/read-elf.ts";
import type { KfuncsFile } from "../facts/kfuncs-file.ts";
import type { StructsFile } from "../facts/structs-file.ts";
import { KernelUnreadable } from "./kernel-unreadable.ts";
import { linkKernel } from "./link-kernel.ts";
import { linkModule } from "./link-module.ts";
import type { LinkedImage } from "./linked-image.ts";
import { type FoundKfunc, type KernelPart, readKfuncs } from "./read-kfuncs.ts";
import { readStructs } from "./read-structs.ts";

/** A part of the kernel and the kfuncs that it has. */
export interface ReadPart {
  readonly name: string;
  readonly btf: Btf;
  readonly kfuncs: readonly TypeId[];
}

/** What a kernel says of its kfuncs. */
export interface ReadKernel {
  /** As it names itself: `7.3.4+deb13-amd64`. */
  readonly version: string;
  /** The data of its `.BTF`. */
  readonly btfBytes: Uint8Array;
  /** The kernel, and each module that has kfuncs. */
  readonly parts: readonly [ReadPart, ...ReadPart[]];
  readonly kfuncs: KfuncsFile["kfuncs"];
  readonly structs: StructsFile["structs"];
}

const BANNER = "linux_banner";

function versionOf(image: LinkedImage): string {
  const [banner] = image.symbols.named(BANNER);
  const version = banner && /^Linux version (\S+)/.exec(image.readFrom(banner.address).cString(0))?.[1];
  if (version !== undefined) return version;
  throw new KernelUnreadable("The kernel does not say its version");
}

function sound<Value>(name: string, { value, diagnostics }: Checked<Value>): Value {
  if (value) return value;
  throw new KernelUnreadable(`${name}: ${diagnostics.map(({ message }) => message).join("; ")}`);
}

function btfOf(elf: ElfObject, name: string, base?: Btf): Btf {
  const section = sectionNamed(elf, ".BTF");
  if (!section) throw new KernelUnreadable(`${name} has no BTF`);
  return sound(name, readBtf(section.bytes, `${name}.btf`, base));
}

function sortedRecord<Value>(entries: Iterable<readonly [string, Value]>): Record<string, Value> {
  return Object.fromEntries([...entries].sort(([left], [right]) => (left < right ? -1 : 1)));
}

function uniqueKfuncs(found: readonly FoundKfunc[]): KfuncsFile["kfuncs"] {
  const facts = new Map<string, FoundKfunc["fact"]>();
  for (const { name, fact } of found) {
    const other = facts.get(name);
    if (other) throw new KernelUnreadable(`${name} is a kfunc of both ${other.module} and ${fact.module}`);
    facts.set(name, fact);
  }
  return sortedRecord(facts);
}

/** Reads a kernel and its modules, unpacked, by name. Throws `KernelUnreadable` for one that is not built as expected. */
export function readKernel(elf: ElfObject, modules: ReadonlyMap<string, Uint8Array>): ReadKernel {
  try {
    return readParts(elf, modules);
  } catch (error) {
    if (!(error instanceof OutOfData)) throw error;
    throw new KernelUnreadable(`The kernel's data ends too early: ${error.message}`);
  }
}

function readParts(elf: ElfObject, modules: ReadonlyMap<string, Uint8Array>): ReadKernel {
  const image = linkKernel(elf);
  const btf = btfOf(elf, image.name);
  const kernel: KernelPart = { image, btf };
  const others = [...modules].map(([name, bytes]): KernelPart => {
    const module = sound(name, readElf(bytes, `${name}.ko`, x86Module));
    return { image: linkModule(module, name), btf: btfOf(module, name, btf) };
  });
  const found = [kernel, ...others].map((part) => ({ part, kfuncs: readKfuncs(part) }));
  const parts = found.map(({ part, kfuncs }) => {
    return { name: part.image.name, btf: part.btf, kfuncs: kfuncs.map(({ id }) => id) };
  });
  const [first, ...rest] = parts.filter(({ name, kfuncs }) => name === image.name || kfuncs.length > 0);
  if (!first) throw new KernelUnreadable("The kernel has no kfuncs");
  const structs = parts.toReversed().map((part) => readStructs(part.btf, part.kfuncs, part.btf === btf));
  return {
    version: versionOf(image),
    btfBytes: sectionNamed(elf, ".BTF")?.bytes ?? new Uint8Array(),
    parts: [first, ...rest],
    kfuncs: uniqueKfuncs(found.flatMap(({ kfuncs }) => kfuncs)),
    structs: sortedRecord(Object.entries(Object.assign({}, ...structs) as StructsFile["structs"])),
  };
}
