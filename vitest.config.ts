import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { LongFirst } from "./tests/long-first.ts";
import { workInMemory } from "./tests/work-in-memory.ts";

workInMemory();

const browser = "tests/site/browser/**/*.test.ts";

/** clang and a browser take their time on a busy machine. */
const timeouts = { testTimeout: 120_000, hookTimeout: 300_000, expect: { poll: { timeout: 15_000 } } };

/** The tests of the built site need it built once, beside all others; those need nothing. */
export default defineConfig({
  test: {
    // Most of a test's time is a compiler, a browser or a guest: on two processors, one worker would leave them idle.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    sequence: { sequencer: LongFirst },
    projects: [
      {
        test: {
          name: "parts",
          include: ["tests/**/*.test.ts"],
          exclude: [browser],
          // A worker reads source, kernel facts and content once, not once a file.
          isolate: false,
          setupFiles: ["tests/drivers/fuzz-seed.ts", "tests/drivers/clean-up.ts"],
          ...timeouts,
        },
      },
      {
        test: {
          name: "site",
          include: [browser],
          isolate: false,
          globalSetup: "tests/site/browser/build-site.ts",
          ...timeouts,
        },
      },
    ],
  },
});
