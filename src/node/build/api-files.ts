import { apiSchemas, type KfuncDocument, type KfuncList, schemaVersion } from "../../core/api/kfunc-document.ts";
import { programTypesOf } from "../../core/facts/availability.ts";
import { flagsOf } from "../../core/facts/flags.ts";
import type { KfuncFact } from "../../core/facts/kfuncs-file.ts";
import { printPrototype } from "../../core/facts/prototype.ts";
import type { ReleaseFacts } from "../../core/facts/release-facts.ts";
import type { Kernel } from "./read-kernel.ts";
import { type SiteFile, siteFile } from "./site-file.ts";
import type { KernelModel, KfuncModel, SiteModel } from "./site-model.ts";

type ShortFact = KfuncList["kfuncs"][number]["releases"][string];
type Fact = KfuncDocument["releases"][string];

/** Each release that has the kfunc with what it says of it, the newest first. */
function factsOf({ releases }: Kernel, name: string): { facts: ReleaseFacts; fact: KfuncFact }[] {
  return releases.flatMap((facts) => {
    const fact = facts.kfuncs.get(name);
    return fact ? [{ facts, fact }] : [];
  });
}

function shortFact(name: string, { availability }: ReleaseFacts, fact: KfuncFact): ShortFact {
  const types = availability && programTypesOf(availability, name);
  return {
    prototype: printPrototype(name, fact),
    flags: flagsOf(fact),
    module: fact.module,
    ...(types && { program_types: types.map(({ programType }) => programType) }),
  };
}

function fullFact(name: string, facts: ReleaseFacts, fact: KfuncFact): Fact {
  const { availability } = facts;
  const types = availability && programTypesOf(availability, name);
  const reason = availability?.unmeasured[name];
  return {
    ...shortFact(name, facts, fact),
    returns: fact.returns,
    params: fact.params,
    ...(fact.implicit_params && { implicit_params: fact.implicit_params }),
    ...(fact.unstripped && { unstripped: fact.unstripped }),
    sets: fact.sets,
    ...(types && { forms: types.flatMap(({ allowed }) => allowed.map((form) => form.name)) }),
    ...(reason !== undefined && { unmeasured: reason }),
  };
}

const headOf = ({ name, subsystem, spec, since }: KfuncModel) => ({
  name,
  family: subsystem,
  ...(spec.summary !== undefined && { summary: spec.summary }),
  since: { ...since },
});

function kernelEntry({ release, version, package: name, packageVersion, kfuncs, forms }: KernelModel) {
  return {
    release,
    kernel: version,
    package: name,
    package_version: packageVersion,
    kfuncs,
    ...(forms && { forms: forms.map(({ class: _, ...form }) => form) }),
  };
}

/** `api/kfuncs.json` */
export function kfuncList({ kernels, kfuncs }: SiteModel, kernel: Kernel): KfuncList {
  return {
    schemaVersion,
    kernels: kernels.map(kernelEntry),
    kfuncs: kfuncs.map((kfunc) => ({
      ...headOf(kfunc),
      releases: Object.fromEntries(
        factsOf(kernel, kfunc.name).map(({ facts, fact }) => [facts.release, shortFact(kfunc.name, facts, fact)]),
      ),
    })),
  };
}

/** `api/kfuncs/<name>.json` */
export function kfuncDocument(kfunc: KfuncModel, kernel: Kernel): KfuncDocument {
  const { name, spec, history, configOption, params, errors, acquiredBy, examples } = kfunc;
  return structuredClone({
    schemaVersion,
    ...headOf(kfunc),
    ...(history?.removed && { removed: history.removed }),
    ...(spec.not_built && { not_built: spec.not_built.why }),
    ...(history?.predecessor !== undefined && { predecessor: history.predecessor }),
    ...(history?.successor !== undefined && { successor: history.successor }),
    ...(configOption !== undefined && { config_option: configOption }),
    releases: Object.fromEntries(
      factsOf(kernel, name).map(({ facts, fact }) => [facts.release, fullFact(name, facts, fact)]),
    ),
    changes: history?.changes ?? [],
    params,
    ...(spec.returns !== undefined && { returns: spec.returns }),
    ...(errors && { errors }),
    ...(spec.released_by !== undefined && { released_by: spec.released_by }),
    acquired_by: acquiredBy,
    examples: examples.map(({ key, scenarios }) => ({ example: key, scenarios })),
  }) as KfuncDocument;
}

/** The files for tools, with their JSON Schemas. */
export function apiFiles(model: SiteModel, kernel: Kernel): SiteFile[] {
  return [
    ...Object.entries(apiSchemas).map(([path, print]) => siteFile(`api/${path}`, print)),
    siteFile("api/kfuncs.json", () => `${JSON.stringify(kfuncList(model, kernel))}\n`),
    ...model.kfuncs.map((kfunc) =>
      siteFile(`api/kfuncs/${kfunc.name}.json`, () => `${JSON.stringify(kfuncDocument(kfunc, kernel), null, 1)}\n`),
    ),
  ];
}
