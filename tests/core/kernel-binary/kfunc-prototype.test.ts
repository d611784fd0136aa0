import { expect, test } from "vitest";
import { Btf } from "../../../src/core/btf/btf.ts";
import type { BtfType, TypeId } from "../../../src/core/btf/types.ts";
import { kfuncPrototype } from "../../../src/core/kernel-binary/kfunc-prototype.ts";

const [CPU, AUX, META, POINTER] = [1, 4, 6, 7];

const base: BtfType[] = [
  { kind: "void" },
  { kind: "int", name: "int", size: 4, bits: 32, bitOffset: 0, encoding: { signed: true, char: false, bool: false } },
  { kind: "fwd", name: "bpf_prog_aux", union: false },
  { kind: "const", type: 2 },
  { kind: "ptr", type: 3 },
  { kind: "fwd", name: "btf_struct_meta", union: false },
  { kind: "ptr", type: 5 },
  { kind: "ptr", type: 0 },
];

/** A kernel with functions of these names and parameters. */
function kernel(functions: Record<string, Record<string, TypeId>>): Btf {
  const types = [...base];
  for (const [name, params] of Object.entries(functions)) {
    const list = Object.entries(params).map(([param, type]) => ({ name: param, type }));
    types.push({ kind: "func_proto", returns: CPU, params: list, variadic: false });
    types.push({ kind: "func", name, type: types.length - 1, linkage: "static" });
  }
  return new Btf(types);
}

const of = (btf: Btf, name: string, hasImplicit: boolean) =>
  kfuncPrototype(btf, btf.find("func", name) ?? 0, hasImplicit);

const cpu = { name: "cpu", type: "int" };
const aux = { name: "aux", type: "const struct bpf_prog_aux *" };

test("a plain kfunc has the prototype that BTF states", () => {
  const btf = kernel({ kick: { cpu: CPU, aux__prog: POINTER } });
  expect(of(btf, "kick", false)).toEqual({ returns: "int", params: [cpu, { name: "aux__prog", type: "void *" }] });
});

test("what the kernel passes is told from the function with all parameters", () => {
  const btf = kernel({ kick: { cpu: CPU }, kick_impl: { cpu: CPU, aux: AUX } });
  expect(of(btf, "kick", true)).toEqual({ returns: "int", params: [cpu], implicit_params: [aux] });
});

test("whatever follows the first implicit parameter is implicit too", () => {
  const btf = kernel({ add: { cpu: CPU }, add_impl: { cpu: CPU, meta: META, off: CPU } });
  const { implicit_params } = of(btf, "add", true);
  expect(implicit_params?.map(({ name }) => name)).toEqual(["meta", "off"]);
});

test("implicit parameters that the build left are cut, and the kfunc is marked", () => {
  const btf = kernel({ kick: { cpu: CPU, aux: AUX } });
  expect(of(btf, "kick", true)).toEqual({ returns: "int", params: [cpu], implicit_params: [aux], unstripped: true });
});

test("an older kfunc with the name of the full function tells what is passed, with types of its own", () => {
  const btf = kernel({ make: { cpu: CPU }, make_impl: { cpu: CPU, meta__ign: POINTER } });
  expect(of(btf, "make", true)).toEqual({
    returns: "int",
    params: [cpu],
    implicit_params: [{ name: "meta__ign", type: "void *" }],
  });
});
