import type { ArgumentMaker } from "./maker.ts";

/** Pointers that may be left out: the verifier looks at none of them, or takes NULL (`__ign`, `__nullable`, `__opt`). */
export const absent: ArgumentMaker = ({ name, type, kfunc, sized }, bench) => {
  if (!type.endsWith("*")) return undefined;
  if (kfunc === "bpf_arena_free_pages" && name === "ptr__ign") return allocatedPages(bench);
  const isOptional = /__(ign|nullable|opt)$/.test(name) || name.endsWith("__nullable");
  return isOptional && !sized && !/^const char/.test(type) ? "NULL" : undefined;
};

/** Pages to give back, which have to be taken first. */
const allocatedPages = (bench: Parameters<ArgumentMaker>[1]): string | undefined => {
  if (!bench.calling("bpf_arena_alloc_pages")) return undefined;
  const pages = bench.name("pages");
  bench.locals.push(`void *${pages};`);
  bench.steps.push({
    before: [`${pages} = bpf_arena_alloc_pages(&arena, NULL, 1, -1, 0);`],
    head: `if (${pages})`,
  });
  return pages;
};
