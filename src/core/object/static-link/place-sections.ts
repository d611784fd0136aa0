import type { ByteProblems } from "../../diagnostics/byte-problems.ts";
import { type ElfSection, sectionTypes } from "../../elf/elf-object.ts";
import { counted } from "../../words/counted.ts";
import type { ParsedObject } from "../parsed-object.ts";

/** Where a section of one object stands among those of all. */
export interface SectionPlace {
  readonly section: number;
  /** In the section, in bytes. */
  readonly offset: number;
  /** It is one of those that stand once, and was met before. */
  readonly isRepeated?: true;
}

/** The sections of several objects, appended by name. */
export interface PlacedSections {
  readonly sections: readonly ElfSection[];
  /** For each object, by the index of its section. */
  readonly places: readonly ReadonlyMap<number, SectionPlace>[];
}

const JUMP_TABLES = ".jumptables";

/** More is a broken file: a page's start is enough for anything. */
const LARGEST_ALIGNMENT = 4096;

/** They stand once, and must be the same in every object. */
const sharedSections = ["license", "version"];

interface Part {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** A section of the result while it grows. */
interface Growing {
  readonly first: ElfSection;
  size: number;
  align: number;
  readonly parts: Part[];
}

const isMerged = ({ name, type }: ElfSection): boolean =>
  (type === sectionTypes.PROGBITS || type === sectionTypes.NOBITS) && !/^\.(BTF|debug)/.test(name);

const sameBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && left.every((byte, index) => byte === right[index]);

/** The null section comes first, so that a section's index is never 0. */
const nullSection = { index: 0, name: "", type: 0, flags: 0, address: 0, fileOffset: 0, size: 0, link: 0, info: 0 };

function finish({ first, size, align, parts }: Growing, index: number): ElfSection {
  const bytes = new Uint8Array(first.type === sectionTypes.NOBITS ? 0 : size);
  for (const part of parts) if (part.bytes.length > 0) bytes.set(part.bytes, part.offset);
  return { ...first, index, fileOffset: 0, size, align, bytes };
}

class Placing {
  readonly growing = new Map<string, Growing>();
  readonly #indices = new Map<string, number>();

  place(section: ElfSection, path: string, problems: ByteProblems): SectionPlace {
    const known = this.growing.get(section.name);
    const index = this.#indices.get(section.name) ?? this.#indices.size + 1;
    this.#indices.set(section.name, index);
    if (!known) {
      const { size, align, bytes } = section;
      this.growing.set(section.name, { first: section, size, align, parts: [{ offset: 0, bytes }] });
      return { section: index, offset: 0 };
    }
    if (section.name === JUMP_TABLES) {
      const message = `Jump tables of several objects, of ${path} too, can't be linked here yet`;
      const help = "Compile with -fno-jump-tables";
      problems.report(section.fileOffset, message, undefined, { code: "load/unsupported", help });
    }
    if (known.first.type !== section.type || known.first.flags !== section.flags) {
      problems.report(section.fileOffset, `The section ${section.name} of ${path} is of another kind than before`);
    }
    if (sharedSections.includes(section.name)) {
      const same = sameBytes(known.parts[0]?.bytes ?? new Uint8Array(), section.bytes);
      if (!same) problems.report(section.fileOffset, `${path} has another ${section.name} than the objects before it`);
      return { section: index, offset: 0, isRepeated: true };
    }
    if (section.align > LARGEST_ALIGNMENT) {
      problems.report(
        section.fileOffset,
        `The section ${section.name} of ${path} is aligned to ${counted(section.align, "byte")}`,
      );
      return { section: index, offset: 0 };
    }
    const align = Math.min(LARGEST_ALIGNMENT, Math.max(known.align, section.align));
    const offset = Math.ceil(known.size / align) * align;
    known.parts.push({ offset, bytes: section.bytes });
    known.size = offset + section.size;
    known.align = align;
    return { section: index, offset };
  }
}

/** Appends sections of one name, each at its alignment (linker_append_sec_data, tools/lib/bpf/linker.c, v7.3). */
export function placeSections(
  objects: readonly ParsedObject[],
  diagnose: (object: ParsedObject) => ByteProblems,
): PlacedSections {
  const placing = new Placing();
  const places = objects.map((object) => {
    const merged = object.elf.sections.filter(isMerged);
    return new Map(merged.map((section) => [section.index, placing.place(section, object.path, diagnose(object))]));
  });
  const sections = [...placing.growing.values()].map((growing, index) => finish(growing, index + 1));
  return { sections: [{ ...nullSection, align: 1, bytes: new Uint8Array() }, ...sections], places };
}
