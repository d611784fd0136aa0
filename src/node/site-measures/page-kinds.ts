import type { KfuncModel, SiteModel } from "../build/site-model.ts";
import { listPages } from "../pages/read-page.ts";

/** Kfuncs that somebody has described. */
export const describedKfuncs = ({ kfuncs }: SiteModel): KfuncModel[] =>
  kfuncs.filter(({ spec }) => spec.summary !== undefined);

/** The kfunc without a description that changed most, and so has the longest page of facts. */
export function bareKfunc({ kfuncs }: SiteModel): KfuncModel {
  const changes = ({ history, registrations }: KfuncModel) => (history?.changes.length ?? 0) + registrations.length;
  const bare = kfuncs.filter(({ spec }) => spec.summary === undefined);
  const [most] = bare.sort((left, right) => changes(right) - changes(left));
  if (!most) throw new Error("every kfunc is described");
  return most;
}

/** The newest release whose verifier was asked; undefined where none was. */
export const measuredRelease = ({ kernels }: SiteModel): string | undefined =>
  kernels.find(({ forms }) => forms)?.release;

/** One page of each kind, by its path below the site's base. */
export function pageKinds(model: SiteModel): Record<string, string> {
  const { examples, kernels, structs } = model;
  const [kfunc] = describedKfuncs(model);
  const [example] = examples;
  const longest = structs.reduce((one, other) => (other.layouts.length > one.layouts.length ? other : one));
  const measured = measuredRelease(model);
  const [newest] = kernels;
  const [concept] = listPages("concepts");
  return {
    index: "/",
    kfunc: `/kfuncs/${kfunc?.name}/`,
    "undescribed kfunc": `/kfuncs/${bareKfunc(model).name}/`,
    kfuncs: "/kfuncs/",
    matrix: measured === undefined || measured === newest?.release ? "/availability/" : `/availability/${measured}/`,
    release: `/releases/${newest?.release}/`,
    releases: "/releases/",
    struct: `/structs/${longest.name}/`,
    structs: "/structs/",
    flag: `/flags/${kfunc?.flags[0] ?? "KF_ACQUIRE"}/`,
    flags: "/flags/",
    "program type": "/program-types/BPF_PROG_TYPE_STRUCT_OPS/",
    "program types": "/program-types/",
    coverage: "/coverage/",
    guide: "/guides/document-a-kfunc/",
    ...(concept && { concept: `/concepts/${concept}/` }),
    examples: "/examples/",
    example: `/examples/${example?.key}/`,
    fault: "/faults/null-dereference/",
    emulator: "/emulator/",
    faults: "/faults/",
    error: "/errors/EINVAL/",
    errors: "/errors/",
    message: "/verifier-messages/unreleased-reference/",
    messages: "/verifier-messages/",
    diagnostic: "/diagnostics/page/raw-html/",
    diagnostics: "/diagnostics/",
    "examples of a family": `/examples/${example?.subsystem}/`,
    everything: "/everything/",
    "404": "/no/such/page/",
  };
}
