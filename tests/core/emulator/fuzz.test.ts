import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import type { LinkedObject } from "../../../src/core/object/linked-object.ts";
import type { Scenario } from "../../../src/core/spec/example-spec.ts";
import { compile } from "../../drivers/compile.ts";
import { fuzzRuns } from "../../drivers/fuzz-runs.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";
import { espPacket } from "../../drivers/run-program.ts";

const source = readFileSync(new URL("../../../content/examples/xfrm/replay-window.bpf.c", import.meta.url), "utf8");
const object = compile(source);
const length = object.programs[0]?.instructions.length ?? 0;

const mutation = fc.record({
  index: fc.nat(length - 1),
  fields: fc.record(
    {
      opcode: fc.integer({ min: 0, max: 255 }),
      dst: fc.nat(10),
      src: fc.nat(10),
      offset: fc.constantFrom(-520, -16, -8, -4, 0, 1, 4, 8, 16, 24, 511, 32767),
      imm: fc.oneof(
        fc.constantFrom(-1, 0, 1, 4, 8, 16, 20, 36, 512),
        fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
      ),
    },
    { requiredKeys: [] },
  ),
});

function mutate(mutations: readonly { readonly index: number; readonly fields: object }[]): LinkedObject {
  const programs = object.programs.map((program) => {
    const instructions = [...program.instructions];
    for (const { index, fields } of mutations) {
      const instruction = instructions[index];
      if (instruction) instructions[index] = { ...instruction, ...fields };
    }
    return { ...program, instructions };
  });
  return { ...object, programs };
}

const u32 = fc.oneof(fc.constantFrom(0, 1, 3, 4, 35, 36, 37, 0x1234, 0xffffffff), fc.nat(0xffffffff));

const scenario: fc.Arbitrary<Scenario> = fc.record(
  {
    name: fc.constant("fuzz"),
    summary: fc.constant("Fuzz."),
    expect: fc.constant({}),
    packet: fc.constant(espPacket as NonNullable<Scenario["packet"]>),
    packet_length: fc.integer({ min: 10, max: 58 }),
    linear_length: fc.integer({ min: 14, max: 80 }),
    globals: fc.record({ netns_id: fc.integer({ min: -3, max: 3 }), opts_size: u32, mark: u32 }, { requiredKeys: [] }),
    kernel: fc.record({
      netns_ids: fc.array(fc.nat(3), { maxLength: 3 }),
      xfrm_states: fc.array(
        fc.record(
          {
            family: fc.constant("AF_INET" as const),
            proto: fc.constantFrom("IPPROTO_ESP" as const, "IPPROTO_AH" as const),
            daddr: fc.constant("10.0.0.2"),
            spi: fc.constantFrom(0x1234, 1),
            mark: fc.record({ v: u32, m: u32 }),
            netns_id: fc.nat(3),
            replay_esn: fc.record({ replay_window: fc.nat(4200) }),
          },
          { requiredKeys: ["family", "proto", "daddr", "spi"] },
        ),
        { maxLength: 2 },
      ),
    }),
    step_budget: fc.constant(2000),
  },
  { requiredKeys: ["name", "summary", "expect", "packet", "step_budget"] },
);

test("whatever the scenario and the program, the result is an outcome or a problem of the author's", () => {
  const endings = new Set<string>();
  fc.assert(
    fc.property(fc.array(mutation, { maxLength: 4 }), scenario, (mutations, described) => {
      const { outcome, problem } = emulate(mutate(mutations), "xfrm_get_state_xdp", described, kernelFacts);
      expect(problem?.message ?? "").not.toContain("The emulator failed");
      if (outcome) expect(JSON.parse(JSON.stringify(outcome))).toEqual(outcome);
      endings.add(outcome?.fault?.rule ?? (problem ? "problem" : "returned"));
    }),
    { numRuns: fuzzRuns(3000, 1 / 4) },
  );
  expect([...endings]).toEqual(
    expect.arrayContaining(["returned", "problem", "invalid-instruction", "kfunc-argument"]),
  );
  expect(endings.size).toBeGreaterThan(7);
});
