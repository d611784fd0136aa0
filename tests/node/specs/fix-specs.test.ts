import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type FixedFile, fixSpecs as fixIn } from "../../../src/node/specs/fix-specs.ts";
import { everyFile } from "../../../src/node/specs/is-meant.ts";
import { readerAsBefore } from "../../drivers/read-as-before.ts";
import { checkFolder, copyContent, headings } from "../build/content-copy.ts";

const lookup = "kfuncs/xfrm/bpf_xdp_get_xfrm_state.yaml";

const fixSpecs = (content: string) => fixIn(content, everyFile, readerAsBefore(content));

const told = (files: readonly FixedFile[]) => files.map(({ path, changes }) => ({ path, changes }));

describe("check --fix", () => {
  test("changes nothing in the project's own content", () => {
    expect(fixSpecs(copyContent())).toEqual([]);
  });

  test("writes what the kernels decide and no more, and has nothing to do the second time", async () => {
    const content = copyContent(
      { file: lookup, from: "flags: [KF_ACQUIRE, KF_RET_NULL]", to: "flags: [KF_RET_NULL, KF_RCU] # as I think" },
      { file: lookup, from: "type: u32", to: "type: u64" },
    );
    expect(told(fixSpecs(content))).toEqual([
      { path: lookup, changes: ["signature.params[2].type: u32", "flags: KF_ACQUIRE, KF_RET_NULL"] },
    ]);
    const original = readFileSync(join(copyContent(), lookup), "utf8");
    expect(readFileSync(join(content, lookup), "utf8")).toBe(
      original.replace("[KF_ACQUIRE, KF_RET_NULL]", "[KF_RET_NULL, KF_ACQUIRE] # as I think"),
    );
    expect(fixSpecs(content)).toEqual([]);
    expect(headings(await checkFolder(content))).toEqual([]);
  });

  test("writes specs that are missing, into the folder of their family", () => {
    const content = copyContent();
    const path = "kfuncs/cpumask/bpf_cpumask_and.yaml";
    rmSync(join(content, path));
    expect(told(fixSpecs(content))).toEqual([{ path, changes: ["new"] }]);
    expect(readFileSync(join(content, path), "utf8")).toBe("name: bpf_cpumask_and\n");
    expect(fixSpecs(content)).toEqual([]);
  });

  test("leaves a folder that documents some kfuncs alone", () => {
    const content = copyContent();
    rmSync(join(content, "coverage.json"));
    rmSync(join(content, "kfuncs/cpumask/bpf_cpumask_and.yaml"));
    expect(fixSpecs(content)).toEqual([]);
    expect(existsSync(join(content, "kfuncs/cpumask/bpf_cpumask_and.yaml"))).toBe(false);
  });

  test("does not touch a file that can't be read, nor write a second one", () => {
    const content = copyContent();
    const path = join(content, "kfuncs/cpumask/bpf_cpumask_and.yaml");
    writeFileSync(path, "name: [");
    expect(fixSpecs(content)).toEqual([]);
    expect(readFileSync(path, "utf8")).toBe("name: [");
  });
});
