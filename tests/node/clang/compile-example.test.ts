import { beforeAll, describe, expect, test } from "vitest";
import { printDiagnostic } from "../../../src/core/diagnostics/code-frame.ts";
import { compileExample } from "../../../src/node/clang/compile-example.ts";
import { canUsePrecompiled, type Toolchain } from "../../../src/node/clang/workshop.ts";
import { testToolchain, unitOf } from "./toolchain.ts";

let toolchain: Toolchain;
beforeAll(async () => {
  toolchain = await testToolchain();
});

const program = `#include <bpf/bpf_helpers.h>
#include "own.h"
__u32 window;
extern struct xfrm_state *get(struct xdp_md *ctx) __ksym;
SEC("xdp") int read_window(struct xdp_md *ctx)
{
#ifdef DROP
	return XDP_DROP;
#else
	struct xfrm_state *x = get(ctx);
	if (x)
		window = x->window + OWN;
	asm volatile("" ::: "memory");
	return XDP_PASS;
#endif
}
char LICENSE[] SEC("license") = "GPL";
`;
const headers = { "own.h": "#define OWN 3\n" };
const withVmlinux = `#include "vmlinux.h"\n${program}`;

/** The bytes of an ELF64 section. */
function section(object: Uint8Array, wanted: string): Uint8Array {
  const view = new DataView(object.buffer, object.byteOffset, object.byteLength);
  const table = Number(view.getBigUint64(0x28, true));
  const header = (index: number) => {
    const at = table + 64 * index;
    const offset = Number(view.getBigUint64(at + 24, true));
    return { name: view.getUint32(at, true), offset, size: Number(view.getBigUint64(at + 32, true)) };
  };
  const names = header(view.getUint16(0x3e, true)).offset;
  for (let index = 0; index < view.getUint16(0x3c, true); index++) {
    const { name, offset, size } = header(index);
    const text = Buffer.from(object.subarray(names + name, names + name + wanted.length + 1)).toString();
    if (text === `${wanted}\0`) return object.subarray(offset, offset + size);
  }
  return new Uint8Array();
}

async function objectOf(text: string, more: Parameters<typeof unitOf>[1] = {}): Promise<Uint8Array> {
  const { value, diagnostics } = await compileExample(toolchain, unitOf(text, { headers, ...more }));
  expect(diagnostics.map((found) => printDiagnostic(found))).toEqual([]);
  return value ?? new Uint8Array();
}

describe("an object", () => {
  test("is the same each time and holds no path of this machine", async () => {
    const [first, second] = await Promise.all([objectOf(withVmlinux), objectOf(withVmlinux)]);
    expect(Buffer.compare(first, second)).toBe(0);
    const bytes = Buffer.from(first).toString("latin1");
    expect(bytes).toContain("window = x->window + OWN;");
    expect(bytes).not.toContain(toolchain.headers.path);
    expect(bytes).not.toMatch(/\/(tmp|home|root|usr|Users)\//);
  });

  test("has the same code with and without the precompiled header", async () => {
    const without = `#define NOTHING\n${withVmlinux}`;
    expect(canUsePrecompiled(unitOf(withVmlinux), toolchain.headers)).toBe(true);
    expect(canUsePrecompiled(unitOf(without), toolchain.headers)).toBe(false);
    const code = section(await objectOf(withVmlinux), "xdp");
    expect(code.length).toBeGreaterThan(0);
    expect(section(await objectOf(without), "xdp")).toEqual(code);
    expect(section(await objectOf(`#include <vmlinux.h>\n${program}`), "xdp")).toEqual(code);
    expect(section(await objectOf(`/* why */\n\n ${withVmlinux}`), "xdp")).toEqual(code);
  });

  test("of a variant has other code", async () => {
    const plain = section(await objectOf(withVmlinux), "xdp");
    const variant = section(await objectOf(withVmlinux, { variant: "DROP" }), "xdp");
    expect(variant.length).toBeLessThan(plain.length);
  });

  test("does not get vmlinux.h for nothing, nor a variant named like something in it", async () => {
    expect((await compileExample(toolchain, unitOf("struct xdp_md a;\n"))).diagnostics).not.toEqual([]);
    expect(canUsePrecompiled(unitOf(withVmlinux, { variant: "XDP_PASS" }), toolchain.headers)).toBe(false);
  });
});

const findings: readonly {
  name: string;
  text: string;
  headers?: Record<string, string>;
  printed: readonly string[];
}[] = [
  {
    name: "every error at once, on the author's lines",
    text: '#include "vmlinux.h"\nint f(struct xdp_md *c)\n{\n\treturn c->nope + undefined_x;\n}\n',
    printed: [
      "content/examples/xdp/sample.bpf.c:4:12: error [example/compile] no member named 'nope' in 'struct xdp_md'",
      "content/examples/xdp/sample.bpf.c:4:19: error [example/compile] use of undeclared identifier 'undefined_x'",
    ],
  },
  {
    name: "a warning is an error",
    text: '#include "vmlinux.h"\nint f(void)\n{\n\tint unused;\n\treturn 0;\n}\n',
    printed: ["content/examples/xdp/sample.bpf.c:4:6: error [example/compile] unused variable 'unused'"],
  },
  {
    name: "columns count characters, not bytes",
    text: "/* äöü */ int f(void) { return x; }\n",
    printed: ["content/examples/xdp/sample.bpf.c:1:32: error [example/compile] use of undeclared identifier 'x'"],
  },
  {
    name: "an error in libbpf's header stands at the include",
    text: "int a;\n#include <bpf/bpf_helpers.h>\n",
    printed: ["content/examples/xdp/sample.bpf.c:2:1: error [example/compile] unknown type name '__u64'"],
  },
  {
    name: "an error in a header of the author stands there",
    text: '#include "own.h"\n',
    headers: { "own.h": "int a\n" },
    printed: ["content/examples/xdp/own.h:1:6: error [example/compile] expected ';' after top level declarator"],
  },
  {
    name: "an error of the back end",
    text: "int g(int a, int b, int c, int d, int e, int f);\nint f(int x)\n{\n\treturn g(x, 1, 2, 3, 4, 5);\n}\n",
    printed: ["content/examples/xdp/sample.bpf.c:4:9: error [example/compile] "],
  },
  {
    name: "the time of day has no place in an object",
    text: "char *f(void)\n{\n\treturn __TIME__;\n}\n",
    printed: [
      "content/examples/xdp/sample.bpf.c:3:9: error [example/compile] expansion of date or time macro is not reproducible",
    ],
  },
];

describe("clang's findings", () => {
  test.each(findings)("$name", async ({ text, printed, ...more }) => {
    const { value, diagnostics } = await compileExample(toolchain, unitOf(text, more));
    expect(value === undefined).toBe(true);
    const lines = diagnostics.map((found) => printDiagnostic(found).split("\n")[0] ?? "");
    expect(lines.map((line, index) => line.slice(0, printed[index]?.length))).toEqual(printed);
    for (const { place } of diagnostics) expect(JSON.stringify(place)).not.toContain(toolchain.headers.path);
  });

  test("an example that keeps clang busy is ended", { timeout: 90_000 }, async () => {
    const bomb = `#define A(x) x x x x x x x x x x\n#define B(x) A(A(A(A(x))))\nint f(int a) { ${"B(B(a++;))"} return a; }\n`;
    const { diagnostics } = await compileExample(toolchain, unitOf(bomb));
    expect(diagnostics.map(({ code }) => code)).toEqual(["example/compile"]);
  });
});
