import { readFileSync } from "node:fs";
import type { KernelFacts } from "../../src/core/emulator/kernel-facts.ts";
import { programTypesOf } from "../../src/core/facts/availability.ts";
import type { AvailabilityFile } from "../../src/core/facts/availability-file.ts";
import { flagsOf } from "../../src/core/facts/flags.ts";
import type { HelpersFile } from "../../src/core/facts/helpers-file.ts";
import type { KfuncsFile } from "../../src/core/facts/kfuncs-file.ts";
import { sleepableSections } from "../../src/core/facts/sleepable-sections.ts";
import type { KfuncFacts } from "../../src/core/kernel/kfuncs/kfunc-facts.ts";
import { programTypes } from "../../src/core/uapi/program-types.ts";
import { helperFacts, refusedForms } from "../../src/node/build/kfunc-facts.ts";
import { kernelBtf } from "./kernel-btf.ts";

const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../content/kernels/7.3/${name}`, import.meta.url), "utf8"));

const { kfuncs: registered } = read("kfuncs.json") as KfuncsFile;
const availability = read("availability.json") as AvailabilityFile;

const helpers = helperFacts([{ availability, helpers: read("helpers.json") as HelpersFile }]);

/** As the newest kernel registers them; where it could load no program that calls one, nobody is refused for its type. */
const kfuncs: readonly KfuncFacts[] = Object.entries(registered).map(([name, fact]) => ({
  name,
  flags: flagsOf(fact),
  programTypes: programTypesOf(availability, name)?.map(({ programType }) => programType) ?? programTypes,
  refusedForms: refusedForms(programTypesOf(availability, name) ?? []),
  sleepableSections: sleepableSections(availability, name, fact),
}));

/** Facts about all kfuncs of the newest kernel, with some replaced. */
export const factsWith = (...replaced: readonly KfuncFacts[]): KernelFacts => ({
  release: "7.3",
  btf: kernelBtf,
  helpers,
  kfuncs: new Map([...kfuncs, ...replaced].map((facts) => [facts.name, facts])),
});

export const kernelFacts: KernelFacts = factsWith();
