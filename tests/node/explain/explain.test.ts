import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { type DiagnosticCode, diagnosticCodes } from "../../../src/core/diagnostics/codes.ts";
import { type FaultRule, faultRules } from "../../../src/core/vm/fault.ts";
import { diagnosticExample } from "../../../src/node/explain/diagnostic-example.ts";
import { explain, listExplained } from "../../../src/node/explain/explain.ts";

const project = resolve(import.meta.dirname, "../../..");
const places = { project, content: join(project, "tests/cases/content") };
const codes = Object.keys(diagnosticCodes) as DiagnosticCode[];

describe("a diagnostic", () => {
  test.each(codes)("%s has an example that is printed as it says", (code) => {
    const { input, finding } = diagnosticExample(project, code);
    expect(finding).toContain(`[${code}]`);
    const expected = readFileSync(join(project, "src/core/diagnostics/cases", code, "expected.txt"), "utf8");
    expect(expected).toContain(finding);
    if (input) expect(finding).toContain(input.path.replace(/\.c$/, ""));
  });

  test("is explained with what an author wrote and what is found", () => {
    const text = explain("spec/unquoted-version", places);
    expect(text).toContain("spec/unquoted-version: A version that YAML reads as a number");
    expect(text).toMatch(
      /holds:\n\n {2}.*\n[\s\S]*Then this is found:\n\n {2}kfuncs\/\S+: error \[spec\/unquoted-version\]/,
    );
  });
});

describe("a fault", () => {
  test("is explained in the verifier's words, with a scenario that breaks the rule", () => {
    const text = explain("unreleased-reference", places);
    expect(text).toContain("Unreleased reference\n    On this path the program ends while it still holds a reference.");
    expect(text).toContain("npx kfdoc run xfrm/replay-window#leak shows the run.");
  });

  test("that is a gap is said to be one", () => {
    expect(explain("helper-not-modelled", places)).toContain("It is a gap of the emulator");
  });

  test("is found by a message of the verifier", () => {
    const text = explain("Unreleased reference id=2 alloc_insn=20", places);
    expect(text).toContain("Give the reference back on every path");
    expect(text).toContain("unreleased-reference: ");
    expect(explain("R1 min value is negative, either use unsigned", places)).toContain(
      "no run in the emulator shows this",
    );
  });
});

describe("a message of the verifier", () => {
  test.each([
    ["R1 pointer arithmetic on map_ptr prohibited", "bpf_map_lookup_elem()", "pointer-arithmetic"],
    [
      "R0 unbounded memory access, make sure to bounds check any such access",
      "the number of elements",
      "out-of-bounds",
    ],
    ["R2 unbounded memory access, use 'var &= const' or 'if (var < const)'", "Compare the size", "kfunc-argument"],
    [
      "math between pkt pointer and register with unbounded min value is not allowed",
      "Compare it with both ends",
      "out-of-bounds",
    ],
    ["calling kernel function bpf_task_from_pid is not allowed", "Look up which program types", "kfunc-not-allowed"],
    ["back-edge from insn 7 to 3", "CAP_BPF", "step-budget"],
    ["unknown func bpf_foo#1", "Look up which program types", "helper-not-allowed"],
    ["bpf_spin_unlock is missing", "on every path", "lock"],
  ])("%s is told with its own remedy, and of the rule alone that it is about", (message, remedy, rule) => {
    const text = explain(message, places);
    expect(text).toContain(remedy);
    expect(text.split("\n").filter((line) => line.startsWith("  "))).toEqual([
      `  ${rule}: ${faultRules[rule as FaultRule].title}`,
    ]);
  });

  test.each([
    ["unreleased", "unreleased-reference"],
    ["sleepable", "program must be sleepable to call sleepable kfunc"],
    ["bpf_spin_lock is missing", "bpf_spin_unlock is missing"],
  ])("of which only a part is given, %s, is offered whole", (part, whole) => {
    expect(() => explain(part, places)).toThrow(expect.objectContaining({ help: expect.stringContaining(whole) }));
  });
});

describe("an error", () => {
  test.each(["ENOENT", "-ENOENT", "enoent", "-Enoent", "2", "-2"])("is explained for %s", (asked) => {
    const text = explain(asked, places);
    expect(text).toMatch(/^ENOENT: no such file or directory\. .* -2\./);
    expect(text).toContain("  bpf_xdp_get_xfrm_state\n    no association of the namespace");
    expect(text).toContain("    shown by xfrm/replay-window#unknown-spi");
  });

  test("that no spec lists is said to be in none", () => {
    expect(explain("EXDEV", places)).toContain("No spec lists it");
  });

  test("that there is not is refused, with the nearest", () => {
    expect(() => explain("-ENOENTT", places)).toThrow(expect.objectContaining({ help: "Did you mean ENOENT?" }));
    expect(() => explain("-4096", places)).toThrow(/nor an error is called -4096/);
    expect(() => explain("nine", places)).toThrow(
      expect.objectContaining({ help: "npx kfdoc explain lists all codes and rules." }),
    );
  });
});

test("without a name everything is listed", () => {
  const lines = listExplained().split("\n");
  for (const name of [...codes, ...Object.keys(faultRules)])
    expect(lines.some((line) => line.includes(name))).toBe(true);
});

test("a name that nothing has is refused, with the nearest", () => {
  expect(() => explain("audit/flag", places)).toThrow(expect.objectContaining({ help: "Did you mean audit/flags?" }));
});
