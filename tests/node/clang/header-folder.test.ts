import { readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { compileExample } from "../../../src/node/clang/compile-example.ts";
import { headerFiles } from "../../../src/node/clang/header-folder.ts";
import { temporaryFolder } from "../../drivers/temporary-folder.ts";
import { testToolchain, unitOf } from "./toolchain.ts";

test("headers that were cut short are written and precompiled anew", async () => {
  const parent = temporaryFolder();
  const files = headerFiles((await testToolchain(parent)).headers);
  const texts = files.map((path) => readFileSync(path));
  for (const path of files) writeFileSync(path, "");
  const toolchain = await testToolchain(parent);
  expect(headerFiles(toolchain.headers).map((path) => readFileSync(path))).toEqual(texts);
  const { diagnostics } = await compileExample(toolchain, unitOf('#include "vmlinux.h"\n__u32 a;\n'));
  expect(diagnostics).toEqual([]);
});
