import { readFileSync } from "node:fs";
import type { Btf } from "../../core/btf/btf.ts";
import { readBtf } from "../../core/btf/read-btf.ts";
import { trimBtf } from "../../core/btf/trim-btf.ts";
import type { BtfType } from "../../core/btf/types.ts";
import { writeBtf } from "../../core/btf/write-btf.ts";
import { ByteProblems } from "../../core/diagnostics/byte-problems.ts";
import { sectionNamed } from "../../core/elf/elf-object.ts";
import { readElf } from "../../core/elf/read-elf.ts";
import { readBtfExt } from "../../core/object/btf-ext.ts";
import { contentKey } from "../cache/content-key.ts";
import { bytesCoder, Store } from "../cache/store.ts";
import { kernelElf } from "../kernel-import/kernel-image.ts";
import type { LinuxKernel } from "./job.ts";

/** Changes with what this file makes of a kernel's types. */
const FORMAT = 1;

/** Relocations that are about more than members of a type (enum bpf_core_relo_kind): ids in the kernel's BTF, whole shapes. */
const needingAll: readonly number[] = [7, 12];

/** libbpf's rule: what follows three underscores is a flavour of the name. */
const essential = (name: string) => name.replace(/([^_])___.*$/, "$1");

const nameOf = (type: BtfType | undefined): string => (type && "name" in type ? type.name : "");

/**
 * The names of the types that an object's CO-RE relocations start from; undefined where they need all of the kernel's
 * types, or the object is not as clang writes it.
 */
export function relocatedNames(object: Uint8Array): ReadonlySet<string> | undefined {
  const { value: elf } = readElf(object, "object");
  const [types, extension] = [".BTF", ".BTF.ext"].map((name) => elf && sectionNamed(elf, name));
  const { value: btf } = types ? readBtf(types.bytes, "object") : {};
  if (!btf || !extension) return undefined;
  const problems = new ByteProblems("object", "load/elf", "");
  const relocations = [...readBtfExt(extension, btf, problems).relocations.values()].flat();
  if (problems.diagnostics.length > 0 || relocations.some(({ kind }) => needingAll.includes(kind))) return undefined;
  return new Set(relocations.map(({ type }) => essential(nameOf(btf.type(type)))));
}

const namesIn = ({ types }: Btf): string[] => types.map((type) => essential(nameOf(type)));

/** Every type of these names, and whole what they hold by value. */
function pick(vmlinux: string, names: ReadonlySet<string>): Uint8Array | undefined {
  const section = sectionNamed(kernelElf(readFileSync(vmlinux)), ".BTF");
  const btf = section && readBtf(section.bytes, "vmlinux").value;
  if (!btf) return undefined;
  const roots = namesIn(btf).flatMap((name, id) => (names.has(name) ? [id] : []));
  return writeBtf(trimBtf(btf, { roots, pointerDepth: 0 }));
}

/** Types of a kernel, few enough that libbpf is through with them at once. */
export interface CoreTypes {
  readonly bytes: Uint8Array;
  /** Whether an object's CO-RE relocations come out as with all of the kernel's types. */
  covers(object: Uint8Array): boolean;
}

/**
 * libbpf looks through all types of the kernel, and with emulation that is most of a job's time, for each type that an
 * object names. These are the ones that some objects name. Undefined for a kernel that is not there unpacked. A type that
 * the kernel itself has not may be a module's: objects that name one are not covered.
 */
export async function coreTypes(
  { unpacked, sha256 }: LinuxKernel,
  objects: Iterable<Uint8Array>,
  cache: string,
): Promise<CoreTypes | undefined> {
  if (unpacked === undefined) return undefined;
  const namesOf = new Map([...new Set(objects)].map((object) => [object, relocatedNames(object)]));
  const names = new Set([...namesOf.values()].flatMap((each) => [...(each ?? [])]));
  const key = contentKey(FORMAT, sha256, [...names].sort());
  const bytes = await new Store(cache).remember("core-types", key, bytesCoder, async () => pick(unpacked, names));
  const btf = bytes && readBtf(bytes, "types").value;
  if (!bytes || !btf) return undefined;
  const found = new Set(namesIn(btf));
  return {
    bytes,
    covers: (object) => {
      const wanted = namesOf.get(object);
      return wanted !== undefined && [...wanted].every((name) => found.has(name));
    },
  };
}
