import type { ByteProblems } from "../diagnostics/byte-problems.ts";
import type { ElfObject } from "../elf/elf-object.ts";

/** Sections that neither libbpf nor this loader takes, by the start of their name, with what they hold. */
const unsupported: readonly { readonly name: string; readonly holds: string; readonly help: string }[] = [
  {
    name: "maps",
    holds: "maps of the kind that libbpf 1.0 dropped",
    help: 'Write SEC(".maps"), with a point, and the map as a struct of __uint() and __type()',
  },
];

/** Reports every section that would change what the program does if it were passed over. */
export function reportUnsupportedSections(elf: ElfObject, problems: ByteProblems): void {
  for (const section of elf.sections) {
    const known = unsupported.find(({ name }) => section.name === name || section.name.startsWith(`${name}.`));
    if (!known || section.size === 0) continue;
    const message = `The section ${section.name} holds ${known.holds}`;
    problems.report(section.fileOffset, message, undefined, { code: "load/unsupported", help: known.help });
  }
}
