import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Btf } from "../../core/btf/btf.ts";
import { isDeclaration } from "../../core/btf/references.ts";
import { renumber } from "../../core/btf/renumber.ts";
import type { BtfType, TypeId } from "../../core/btf/types.ts";
import { SELFTESTS, type SelftestSources } from "./selftest-sources.ts";

/** The declaration tag of kfuncs. */
const KFUNC_TAG = "bpf_kfunc";

/** Names of the kfuncs that the tests' own kernel modules register, which no distribution builds. */
export function testModuleKfuncs({ kernel }: SelftestSources): string[] {
  const folder = join(kernel, SELFTESTS, "test_kmods");
  return readdirSync(folder)
    .filter((name) => name.endsWith(".c"))
    .flatMap((name) => {
      const text = readFileSync(join(folder, name), "utf8");
      return Array.from(text.matchAll(/\bBTF_ID_FLAGS\(func, (\w+)/g), ([, kfunc = ""]) => kfunc);
    });
}

/** The kernel's type of the same tag or name; undefined where it has none, and for types without a name. */
function kernelTypeOf(kernel: Btf, type: BtfType): TypeId | undefined {
  switch (type.kind) {
    case "fwd":
      return kernel.find(type.union ? "union" : "struct", type.name);
    case "struct":
    case "union":
    case "enum":
    case "typedef":
      return kernel.find(type.kind, type.name);
    default:
      return undefined;
  }
}

/** The kernel's types and behind them an object's: all that declarations can name, and these functions as kfuncs. */
function withFunctions(kernel: Btf, object: Btf, functions: readonly TypeId[]): Btf {
  const first = kernel.types.length;
  const places = object.types.map((type, id) => (id === 0 ? 0 : (kernelTypeOf(kernel, type) ?? first + id - 1)));
  const placeOf = (id: TypeId) => places[id] ?? 0;
  const own = object.types.slice(1).map((type, index): BtfType => {
    const isKernels = placeOf(index + 1) < first;
    const isLeftOut = isKernels || (isDeclaration(type) && !functions.includes(index + 1));
    return isLeftOut ? { kind: "ptr", type: 0 } : renumber(type, placeOf);
  });
  const tags = functions.map((id): BtfType => {
    return { kind: "decl_tag", name: KFUNC_TAG, type: placeOf(id), component: -1, attribute: false };
  });
  return new Btf([...kernel.types, ...own, ...tags], kernel.strings);
}

/**
 * The kernel's types with those kfuncs of the tests' module that an object declares, as though the module were loaded. Undefined
 * where it declares none that the kernel has not.
 */
export function withTestModule(kernel: Btf, object: Btf, names: readonly string[]): Btf | undefined {
  const functions = [...object.ofKind("func")].filter(([, { name, linkage }]) => {
    return linkage === "extern" && names.includes(name) && kernel.find("func", name) === undefined;
  });
  if (functions.length === 0) return undefined;
  const ids = functions.map(([id]) => id);
  return withFunctions(kernel, object, ids);
}
