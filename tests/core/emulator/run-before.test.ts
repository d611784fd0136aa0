import { expect, test } from "vitest";
import { emulate } from "../../../src/core/emulator/emulate.ts";
import { engineCases, engineRun } from "../../drivers/engine-cases.ts";
import { kernelFacts } from "../../drivers/kernel-facts.ts";

/** The scenario of the model of ciphers, with other programs run before. */
function emulateAfter(before: readonly string[]) {
  const each = engineCases.find(({ name }) => name === "models/crypto/crypto.yaml#blocks");
  if (!each) throw new Error("no case");
  const { linked, program, scenario } = engineRun(each);
  return emulate(linked, program, { ...scenario, before: [...before] }, kernelFacts);
}

const refused = [
  { what: "one that the object does not have", before: ["gone"], message: "The object has no program gone" },
  {
    what: "one of another type",
    before: ["use"],
    message: 'The program use can\'t be run before: it is no SEC("syscall")',
  },
];

test.each(refused)("$what is refused", ({ before, message }) => {
  expect(emulateAfter(before).problem?.message).toContain(message);
});

test("what it called is not the program's, and what it left in a map is there", () => {
  const { outcome } = emulateAfter(["create"]);
  expect(outcome?.fault).toBeUndefined();
  expect(outcome?.calls.map(({ kfunc }) => kfunc)).toEqual(["bpf_crypto_encrypt"]);
});
