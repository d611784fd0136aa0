import { expect, test } from "vitest";
import { Interpreter } from "../../../src/core/vm/interpreter/interpreter.ts";
import { loadSelftest, SelftestRunner } from "../../../src/node/selftests/run-selftest.ts";
import { contentFacts } from "../../drivers/content-facts.ts";
import { compileTagged } from "./tagged-c.ts";

const interpreter = await Interpreter.load();
const runner = new SelftestRunner((program) => interpreter.prepare(program));

const object = compileTagged(`
SEC("socket") TAG(0, "test_retval=50") int length(struct __sk_buff *skb) { return skb->len; }
SEC("socket") TAG(0, "test_retval=51") int other(struct __sk_buff *skb) { return skb->len; }
SEC("socket") TAG(0, "test_retval=0xbadcafe") int pointer(struct __sk_buff *skb) { return (long)skb; }
SEC("tc") TAG(0, "test_linear_size=14") TAG(1, "test_retval=14") int linear(struct __sk_buff *skb)
{
  return skb->data_end - skb->data;
}
SEC("socket") TAG(0, "test_retval=0") int faulty(struct __sk_buff *skb) { return *(volatile int *)(long)skb->mark; }
SEC("socket") TAG(0, "test_expect_success") int strict(struct __sk_buff *skb)
{
  long value[2];

  asm volatile("%0 = *(u64 *)(r10 - 8)" : "=r"(value[0]));
  return value[0];
}
SEC("socket") TAG(0, "test_expect_success") int runs(struct __sk_buff *skb) { return 1; }
SEC("fentry/bpf_fentry_test1") TAG(0, "test_retval=0") int attached(void *ctx) { return 1; }
SEC("socket") TAG(0, "test_arch=ARM64") TAG(1, "test_retval=1") int elsewhere(struct __sk_buff *skb) { return 0; }
SEC("socket") TAG(0, "load_mode=no_jited") TAG(1, "test_retval=1") int interpreted(struct __sk_buff *skb) { return 0; }
SEC("socket") TAG(0, "test_btf_path=x.o") TAG(1, "test_retval=1") int relocated(struct __sk_buff *skb) { return 0; }
SEC("socket") TAG(0, "test_expect_failure_unpriv") int unprivileged(struct __sk_buff *skb) { return 0; }
SEC("socket") TAG(0, "test_auxiliary") int beside(struct __sk_buff *skb) { return 0; }
SEC("socket") TAG(0, "test_expect_failure") int without_kfuncs(struct __sk_buff *skb) { return 0; }

extern struct xfrm_state *bpf_xdp_get_xfrm_state(struct xdp_md *ctx, struct bpf_xfrm_state_opts *opts, u32 opts__sz) __ksym;
extern void bpf_xdp_xfrm_state_release(struct xfrm_state *x) __ksym;

static __noinline int take(struct xdp_md *ctx, u32 size)
{
  struct bpf_xfrm_state_opts opts = {};
  struct xfrm_state *state = bpf_xdp_get_xfrm_state(ctx, &opts, size);

  if (state) bpf_xdp_xfrm_state_release(state);
  return 0;
}
SEC("xdp") TAG(0, "test_expect_failure") TAG(1, "test_expect_msg=R1 memory, len pair leads to invalid memory access")
int through_a_function(struct xdp_md *ctx) { return take(ctx, 4096); }

SEC("xdp") TAG(0, "test_expect_failure") TAG(1, "test_expect_msg=something else")
int on_a_packet_of_ones(struct xdp_md *ctx)
{
  unsigned char *data = (void *)(long)ctx->data, *end = (void *)(long)ctx->data_end;

  if (data + 1 > end || *data != 0xff) return 0;
  return take(ctx, 4096);
}
SEC("struct_ops") TAG(0, "test_expect_success") int threshold(unsigned long long *ctx)
{
  struct sock *sk = (void *)ctx[0];

  return sk->__sk_common.skc_family + 2;
}
SEC("struct_ops") int undone(unsigned long long *ctx) { return 2; }
SEC("struct_ops") void avoids(unsigned long long *ctx) {}
SEC(".struct_ops.link") struct tcp_congestion_ops kept = {
  .ssthresh = (void *)threshold, .undo_cwnd = (void *)undone, .cong_avoid = (void *)avoids, .name = "kept",
};
SEC("xdp") TAG(0, "test_expect_failure") int harmless(struct xdp_md *ctx) { return take(ctx, 40); }
`);
const selftest = loadSelftest(object, "test.o", contentFacts, []);

