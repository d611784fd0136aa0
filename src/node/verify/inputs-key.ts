import type { Scenario } from "../../core/spec/example-spec.ts";
import type { Example } from "../build/examples.ts";
import { unitOf } from "../build/examples.ts";
import { contentKey, type KeyPart } from "../cache/content-key.ts";
import { unitFiles } from "../clang/example-unit.ts";
import { buildFlags, HEADER_ALIAS } from "../clang/flags.ts";

/**
 * A digest of what a run is made from: the example's files, the flags, the program and the scenario, but not its name and
 * text, nor what it expects, and of which releases. It is of the source, not of the object, so that it holds whatever clang is installed.
 */
export function inputsKey(example: Example, scenario: Scenario): string {
  const { name: _, summary: __, expect: ___, since: ____, ...input } = scenario;
  const files = [...unitFiles(unitOf(example, scenario.variant))].map(([name, { text }]) => [name, text]);
  return contentKey(files, buildFlags(HEADER_ALIAS), example.spec?.value.program, input as KeyPart);
}
