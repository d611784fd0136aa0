import { expect, test } from "vitest";
import { printKsymDeclaration } from "../../src/core/facts/print-ksym-declaration.ts";
import { declarationsView } from "../../src/site/view/declaration-view.ts";
import { compileC } from "../drivers/compile-c.ts";
import { contentKernels } from "../drivers/content-kernels.ts";

/** bpf_ksym_exists is in libbpf from 1.2 on; it refuses what is not weak. */
const head = `#include "vmlinux.h"
#include <bpf/bpf_helpers.h>
#ifndef bpf_ksym_exists
#define bpf_ksym_exists(symbol) ({ _Static_assert(!__builtin_constant_p(!!symbol), "weak"); !!symbol; })
#endif
`;

/** Structs of kfuncs that the newest kernel no longer has are not in its types: clang sees them first in a prototype. */
const further = ["-Wno-visibility"];

test("the declarations of every kfunc, and how its page asks for it, compile with the newest kernel's types", () => {
  const { histories } = contentKernels;
  const functions = [...histories.values()].map((history) => {
    const { name, prototypes } = history;
    const [prototype] = prototypes.map((span) => span.prototype);
    if (!prototype) throw new Error(`${name} has no prototype`);
    const { declarations, use } = declarationsView({ name, history, declarations: [], prototype }).weak;
    return `${printKsymDeclaration(`${name}___plain`, prototype)}\n${declarations}\nvoid use_${name}(void)\n{\n${use}\n}\n`;
  });
  expect(functions.length).toBeGreaterThan(300);
  expect(compileC(`${head}${functions.join("\n")}`, further).length).toBeGreaterThan(0);
});
