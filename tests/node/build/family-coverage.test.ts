import { expect, test } from "vitest";
import { familyCoverage } from "../../../src/node/build/family-coverage.ts";
import { filesOfFamilies } from "../../../src/node/content/files-of-families.ts";
import { readContentFiles } from "../../../src/node/content/read-content-files.ts";
import { sharedCache } from "../../drivers/shared-cache.ts";
import { checkFolder, copyContent, quietly } from "./content-copy.ts";

const coverageOf = (content: string, family: string) =>
  familyCoverage({ content, cache: sharedCache, progress: quietly }, [family]);

test.each(["xfrm", "dynptr"])("%s is told as a check of everything tells it, by fewer files", async (family) => {
  const content = copyContent();
  const { coverage: whole = [] } = await checkFolder(content);
  const { coverage = [], unread } = await coverageOf(content, family);
  const own = whole.filter((kfunc) => kfunc.family === family);
  expect(own).not.toEqual([]);
  expect(coverage.filter((kfunc) => kfunc.family === family)).toEqual(own);
  expect(unread).toEqual([]);
  const files = readContentFiles(content).value ?? [];
  expect(filesOfFamilies(files, [family]).length).toBeLessThan(files.length);
});

test("what can't be read of the family is named", async () => {
  const wrong = { file: "kfuncs/dynptr/bpf_dynptr_slice.yaml", from: "name:", to: "nam" };
  const content = copyContent(wrong);
  expect((await coverageOf(content, "dynptr")).unread).toEqual(["content/kfuncs/dynptr/bpf_dynptr_slice.yaml"]);
});

test("an example counts that calls a kfunc by a header or by a macro that puts its name together", () => {
  const file = (kind: "kfunc-spec" | "example-source" | "example-header", path: string, text: string) => ({
    kind,
    path: `content/${path}`,
    bytes: new TextEncoder().encode(text),
  });
  const files = [
    file("kfunc-spec", "kfuncs/xfrm/bpf_a.yaml", ""),
    file("kfunc-spec", "kfuncs/dynptr/bpf_b.yaml", ""),
    file("kfunc-spec", "kfuncs/dynptr/bpf_c.yaml", ""),
    file("example-source", "examples/one/plain.bpf.c", "bpf_a(); bpf_b();"),
    file("example-source", "examples/one/other.bpf.c", "bpf_c();"),
    file("example-source", "examples/two/by-header.bpf.c", '#include "calls.h"'),
    file("example-header", "examples/two/calls.h", "bpf_a();"),
    file("example-source", "examples/three/pasted.bpf.c", "#define call(name) bpf_##name()"),
  ];
  expect(filesOfFamilies(files, ["xfrm"]).map(({ path }) => path.replace("content/", ""))).toEqual([
    "kfuncs/xfrm/bpf_a.yaml",
    "kfuncs/dynptr/bpf_b.yaml",
    "examples/one/plain.bpf.c",
    "examples/two/by-header.bpf.c",
    "examples/two/calls.h",
    "examples/three/pasted.bpf.c",
  ]);
});
