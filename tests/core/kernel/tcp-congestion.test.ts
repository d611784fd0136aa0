import { describe, expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import type { Scenario } from "../../../src/core/spec/example-spec.ts";
import { compile } from "../../drivers/compile.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { globalAfter } from "../../drivers/run-program.ts";

const source = (members: string) => `
#include <bpf/bpf_helpers.h>
#include <bpf/bpf_tracing.h>
char LICENSE[] SEC("license") = "GPL";
extern void tcp_reno_cong_avoid(struct sock *sk, u32 ack, u32 acked) __ksym;
extern u32 tcp_reno_undo_cwnd(struct sock *sk) __ksym;
u32 cwnd, count, before_loss, private_value;
SEC("struct_ops/avoid")
void BPF_PROG(avoid, struct sock *sk, u32 ack, u32 acked)
{
  struct tcp_sock *tp = (struct tcp_sock *)sk;
  tcp_reno_cong_avoid(sk, ack, acked);
  cwnd = tp->snd_cwnd;
  count = tp->snd_cwnd_cnt;
  before_loss = tcp_reno_undo_cwnd(sk);
  private_value = *(u64 *)((struct inet_connection_sock *)sk)->icsk_ca_priv;
}
SEC("struct_ops/threshold") u32 BPF_PROG(threshold, struct sock *sk) { return 2; }
SEC("struct_ops/undo") u32 BPF_PROG(undo, struct sock *sk) { return 2; }
SEC("struct_ops/alone") void BPF_PROG(alone, struct sock *sk) {}
SEC(".struct_ops.link") struct tcp_congestion_ops mine = { .cong_avoid = (void *)avoid, ${members} };
`;
const needed = ".ssthresh = (void *)threshold, .undo_cwnd = (void *)undo";
const object = compile(source(`${needed}, .name = "mine"`));

function run(context: Scenario["context"], program = "avoid", of = object) {
  const scenario: Scenario = { name: "test", summary: "A test.", expect: {}, ...(context && { context }) };
  return emulate(of, program, scenario, kernelFacts);
}

/** What only a busy connection has, and a trigger can't bring about at will. */
const windows = [
  { name: "an idle connection", tcp_sock: { snd_cwnd: 10 }, acked: 3, cwnd: "10", count: "0" },
  { name: "slow start", tcp_sock: { snd_cwnd: 10, max_packets_out: 6 }, acked: 3, cwnd: "13", count: "0" },
  { name: "slow start that sent too little", tcp_sock: { max_packets_out: 5 }, acked: 3, cwnd: "10", count: "0" },
  {
    name: "the end of slow start",
    tcp_sock: { snd_cwnd: 10, snd_ssthresh: 12, is_cwnd_limited: 1 },
    acked: 3,
    cwnd: "12",
    count: "1",
  },
  {
    name: "the window's limit",
    tcp_sock: { snd_cwnd: 10, snd_cwnd_clamp: 11, is_cwnd_limited: 1 },
    acked: 3,
    cwnd: "11",
    count: "0",
  },
  {
    name: "congestion avoidance",
    tcp_sock: { snd_cwnd: 4, snd_ssthresh: 4, snd_cwnd_cnt: 3, is_cwnd_limited: 1 },
    acked: 2,
    cwnd: "5",
    count: "1",
  },
] as const;

describe("TCP congestion control", () => {
  test.each(windows)("tcp_reno_cong_avoid at $name", ({ tcp_sock, acked, cwnd, count }) => {
    const { outcome } = run([{ tcp_sock }, 0, acked]);
    expect(outcome?.fault).toBeUndefined();
    expect(outcome?.returns).toBeUndefined();
    expect(outcome && [globalAfter(outcome, "cwnd"), globalAfter(outcome, "count")]).toEqual([cwnd, count]);
  });

  test("members may be arrays, and stand in the structs that a tcp_sock begins with", () => {
    const { outcome } = run([{ tcp_sock: { snd_cwnd: 4, prior_cwnd: 20, icsk_ca_priv: [7, 8] } }, 0, 1]);
    expect(outcome && ["before_loss", "private_value"].map((name) => globalAfter(outcome, name))).toEqual(["20", "7"]);
  });

  test("the state of a congestion control is given by its members", () => {
    const { outcome } = run([{ tcp_sock: { bictcp: { cnt: 7, last_max_cwnd: 8 } } }, 0, 1]);
    expect(outcome && globalAfter(outcome, "private_value")).toBe("7");
  });

  test.each([
    ["no name", needed, "its name is empty"],
    ["no threshold", '.undo_cwnd = (void *)undo, .name = "mine"', "it has no ssthresh"],
    ["an unknown flag", `${needed}, .name = "mine", .flags = 32`, "it has flags that there are not"],
  ])("the kernel does not register operations with %s", (_what, members, why) => {
    const { problem } = run([{ tcp_sock: {} }, 0, 1], "avoid", compile(source(members)));
    expect(problem?.message).toContain(`The kernel refuses to register mine: ${why}`);
  });

  test.each([
    ["avoid", undefined, "tcp_congestion_ops.cong_avoid has 3 arguments and the scenario names 0"],
    ["avoid", [0, 0, 1], "never NULL"],
    ["avoid", [{ tcp_sock: { nothing: 1 } }, 0, 1], "There is no member nothing in a tcp_sock"],
    ["avoid", [{ tcp_sock: { bictcp: { nothing: 1 } } }, 0, 1], "There is no member nothing in a bictcp"],
    ["avoid", [{ tcp_sock: { vegas: { cnt: 1 } } }, 0, 1], "There is no member vegas in a tcp_sock"],
    ["avoid", [{ tcp_sock: { mss_cache: 0 } }, 0, 1], "No connection has mss_cache 0"],
    ["avoid", [{ ack_sample: {} }, 0, 1], "a pointer to struct tcp_sock, not to ack_sample"],
    ["alone", [{ tcp_sock: {} }], "No struct of operations of the object names the program"],
  ] as const)("%s can't be handed %j", (program, context, message) => {
    expect(run(context && [...context], program).problem?.message).toContain(message);
  });
});
