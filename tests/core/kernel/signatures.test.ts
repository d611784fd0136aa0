import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { kfuncs } from "../../../src/core/kernel/kfuncs/kfuncs.ts";
import { printSignatures } from "../../../src/core/kernel/kfuncs/print-signatures.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";

test("signatures.ts is what scripts/write-kfunc-signatures.ts writes", () => {
  const file = new URL("../../../src/core/kernel/kfuncs/signatures.ts", import.meta.url);
  expect(readFileSync(file, "utf8")).toBe(printSignatures(kernelBtf, new Set(kfuncs.map(({ name }) => name))));
});

test("each model is listed once and says what it leaves out in sentences", () => {
  const names = kfuncs.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const sentence of kfuncs.flatMap(({ notModelled }) => notModelled)) expect(sentence).toMatch(/^[A-Z].*\.$/);
});
