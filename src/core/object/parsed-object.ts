import type { Btf } from "../btf/btf.ts";
import { readBtf } from "../btf/read-btf.ts";
import { ByteProblems } from "../diagnostics/byte-problems.ts";
import { type Checked, type Diagnostic, isSpan } from "../diagnostics/diagnostic.ts";
import { type ElfObject, sectionNamed } from "../elf/elf-object.ts";
import { readElf } from "../elf/read-elf.ts";
import { type BtfExt, noBtfExt, readBtfExt } from "./btf-ext.ts";

const HELP = "Build the object with clang --target=bpf -g -O2 -c";

/** An object file as it was read, nothing resolved. */
export interface ParsedObject {
  readonly path: string;
  readonly elf: ElfObject;
  readonly btf: Btf;
  readonly ext: BtfExt;
}

/** BTF of the object; its places become places in the file. */
function readObjectBtf(elf: ElfObject, problems: ByteProblems): Checked<Btf> {
  const section = sectionNamed(elf, ".BTF");
  if (!section) {
    problems.report(undefined, "The object has no type information (.BTF)", undefined, {
      code: "load/btf",
      help: "Compile with -g",
    });
    return { diagnostics: [] };
  }
  const { value, diagnostics } = readBtf(section.bytes, elf.path);
  const moved = diagnostics.map((diagnostic): Diagnostic => {
    const { place } = diagnostic;
    return !isSpan(place) && place.byteOffset !== undefined
      ? { ...diagnostic, place: { ...place, byteOffset: place.byteOffset + section.fileOffset } }
      : diagnostic;
  });
  return value ? { value, diagnostics: moved } : { diagnostics: moved };
}

/** Reads an object file: ELF, BTF and BTF.ext. `bytes` is untrusted. There can be a value and diagnostics. */
export function readObject(bytes: Uint8Array, path: string): Checked<ParsedObject> {
  const { value: elf, diagnostics } = readElf(bytes, path);
  if (!elf) return { diagnostics };
  const problems = new ByteProblems(path, "load/elf", HELP);
  const { value: btf, diagnostics: btfDiagnostics } = readObjectBtf(elf, problems);
  if (!btf) return { diagnostics: [...problems.diagnostics, ...btfDiagnostics] };
  const extSection = sectionNamed(elf, ".BTF.ext");
  const ext = extSection ? readBtfExt(extSection, btf, problems) : noBtfExt;
  return { value: { path, elf, btf, ext }, diagnostics: problems.diagnostics };
}
