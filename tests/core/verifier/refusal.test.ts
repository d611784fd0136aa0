import { describe, expect, test } from "vitest";
import { findRefusal } from "../../../src/core/verifier/refusal.ts";
import { parseVerifierLog } from "../../../src/core/verifier/verifier-log.ts";
import { readLog } from "./logs.ts";

const cases = [
  {
    log: "leak",
    messages: [
      "Unreleased reference id=6 alloc_insn=75",
      "BPF_EXIT instruction in main prog would lead to reference leak",
    ],
    instruction: { slot: 87, text: "exit" },
    source: { file: "replay-window.bpf.c", line: 90, text: "}" },
  },
  {
    log: "released-twice",
    messages: ["release kfunc bpf_xdp_xfrm_state_release expects referenced PTR_TO_BTF_ID passed to R1"],
    instruction: { slot: 90, text: "call bpf_xdp_xfrm_state_release" },
    source: { file: "replay-window.bpf.c", line: 83, text: "bpf_xdp_xfrm_state_release(x);" },
  },
  {
    log: "slice-overrun",
    messages: [
      "invalid access to memory, mem_size=20 off=20 size=4",
      "R1 min value is outside of the allowed memory range",
    ],
    instruction: { slot: 66, text: "r1 = *(u32 *)(r1 +20)" },
    source: { file: "replay-window.bpf.c", line: 67, text: "opts.spi = esp->spi;" },
  },
  {
    log: "write-to-read-only-slice",
    messages: ["R0 cannot write into rdonly_mem"],
    instruction: { slot: 41, text: "*(u8 *)(r0 +8) = r1" },
    source: { file: "replay-window.bpf.c", line: 54, text: "((struct iphdr *)ip)->ttl--;" },
  },
];

describe("the end of a log", () => {
  test.each(cases)("of $log says what was refused, and where", ({ log, ...refusal }) => {
    expect(findRefusal(readLog(log))).toEqual(refusal);
  });

  test("puts the message with the words asked for first", () => {
    const [first] = findRefusal(readLog("slice-overrun"), ["outside of the allowed"]).messages;
    expect(first).toBe("R1 min value is outside of the allowed memory range");
  });

  test("holds messages alone where no instruction was looked at", () => {
    const log = "calling kernel functions is not allowed without JIT support\nprocessed 0 insns (limit 1000000)";
    expect(findRefusal(log)).toEqual({ messages: ["calling kernel functions is not allowed without JIT support"] });
  });

  test("holds no address", () => {
    const log = "0: (18) r2 = 0xff4d79cb80698000      ; R2=map_value()\nR2 at 0xff4d79cb80698000 is wrong";
    expect(JSON.stringify(findRefusal(log))).not.toMatch(/0x[0-9a-f]{16}/);
  });

  test.each(["", "\n\n", "; @ :", "0: (", "Verification failed: ", "x".repeat(100_000), `0: (95)${" ".repeat(1e6)}`])(
    "comes back from odd text, case %#",
    (log) => {
      expect(findRefusal(log).messages.length).toBeLessThan(2);
    },
  );
});

describe("the lines of a log", () => {
  const kindsOf = (log: string) => parseVerifierLog(log).map(({ kind }) => kind);

  test("are told apart", () => {
    const log = [
      "0: R1=ctx() R10=fp0",
      "; if (!x) @ a.bpf.c:73",
      "80: (15) if r0 == 0x0 goto pc+5       ; R0=ptr_x(id=6) refs=6",
      "from 80 to 86: R0=0 R10=fp0",
      "86: (95) exit",
      "Unreleased reference id=6 alloc_insn=75",
      "Verification failed: Resource Lifetime Safety: Unreleased resource",
      "Reason:",
      "  Owned resource (id=6) was acquired.",
      "BPF_EXIT instruction in main prog would lead to reference leak",
      "processed 83 insns (limit 1000000) max_states_per_insn 0",
    ];
    expect(kindsOf(log.join("\n"))).toEqual([
      "state",
      "source",
      "instruction",
      "state",
      "instruction",
      "message",
      "explanation",
      "explanation",
      "explanation",
      "message",
      "statistics",
    ]);
  });

  test("of real logs hold one message about each refusal, and no line is lost", () => {
    for (const { log, messages } of cases) {
      const entries = parseVerifierLog(readLog(log));
      expect(entries.filter(({ kind }) => kind === "message").map((entry) => "text" in entry && entry.text)).toEqual(
        messages,
      );
      expect(entries).toHaveLength(
        readLog(log)
          .split("\n")
          .filter((line) => line.trim() !== "").length,
      );
    }
  });
});
