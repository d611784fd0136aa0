import type { ArgumentMaker } from "./maker.ts";

/** Pointers that may be left out: the verifier looks at none of them, or takes NULL (`__ign`, `__nullable`, `__opt`). */
export const absent: ArgumentMaker = ({ name, type, kfunc, flags, sized }, bench) => {
  if (!type.endsWith("*")) return undefined;
  if (kfunc === "bpf_arena_free_pages" && name === "ptr__ign") return allocatedPages(bench);
  if (name.endsWith("__ign") && flags.includes("KF_ARENA_ARG2")) return arenaAddress(name, bench);
  const isOptional = /__(ign|nullable|opt)$/.test(name);
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

/** An address in an arena, where 0 leaves the choice to the kernel: scenarios may give another one. */
function arenaAddress(name: string, bench: Parameters<ArgumentMaker>[1]): string {
  const variable = bench.name(name.replace(/__ign$/, ""));
  bench.globals.push({ declaration: `u64 ${variable};` });
  return `(void *)${variable}`;
}