test.each([
  ["length", { kind: "retval", ending: "agrees", reason: "" }],
  ["other", { kind: "retval", ending: "other value", detail: "50, not 51" }],
  ["pointer", { kind: "retval", ending: "agrees" }],
  ["linear", { kind: "retval", ending: "agrees" }],
  ["faulty", { kind: "retval", ending: "false fault", reason: "null-dereference" }],
  ["strict", { kind: "success", ending: "stricter", reason: "uninitialised-stack" }],
  ["runs", { kind: "success", ending: "agrees" }],
  ["threshold", { kind: "success", ending: "agrees", reason: "" }],
  ["attached", { kind: "retval", ending: "not for this run" }],
  ["elsewhere", { kind: "retval", ending: "not for this run", reason: "for other architectures" }],
  ["interpreted", { kind: "retval", ending: "not for this run", reason: "for kernels without a JIT" }],
  ["relocated", { kind: "retval", ending: "not for this run" }],
  ["through_a_function", { kind: "failure", ending: "agrees", callsKfuncs: true, isNamedAlike: true }],
  ["on_a_packet_of_ones", { kind: "failure", ending: "agrees", isNamedAlike: false }],
  ["harmless", { kind: "failure", ending: "no fault" }],
])("judges the program %s", (program, expected) => {
  expect(runner.run(selftest, program)).toMatchObject({ program, ...expected });
});

test.each(["unprivileged", "beside", "without_kfuncs", "missing"])("makes no test of the program %s", (program) => {
  expect(runner.run(selftest, program)).toBeUndefined();
});

test("says of each program of an object that does not load why", () => {
  const missing = compileTagged(`
extern int bpf_kfunc_of_nobody(void) __ksym;
SEC("tc") TAG(0, "test_expect_failure") int calls(struct __sk_buff *skb) { return bpf_kfunc_of_nobody(); }
SEC("tc") TAG(0, "test_expect_failure") int calls_nothing(struct __sk_buff *skb) { return 0; }
SEC("tc") TAG(0, "test_retval=0") int returns(struct __sk_buff *skb) { return 0; }
`);
  const read = loadSelftest(missing, "test.o", contentFacts, []);
  const reason = "The kernel has no kfunc bpf_kfunc_of_nobody";
  expect(runner.run(read, "calls")).toMatchObject({ kind: "failure", ending: "not loaded", reason });
  expect(runner.run(read, "calls_nothing")).toBeUndefined();
  expect(runner.run(read, "returns")).toMatchObject({ kind: "retval", ending: "not loaded", reason });
});

test("loads an object that calls kfuncs of the tests' own module", () => {
  const withModule = compileTagged(`
struct of_the_module { struct task_struct *task; int x; };
extern struct of_the_module *bpf_of_the_module(struct sk_buff *skb, int x) __ksym;
SEC("tc") TAG(0, "test_retval=3") int calls(struct __sk_buff *skb) { return bpf_of_the_module((void *)skb, 1) != 0; }
SEC("tc") TAG(0, "test_retval=4") int calls_nothing(struct __sk_buff *skb) { return 4; }
`);
  const read = loadSelftest(withModule, "test.o", contentFacts, ["bpf_of_the_module"]);
  expect(read.needsTestModule).toBe(true);
  expect(runner.run(read, "calls")).toMatchObject({ ending: "gap", reason: "bpf_of_the_module has no spec" });
  expect(runner.run(read, "calls_nothing")).toMatchObject({ ending: "agrees" });
  expect(selftest.needsTestModule).toBe(false);
});

test("reads no annotations from what is no object", () => {
  const read = loadSelftest(new Uint8Array(100), "test.o", contentFacts, []);
  expect(read.tests.size).toBe(0);
  expect(read.unloaded).toBeDefined();
});
