import { describe, expect, test } from "vitest";
import type { Source } from "../../../src/core/diagnostics/source.ts";
import { inlineHeaders } from "../../../src/node/self-contained/inline-headers.ts";
import { readLibbpfText } from "../../../src/node/self-contained/libbpf-text.ts";
import { missingNames } from "../../../src/node/self-contained/missing-names.ts";

describe("an example's own headers", () => {
  const inlined = (text: string, headers: Record<string, string> = {}) => {
    const source = (name: string, contents: string): Source => ({ path: `content/examples/a/${name}`, text: contents });
    const own = Object.entries(headers).map(([name, contents]) => [name, source(name, contents)] as const);
    return inlineHeaders({ source: source("a.bpf.c", text), headers: new Map(own) });
  };

  test("stand where they are included, and the text is cut at the first other include", () => {
    const text = '// licence\n#include "vmlinux.h"\n#include <bpf/bpf_helpers.h>\n#include "own.h"\nint b;\n';
    expect(inlined(text, { "own.h": "#pragma once\nint a;\n" })).toEqual({
      before: "// licence\n",
      after: "int a;\nint b;\n",
    });
  });

  test("that ask to be read once are, however often they are included", () => {
    const headers = { "a.h": '#pragma once\n#include "b.h"\nint a;\n', "b.h": '#include "a.h"\nint b;\n' };
    expect(inlined('#include "a.h"\n#include "b.h"\n', headers).before).toBe("int b;\nint a;\nint b;\n");
  });

  test("are told from includes in comments, literals and lines that go on", () => {
    const text = '/*\n#include "vmlinux.h"\n*/\n# \\\n include \\\n "vmlinux.h"\nchar *s = "\\\n#include <x>";\n';
    expect(inlined(text)).toEqual({
      before: '/*\n#include "vmlinux.h"\n*/\n',
      after: 'char *s = "\\\n#include <x>";\n',
    });
  });
});

describe("libbpf's headers", () => {
  const header = `/* SPDX-License-Identifier: (LGPL-2.1 OR BSD-2-Clause) */
#ifdef NOT_SET
#define TWICE(x) 0
#else
#define TWICE(x) \\
	((x) * \\
	 2)
#endif
#define END \\
	;	\\

enum kind { KIND_A = 1, KIND_B, };
struct pt_regs;
static inline int add(int a, int b) { return a + b; }
static long (* const helper)(void *map, struct pt_regs *regs) = (void *) 7;
extern int kfunc(struct pt_regs *regs) __attribute__((weak)) __attribute__((section(".ksyms")));
`;
  const printed = `# 1 "a.bpf.c"
int own;
#define OWN 1
# 1 "/x/bpf/bpf_helpers.h" 1 3



#define TWICE(x) ((x) * 2)



#define END ;


enum kind { KIND_A = 1, KIND_B, };
struct pt_regs;
static inline int add(int a, int b) { return a + b; }
static long (* const helper)(void *map, struct pt_regs *regs) = (void *) 7;
extern int kfunc(struct pt_regs *regs) __attribute__((weak)) __attribute__((section(".ksyms")));
# 3 "a.bpf.c" 2
int own;
`.replace(/\n\n\n\n#define TWICE/, '\n# 5 "/x/bpf/bpf_helpers.h" 3\n#define TWICE');
  const text = readLibbpfText(printed, new Map([["bpf_helpers.h", header]]));

  test("give the macros that hold, in their own words", () => {
    expect(Object.fromEntries(text.macros)).toEqual({
      TWICE: "#define TWICE(x) \\\n\t((x) * \\\n\t 2)",
      END: "#define END \\\n\t;",
    });
    expect(text.notices).toEqual(["SPDX-License-Identifier: (LGPL-2.1 OR BSD-2-Clause)"]);
  });

  test("give their declarations by what they declare", () => {
    expect(text.declarations.map(({ declares }) => declares)).toEqual([
      ["enum kind", "KIND_A", "KIND_B"],
      [],
      ["add"],
      ["helper"],
      ["kfunc"],
    ]);
  });
});

test("what clang lacks is read from its messages", () => {
  const printed = `a.bpf.c:1:1: error: unknown type name 'u32'
a.bpf.c:2:1: error: use of undeclared identifier 'XDP_PASS'
a.bpf.c:3:1: error: call to undeclared function '___core_read2'; ISO C99 and later do not support implicit function declarations [-Wimplicit-function-declaration]
a.bpf.c:4:1: error: incomplete definition of type 'struct xfrm_state'
a.bpf.c:4:9: note: forward declaration of 'struct other'
a.bpf.c:5:1: error: variable has incomplete type 'struct iphdr'
a.bpf.c:6:1: error: invalid application of 'sizeof' to an incomplete type 'id_t' (aka 'union id')
a.bpf.c:7:1: error: no member named '__PT_RC_REG' in 'struct pt_regs'
a.bpf.c:8:1: warning: declaration of 'struct file' will not be visible outside of this function [-Wvisibility]
a.bpf.c:9:1: warning: unused variable 'struct_x' [-Wunused-variable]
`;
  expect(missingNames(printed)).toEqual({
    defined: ["u32", "XDP_PASS", "___core_read2", "__PT_RC_REG", "struct xfrm_state", "struct iphdr", "union id"],
    declared: ["struct file"],
  });
});
