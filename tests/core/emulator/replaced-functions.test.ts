import { expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { linkObject } from "../../../src/core/object/link-object.ts";
import { compileWithTypes } from "../../drivers/compile-c.ts";
import { kernelBtf } from "../../drivers/kernel-btf.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";

const source = `
#include "vmlinux.h"
#include <bpf/bpf_helpers.h>

int member(struct xdp_md *ctx);
void bpf_throw(u64 cookie) __ksym;
void bpf_local_irq_save(unsigned long *flags__irq_flag) __ksym;
void bpf_local_irq_restore(unsigned long *flags__irq_flag) __ksym;

struct {
	__uint(type, BPF_MAP_TYPE_PROG_ARRAY);
	__uint(max_entries, 1);
	__uint(key_size, 4);
	__array(values, int(struct xdp_md *));
} programs SEC(".maps") = { .values = { [0] = &member } };

__weak int verdict(struct xdp_md *ctx) { return 1; }
SEC("xdp") int run(struct xdp_md *ctx) { return verdict(ctx); }
SEC("xdp") int undisturbed(struct xdp_md *ctx)
{
	unsigned long flags;
	int result;

	bpf_local_irq_save(&flags);
	result = verdict(ctx);
	bpf_local_irq_restore(&flags);
	return result + 1;
}
SEC("xdp") int member(struct xdp_md *ctx) { return verdict(ctx) + 1; }
SEC("freplace/verdict") int first(struct xdp_md *ctx) { return 5; }
SEC("freplace/verdict") int second(struct xdp_md *ctx) { return 6; }
SEC("freplace/gone") int of_none(struct xdp_md *ctx) { return 6; }
__weak int caught(__u64 cookie) { return cookie + 20; }
SEC("freplace/verdict") __attribute__((btf_decl_tag("exception_callback:caught"))) int throws(struct xdp_md *ctx) { bpf_throw(1); return 6; }
SEC("freplace/verdict") int jumps(struct xdp_md *ctx) { bpf_tail_call(ctx, &programs, 0); return 6; }
char LICENSE[] SEC("license") = "GPL";
`;

function linked() {
  const { value, diagnostics } = linkObject(compileWithTypes(source, []), "replaced.o", kernelBtf);
  if (!value) throw new Error(diagnostics.map(({ message }) => message).join("; "));
  return value;
}

const refused = [
  { what: "a program that is not there", by: ["nobody"], message: "The object has no program nobody" },
  { what: "a program of another type", by: ["member"], message: "can't run in the place of a function" },
  { what: "a function that is not there", by: ["of_none"], message: "The object has no function gone" },
  { what: "a function twice", by: ["first", "second"], message: "only one program replace verdict" },
  { what: "an array of programs with an attach type", by: ["jumps"], message: "programs have an attach type" },
  { what: "a program of an array", by: ["first"], program: "member", message: "stands in a program array" },
  { what: "a program that replaces, by itself", by: undefined, program: "first", message: "under `replaced_by`" },
];

/** Not among the cases that Linux runs: libbpf knows exception callbacks from 1.3 on. */
test.each([
  ["", "run", "21"],
  [", whatever its caller switched off", "undisturbed", "22"],
])("an exception ends in the callback of the program that replaces%s", (_where, program, value) => {
  const scenario = { name: "a", summary: "A.", packet: [{ zeros: 20 }], expect: {}, replaced_by: ["throws"] };
  const { outcome, problem } = emulate(linked(), program, scenario, kernelFacts);
  expect(problem).toBeUndefined();
  expect(outcome?.fault).toBeUndefined();
  expect(outcome?.returns).toMatchObject({ value });
});

test.each(refused)("$what can't be had", ({ by, program = "run", message }) => {
  const scenario = { name: "a", summary: "A.", packet: [{ zeros: 20 }], expect: {}, ...(by && { replaced_by: by }) };
  const { problem } = emulate(linked(), program, scenario, kernelFacts);
  expect(problem?.message).toContain(message);
});
