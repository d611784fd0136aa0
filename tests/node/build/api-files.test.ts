import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  type KfuncDocument,
  type KfuncList,
  kfuncDocumentSchema,
  kfuncListSchema,
} from "../../../src/core/api/kfunc-document.ts";
import { apiFiles } from "../../../src/node/build/api-files.ts";
import { contentKernels } from "../../drivers/content-kernels.ts";
import { checkFolder, project } from "./content-copy.ts";

const { model, diagnostics } = await checkFolder(join(project, "content"));
if (!model) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
const files = apiFiles(model, contentKernels);

const textOf = (path: string) => files.find((file) => file.path === path)?.contents.toString() ?? "";
const list = JSON.parse(textOf("api/kfuncs.json")) as KfuncList;
const document = (name: string) => JSON.parse(textOf(`api/kfuncs/${name}.json`)) as KfuncDocument;
const problems = (error: { readonly issues: readonly unknown[] } | undefined) => error?.issues ?? [];

describe("the files for tools", () => {
  test("are one for all kfuncs, one for each, and the schemas of both", () => {
    const names = model.kfuncs.map(({ name }) => `api/kfuncs/${name}.json`);
    expect(files.map(({ path }) => path).sort()).toEqual(
      ["api/kfuncs.json", "api/schema/kfunc.schema.json", "api/schema/kfuncs.schema.json", ...names].sort(),
    );
  });

  test("are as their schemas say", () => {
    expect(problems(kfuncListSchema.safeParse(list).error)).toEqual([]);
    for (const { name } of model.kfuncs) {
      expect([name, ...problems(kfuncDocumentSchema.safeParse(document(name)).error)]).toEqual([name]);
    }
  });

  test("have schemas that name the version and refuse what is not in them", () => {
    for (const name of ["kfunc", "kfuncs"]) {
      const schema = JSON.parse(textOf(`api/schema/${name}.schema.json`));
      expect(schema.properties.schemaVersion).toEqual({ type: "number", const: 1 });
      expect(schema).toMatchObject({ type: "object", additionalProperties: false });
    }
    expect(kfuncDocumentSchema.safeParse({ ...document("bpf_dynptr_slice"), more: 1 }).success).toBe(false);
  });

  test("say of each release what that release says", () => {
    for (const { release, kfuncs } of contentKernels.releases) {
      const stated = list.kfuncs.filter(({ releases }) => releases[release]);
      expect([release, stated.length]).toEqual([release, kfuncs.size]);
    }
    const { releases, changes } = document("bpf_dynptr_slice");
    expect(releases["6.12"]?.params[1]).toEqual({ name: "offset", type: "u32" });
    expect(releases["7.3"]?.params[1]).toEqual({ name: "offset", type: "u64" });
    expect(changes.map(({ kind }) => kind)).toContain("prototype");
  });

  test("hold what was written about a kfunc, and nothing where nobody has", () => {
    const lookup = document("bpf_xdp_get_xfrm_state");
    expect(lookup.errors?.map(({ value }) => value)).toContain("ENOENT");
    expect(lookup.examples.map(({ example }) => example)).toContain("xfrm/replay-window");
    expect(document("bpf_xdp_xfrm_state_release").acquired_by).toEqual(["bpf_xdp_get_xfrm_state"]);
    const bare = model.kfuncs.find(({ spec }) => spec.summary === undefined);
    if (bare) for (const key of ["summary", "errors", "returns"]) expect(document(bare.name)).not.toHaveProperty(key);
  });
});
