import { defineConfig } from "vitest/config";

const browser = "tests/site/browser/**/*.test.ts";

/** The tests of the built site need it built once, before all of them; the others need nothing. */
export default defineConfig({
  test: {
    projects: [
      { test: { name: "parts", include: ["tests/**/*.test.ts"], exclude: [browser] } },
      {
        test: {
          name: "site",
          include: [browser],
          globalSetup: "tests/site/browser/build-site.ts",
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
