import type { Scenario } from "../../core/spec/example-spec.ts";

/** What test_val of prog_tests/verifier.c (v7.3) holds: an index of 28 and, at that many bytes, 0xabcdef12. */
const testValue = `1c000000${"00".repeat(24)}12efcdab${"00".repeat(16)}`;

/** Maps that the tests' own C code fills before it runs a program, by file. */
export const preparedMaps: Readonly<Record<string, NonNullable<Scenario["maps"]>>> = {
  verifier_array_access: { map_array_ro: { "0": testValue } },
  verifier_value_ptr_arith: { map_array_48b: { "0": testValue } },
};
