import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { ProvenanceFile } from "../../../src/core/facts/provenance-file.ts";
import { newestKernel, releasesOf } from "../../../src/node/kernel-import/debian-archive.ts";
import { importKernel } from "../../../src/node/kernel-import/import-kernel.ts";
import { readKeptFiles } from "../../../src/node/kernel-import/kept-files.ts";

const cache = join(import.meta.dirname, "../../../.cache/kfdoc");
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

/** The newest release, if it was imported here before: tests fetch nothing. */
const kept = join(cache, "full-kernels/7.3");
const isKept = readKeptFiles(kept) !== undefined && existsSync(`${kept}.source.json`);

test.skipIf(!isKept)("a second import of a release writes what is committed, byte by byte", () => {
  const said: string[] = [];
  const content = join(folder, "again");
  expect(importKernel(["7.3"], { cache, content }, (line) => said.push(line))).toBe(0);
  expect(said[0]).toMatch(/^7\.3: 7\.3\.\d+\S*, 347 kfuncs/);
  for (const name of ["kfuncs.json", "structs.json", "provenance.json", "vmlinux.btf"]) {
    expect(readFileSync(join(content, "7.3", name)).equals(readFileSync(join(committed, name)))).toBe(true);
  }
});

test.skipIf(!isKept)("an image by its path takes only its own release, and takes the types from an older one", () => {
  const image = join(kept, "vmlinuz");
  expect(run(image, "7.2").said[0]).toMatch(/^error: The kernel is 7\.3\..*, which is no 7\.2$/);
  const older = join(folder, "kernels/6.1");
  mkdirSync(older, { recursive: true });
  writeFileSync(join(older, "vmlinux.btf"), "");
  writeFileSync(join(older, "provenance.json"), JSON.stringify({ release: "6.1", trimmed: {} }));
  expect(run(image, "--modules", kept, "7.3").code).toBe(0);
  expect(readdirSync(older)).toEqual(["provenance.json"]);
  expect(JSON.parse(readFileSync(join(older, "provenance.json"), "utf8"))).toEqual({ release: "6.1" });
  const written = JSON.parse(readFileSync(join(folder, "kernels/7.3/provenance.json"), "utf8")) as ProvenanceFile;
  expect(written).toMatchObject({ packages: [], kfuncs: { vmlinux: 316, nf_conntrack: 10 } });
  expect(readFileSync(join(folder, "kernels/7.3/kfuncs.json"))).toEqual(readFileSync(join(committed, "kfuncs.json")));
});

test.each([
  [[], "There is nothing to import"],
  [["7"], "7 is neither a release nor a file"],
  [["no such file", "7.3"], "can't be read"],
  [["7.3", "--modules", "folder"], "7.3 is neither a release nor a file"],
  [["--everything"], "Unknown option '--everything'"],
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

test.each([
  [
    ["linux-image-6.12.9-amd64", "linux-binary-7.3.4+deb13-amd64", "linux-image-7.10.1-cloud-amd64"],
    ["7.3", "6.12"],
  ],
  [
    ["linux-image-7.9.1-amd64", "linux-image-7.10.1-amd64", "linux-image-7.11-amd64-dbg"],
    ["7.10", "7.9"],
  ],
  [["linux-image-7.9.1-amd64", "linux-binary-7.9.2-amd64"], ["7.9"]],
  [["linux-image-amd64", "linux-headers-7.3.4-amd64"], []],
])("of %j the releases are %j", (names, expected) => expect(releasesOf(names)).toEqual(expected));
