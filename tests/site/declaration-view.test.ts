import { describe, expect, test } from "vitest";
import { declarationsView } from "../../src/site/view/declaration-view.ts";
import { kfuncOf, modelOf } from "./sample-releases.ts";

const model = modelOf([
  { release: "7.1", kfuncs: { bpf_a: { params: [["n", "u64"]] }, bpf_b: { params: [["ctx", "void *"]] }, bpf_c: {} } },
  { release: "7.0", kfuncs: { bpf_a: { params: [["n", "u32"]] }, bpf_b: {}, bpf_c: {} } },
  { release: "6.19", kfuncs: { bpf_a: { params: [["size", "u32"]] }, bpf_b: {}, bpf_c: {} } },
]);
const viewOf = (name: string) => declarationsView(kfuncOf(model, name));

describe("declarations by release", () => {
  test("are shown where a kfunc had several prototypes", () => {
    expect(viewOf("bpf_a").byRelease.map(({ releases, text }) => [releases, text])).toEqual([
      ["7.1", "extern int bpf_a(u64 n) __ksym;"],
      ["7.0", "extern int bpf_a(u32 n) __ksym;"],
      ["6.19", "extern int bpf_a(u32 size) __ksym;"],
    ]);
    expect(viewOf("bpf_c").byRelease).toEqual([]);
  });

  test("say where libbpf does not tell two apart", () => {
    expect(viewOf("bpf_a").byRelease[1]?.note).toContain("resolves either");
    expect(viewOf("bpf_b").byRelease[1]?.note).toBeUndefined();
  });
});

test("a kfunc whose own name has three underscores is declared with an end that libbpf leaves out", () => {
  const name = "scx_bpf_dsq_insert___v2";
  const newer = modelOf([{ release: "7.1", kfuncs: { [name]: {}, bpf_a: {} } }]);
  const view = declarationsView(kfuncOf(newer, name));
  expect(kfuncOf(newer, name).declaration).toBe(`extern int ${name}___ksym(void) __ksym;`);
  expect(view.alias).toBe(`${name}___ksym`);
  expect(view.weak.use).toContain(`bpf_ksym_exists(${name}___ksym)`);
  expect(declarationsView(kfuncOf(newer, "bpf_a")).alias).toBeUndefined();
});

describe("the weak declaration", () => {
  test("is one where libbpf takes it on every release", () => {
    expect(viewOf("bpf_a").weak).toMatchObject({
      declarations: "extern int bpf_a(u64 n) __ksym __weak;",
      hasFlavours: false,
    });
  });

  test("has another name for a prototype that libbpf refuses", () => {
    expect(viewOf("bpf_b").weak.declarations).toBe(
      "/* Linux 7.1 */\nextern int bpf_b(void *ctx) __ksym __weak;\n/* Linux 6.19 – 7.0 */\nextern int bpf_b___until_7_0(void) __ksym __weak;",
    );
  });
});
