/**
 * How often a property is tried of which `KFDOC_FUZZ_RUNS=all` tries so many inputs: an eighth of them, or more where less of them do not bring
 * about all that a test waits for.
 */
export const fuzzRuns = (all: number, part = 1 / 8): number =>
  process.env.KFDOC_FUZZ_RUNS === "all" ? all : Math.ceil(all * part);
