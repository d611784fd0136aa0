import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { progressFor } from "../../../src/node/reports/progress.ts";

test("a log that is no terminal has a line for each stage once it begins", async () => {
  const log = new PassThrough({ encoding: "utf8" });
  const progress = progressFor({ isTTY: true }, { CI: "1" }, log);
  const told = await progress("Compile 3 examples", () => log.read());
  expect(told).toBe("Compile 3 examples\n");
  await progress("Link 3 objects", () => undefined);
  expect(log.read()).toBe("Link 3 objects\n");
});
