import { describe, expect, test } from "vitest";
import { condenseLog } from "../../../src/core/verifier/condense-log.ts";
import { readDiagnosis } from "../../../src/core/verifier/diagnosis.ts";
import { listLog } from "../../../src/core/verifier/log-listing.ts";
import { parseVerifierLog } from "../../../src/core/verifier/verifier-log.ts";
import { logNames, readLog } from "./logs.ts";

const withoutStatistics = (log: string) =>
  parseVerifierLog(log).filter(({ kind }) => kind !== "statistics" && kind !== "explanation");

describe("a condensed log", () => {
  test.each(logNames)("of %s has every line but statistics and diagnosis, and they say the same", (name) => {
    const { lines, omitted } = condenseLog(readLog(name));
    expect(omitted).toBeUndefined();
    const kept = parseVerifierLog(lines.join("\n"));
    const whole = withoutStatistics(readLog(name));
    expect(kept.map(({ kind }) => kind)).toEqual(whole.map(({ kind }) => kind));
    expect(kept.flatMap((entry) => (entry.kind === "instruction" ? [entry.state] : []))).toEqual(
      whole.flatMap((entry) => (entry.kind === "instruction" ? [entry.state] : [])),
    );
  });

  test("holds nothing that another boot writes otherwise", () => {
    const text = logNames.flatMap((name) => condenseLog(readLog(name)).lines).join("\n");
    expect(text).not.toMatch(/0x[0-9a-f]{16}|#\d{3}|processed \d/);
    expect(text).toContain("54: (18) r2 = 0x… ; R2=map_value(map=replay_w.rodata,ks=4,vs=12)");
    expect(text).toContain("(85) call bpf_xdp_get_xfrm_state ; R0=trusted_ptr_or_null_xfrm_state(id=6) refs=6");
  });

  test("is the end of a long one, and says how much is missing", () => {
    const log = [...Array.from({ length: 1000 }, (_, slot) => `${slot}: (b7) r1 = 0`), "R1 !read_ok"].join("\n");
    const { lines, omitted } = condenseLog(log);
    expect(lines).toHaveLength(200);
    expect(omitted).toBe(801);
    expect(lines.at(-1)).toBe("R1 !read_ok");
  });

  test("has no endless line", () => {
    expect(condenseLog(`0: (b7) r1 = 0 ; R1=${"x".repeat(5000)}`).lines[0]?.length).toBeLessThan(500);
  });
});

describe("the diagnosis of Linux 7.3", () => {
  test("is title, reason, the lines that led there, and a suggestion", () => {
    expect(readDiagnosis(readLog("leak"))).toEqual({
      title: "Resource Lifetime Safety: Unreleased resource",
      reason:
        "Owned resource (id=6) was acquired at instruction 75 and still needs to be released before this exit path.",
      path: [
        { file: "replay-window.bpf.c", line: 70, text: "acquired: owned resource (id=6)" },
        {
          file: "replay-window.bpf.c",
          line: 73,
          text: "branch: took the false branch of this conditional, goto not followed",
        },
      ],
      suggestion: "Release or transfer ownership of the acquired resource on every path before the program exits.",
    });
  });

  test("joins a remark that goes on below", () => {
    const path = readDiagnosis(readLog("released-twice"))?.path ?? [];
    expect(path.map(({ text }) => text)).toContain(
      "invalidated: R6: resource release invalidated this pointer; previous value was trusted_ptr_ type=(struct xfrm_state) at offset 0",
    );
  });

  test.each(["", "R0 !read_ok", "Reason:\n  none", readLog("write-to-read-only-slice")])(
    "is none in case %#",
    (log) => {
      expect(readDiagnosis(log)).toBeUndefined();
    },
  );
});

describe("a log against its C", () => {
  test("has each instruction below the line that it belongs to, and the message below the last", () => {
    const groups = listLog(condenseLog(readLog("leak")).lines);
    expect(groups[0]).toEqual({ lines: [{ kind: "state", text: "0: R1=ctx() R10=fp0" }] });
    expect(groups[1]?.source).toMatchObject({ line: 29, text: "int xfrm_get_state_xdp(struct xdp_md *ctx)" });
    expect(groups[1]?.lines[0]).toEqual({
      kind: "instruction",
      slot: 0,
      text: "r6 = r1",
      state: "R1=ctx() R6=ctx()",
    });
    const last = groups.at(-1);
    expect(last?.source).toMatchObject({ line: 90, text: "}" });
    expect(last?.lines.map(({ kind, text }) => [kind, text])).toEqual([
      ["instruction", "w0 = 2"],
      ["instruction", "exit"],
      ["message", "Unreleased reference id=6 alloc_insn=75"],
      ["message", "BPF_EXIT instruction in main prog would lead to reference leak"],
    ]);
  });

  test.each(logNames)("loses no line of %s", (name) => {
    const { lines } = condenseLog(readLog(name));
    const groups = listLog(lines);
    const listed = groups.reduce((sum, group) => sum + group.lines.length + (group.source ? 1 : 0), 0);
    expect(listed).toBe(lines.length);
  });
});
