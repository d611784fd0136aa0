import { describe, expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import type { DecodedValue } from "../../../src/core/emulator/outcome.ts";
import { observe } from "../../../src/node/verify/observation.ts";
import { compile } from "../../drivers/compile.ts";
import { integer } from "../../drivers/decoded-values.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { espPacket } from "../../drivers/run-program.ts";

const source = `
#include <bpf/bpf_helpers.h>
char _license[] SEC("license") = "GPL";
SEC("syscall") int errno_returned(void *ctx) { return -2; }
SEC("syscall") u32 unsigned_returned(void *ctx) { return 0xfffffffe; }
SEC("syscall") int no_errno(void *ctx) { return -100000; }
SEC("tc") int verdict(struct __sk_buff *skb) { return -1; }
SEC("xdp") int action(struct xdp_md *ctx) { return XDP_DROP; }
`;

function run(program: string, packet?: typeof espPacket) {
  const scenario = { name: "test", summary: "A test.", ...(packet && { packet }), expect: {} };
  const { outcome, problem } = emulate(compile(source), program, scenario, kernelFacts);
  if (!outcome) throw new Error(problem.message);
  return outcome;
}

describe("what a program returned", () => {
  test.each<{ program: string; packet?: typeof espPacket; returns: DecodedValue; recorded: string }>([
    { program: "errno_returned", returns: integer("int", -2, "-ENOENT"), recorded: "4294967294" },
    { program: "unsigned_returned", returns: integer("u32", 4294967294), recorded: "4294967294" },
    { program: "no_errno", returns: integer("int", -100000), recorded: "4294867296" },
    { program: "verdict", packet: espPacket, returns: integer("int", -1), recorded: "4294967295" },
    {
      program: "action",
      packet: espPacket,
      returns: integer("enum xdp_action", 1, "XDP_DROP"),
      recorded: "XDP_DROP (1)",
    },
  ])("has the sign that C gives it, and an errno where its type returns one: $program", (each) => {
    const outcome = run(each.program, each.packet);
    expect(outcome.returns).toEqual(each.returns);
    expect(observe(outcome).returns, "as a record has it").toBe(each.recorded);
  });
});
