/** How often a property is tried of which `KFDOC_FUZZ_RUNS=all` tries so many inputs: a quarter of them. */
export const fuzzRuns = (all: number): number => (process.env.KFDOC_FUZZ_RUNS === "all" ? all : Math.ceil(all / 4));
