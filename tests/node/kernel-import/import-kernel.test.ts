import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newestKernel } from "../../../src/node/kernel-import/debian-archive.ts";
import { importKernel } from "../../../src/node/kernel-import/import-kernel.ts";

const committed = join(import.meta.dirname, "../../../content/kernels/7.3");
let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "kfdoc-import-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: string[]): { code: number; said: string[] } {
  const said: string[] = [];
  const folders = { cache: join(folder, "cache"), content: join(folder, "kernels") };
  return { code: importKernel(args, folders, (line) => said.push(line)), said };
}

test("trimming what is trimmed already changes nothing, and two runs give the same bytes", () => {
  const file = join(committed, "vmlinux.btf");
  expect(run(file, "7.3").code).toBe(0);
  const first = ["vmlinux.btf", "provenance.json"].map((name) => readFileSync(join(folder, "kernels/7.3", name)));
  expect(run(file, "7.3").code).toBe(0);
  const second = ["vmlinux.btf", "provenance.json"].map((name) => readFileSync(join(folder, "kernels/7.3", name)));
  expect(second).toEqual(first);
  expect(first[0]?.equals(readFileSync(file))).toBe(true);
});

test("the provenance names the package and its digest, and no place or time", () => {
  const text = readFileSync(join(committed, "provenance.json"), "utf8");
  const facts = JSON.parse(text) as Record<string, unknown>;
  expect(facts).toEqual(
    expect.objectContaining({
      release: "7.3",
      package: expect.stringMatching(/^linux-binary-7\.3\./),
      version: expect.stringMatching(/^7\.3\./),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      btf: expect.objectContaining({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) }),
    }),
  );
  expect(text).not.toMatch(/https?:|\/home|\/tmp|\d{2}:\d{2}/);
});

test.each([
  [[], "There is nothing to import"],
  [["7"], "7 is neither a release nor a file"],
  [["no such file", "7.3"], "can't be read"],
  [["7.3", "7.3", "7.3"], "Too many arguments"],
])("%j is refused in plain words", (args, message) => {
  const { code, said } = run(...args);
  expect(code).toBe(1);
  expect(said.join("\n")).toContain(message);
  expect(said.join("\n")).not.toMatch(/^\s+at /m);
});

test("a file that is no kernel is refused, and nothing is written", () => {
  const file = join(folder, "vmlinuz");
  writeFileSync(file, "not a kernel");
  const { code, said } = run(file, "1.0");
  expect([code, said[0]]).toEqual([1, "error: The file is no Linux kernel"]);
  expect(readdirSync(folder)).not.toContain("1.0");
});

test.each([
  [
    ["linux-binary-7.3.4+deb13-amd64", "linux-binary-7.3.12+deb13-amd64", "linux-binary-7.2.9+deb13-amd64"],
    "7.3",
    "linux-binary-7.3.12+deb13-amd64",
  ],
  [["linux-binary-7.3.4+deb13-cloud-amd64", "linux-binary-7.3.4+deb13-rt-amd64"], "7.3", undefined],
  [["linux-binary-unsigned-7.3.4+deb13-amd64", "linux-image-7.3.4+deb13-amd64-dbg"], "7.3", undefined],
  [["linux-image-7.3.4+deb13-amd64", "linux-binary-7.3.4+deb13-amd64"], "7.3", "linux-binary-7.3.4+deb13-amd64"],
  [["linux-image-6.18.15+deb13-amd64", "linux-image-6.18.9+deb13-amd64"], "6.18", "linux-image-6.18.15+deb13-amd64"],
  [
    ["linux-image-6.1.0-44-amd64", "linux-image-6.1.0-9-amd64", "linux-image-6.12.9+deb13-amd64"],
    "6.1",
    "linux-image-6.1.0-44-amd64",
  ],
  [["linux-image-amd64"], "7.3", undefined],
])("of %j the newest %s is %s", (names, release, expected) => {
  expect(newestKernel(names, release)).toBe(expected);
});
