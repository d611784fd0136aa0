import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { printHeader } from "../../../src/core/btf/print-header.ts";
import { kernelBtf } from "./kernel-btf.ts";
import { layoutAssertions } from "./layout-assertions.ts";

const btf = kernelBtf();
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "header-"));
  writeFileSync(join(folder, "vmlinux.h"), printHeader(btf));
});
afterAll(() => rmSync(folder, { recursive: true }));

function clang(source: string, name: string): void {
  writeFileSync(join(folder, `${name}.c`), source);
  const flags = ["--target=bpf", "-g", "-O2", "-Wall", "-Werror", "-c", `${name}.c`, "-o", `${name}.o`];
  execFileSync("clang-19", flags, { cwd: folder, stdio: "pipe" });
}

test("clang gives every struct and member of the header the size and offset that the BTF states", () => {
  const { source, records, members } = layoutAssertions(btf);
  expect(records).toBeGreaterThan(1000);
  expect(members).toBeGreaterThan(10_000);
  clang(source, "layout");
});

test("the header compiles where the compiler knows no Microsoft extensions", () => {
  clang('#include "vmlinux.h"\nint f(struct xfrm_state *x) { return x->props.family; }\n', "plain");
  expect(readFileSync(join(folder, "plain.o")).length).toBeGreaterThan(0);
});
