import { Derived } from "../../core/derived/derived.ts";
import type { HelperFacts, KernelFacts, KfuncFacts } from "../../core/emulator/kernel-facts.ts";
import { type ProgramTypeAvailability, programTypesOf } from "../../core/facts/availability.ts";
import { flagsOf } from "../../core/facts/flags.ts";
import { helperForms } from "../../core/facts/helper-forms.ts";
import type { KfuncFact } from "../../core/facts/kfuncs-file.ts";
import type { ReleaseFacts } from "../../core/facts/release-facts.ts";
import { sleepableSections } from "../../core/facts/sleepable-sections.ts";
import type { ProgramForm } from "../../core/kernel/kfuncs/kfunc-facts.ts";
import type { Content } from "../../core/spec/content.ts";
import type { KfuncSpec } from "../../core/spec/kfunc-spec.ts";
import type { KfuncFlag } from "../../core/uapi/kfunc-flags.ts";
import { type ProgramType, programTypes } from "../../core/uapi/program-types.ts";
import type { Kernel } from "./read-kernel.ts";

/** The newest release that has a kfunc, and what it says of it. */
export function latestFact(
  { releases }: Pick<Kernel, "releases">,
  name: string,
): { readonly facts: ReleaseFacts; readonly fact: KfuncFact } | undefined {
  for (const facts of releases) {
    const fact = facts.kfuncs.get(name);
    if (fact) return { facts, fact };
  }
  return undefined;
}

/** Program types that may call a kfunc, by the newest release in which that was measured; undefined where it was in none. */
function measured({ releases }: Pick<Kernel, "releases">, name: string): ProgramTypeAvailability[] | undefined {
  for (const { availability } of releases) {
    const types = availability && programTypesOf(availability, name);
    if (types) return types;
  }
  return undefined;
}

/** Forms of program types that may call a kfunc, and that may not. */
export const refusedForms = (types: readonly ProgramTypeAvailability[]): ProgramForm[] =>
  types.flatMap(({ refused }) =>
    refused.map(({ name, also, program_type, attach_type, sleepable }) => ({
      name,
      programType: program_type,
      sleepable,
      ...(also && { also }),
      ...(attach_type !== undefined && { attachType: attach_type }),
    })),
  );

/** Where a kfunc that may sleep may, by the newest release in which that was measured. */
function whereItSleeps({ releases }: Pick<Kernel, "releases">, name: string): KfuncFacts["sleepableSections"] {
  for (const { availability, kfuncs } of releases) {
    const fact = kfuncs.get(name);
    if (availability && fact && Object.hasOwn(availability.allowed, name))
      return sleepableSections(availability, name, fact);
  }
  return undefined;
}

/** Flags and program types of a kfunc: the kernels decide them, the spec only where they say nothing. */
export function registrationOf(
  kernel: Pick<Kernel, "releases">,
  spec: KfuncSpec,
): { readonly flags: readonly KfuncFlag[]; readonly programTypes: readonly ProgramType[] } {
  const latest = latestFact(kernel, spec.name);
  return {
    flags: latest ? flagsOf(latest.fact) : (spec.flags ?? []),
    programTypes: measured(kernel, spec.name)?.map(({ programType }) => programType) ?? spec.program_types ?? [],
  };
}

/** Who may call which helper, by the newest release if that was measured. */
export function helperFacts([newest]: readonly Pick<ReleaseFacts, "availability" | "helpers">[]): HelperFacts {
  const { availability, helpers } = newest ?? {};
  if (!availability || !helpers) return { forms: [], helpers: {} };
  const forms = helperForms(availability, helpers).map(({ program_type, attach_type, sleepable, class: number }) => ({
    programType: program_type,
    ...(attach_type !== undefined && { attachType: attach_type }),
    sleepable,
    class: number,
  }));
  const facts = Object.entries(helpers.helpers).map(
    ([name, { gpl_only, allowed }]) => [name, { gplOnly: gpl_only, allowed }] as const,
  );
  return { forms, helpers: Object.fromEntries(facts) };
}

const told = new Derived<KfuncFacts>();
const helpersTold = new Derived<HelperFacts>();

/** Of a spec it holds what is said of flags and program types, and no more. */
function emulatedFact(kernel: Kernel, spec: KfuncSpec): KfuncFacts {
  const { name } = spec;
  const { flags, programTypes: types } = registrationOf(kernel, spec);
  const refused = refusedForms(measured(kernel, name) ?? []);
  const sections = flags.includes("KF_SLEEPABLE") ? whereItSleeps(kernel, name) : undefined;
  return {
    name,
    flags,
    programTypes: types.length > 0 ? types : programTypes,
    refusedForms: refused,
    ...(sections && { sleepableSections: sections }),
  };
}

/** What the emulator is told of each kfunc that has a spec. Where nobody knows who may call one, nobody is refused. */
export function emulatedFacts(kernel: Kernel, { kfuncs }: Content): KernelFacts {
  const facts = kfuncs.map(({ value }) => {
    const { name, flags, program_types: types } = value;
    const stated = JSON.stringify([flags, types]);
    return [name, told.of([kernel, name, stated], () => emulatedFact(kernel, value))] as const;
  });
  return {
    release: kernel.model.release,
    btf: kernel.btf,
    kfuncs: new Map(facts),
    helpers: helpersTold.of([kernel], () => helperFacts(kernel.releases)),
  };
}
