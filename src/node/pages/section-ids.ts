/** Ids of the sections that stand around the prose of a page, by its folder of the site; headings of authors get others. */
export const sectionIds = {
  kfuncs: [
    "returns",
    "parameters",
    "errors",
    "rules",
    "usage",
    "examples",
    "availability",
    "declarations",
    "history",
    "not-modelled",
    "also-called-in",
  ],
  flags: ["kfuncs", "former"],
  "program-types": ["kfuncs", "forms", "former"],
  guides: [],
  concepts: [],
  examples: ["source", "scenarios", "watch", "disassembly"],
  faults: ["verifier", "scenarios", "further"],
  diagnostics: ["example"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** The ids of a folder's pages; undefined for one whose pages nobody writes prose for or links into. */
export const sectionIdsOf = (folder: string): readonly string[] | undefined =>
  Object.hasOwn(sectionIds, folder) ? sectionIds[folder as keyof typeof sectionIds] : undefined;
