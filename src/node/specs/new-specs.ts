import { kfuncsWithoutSpec } from "../../core/audit/missing-specs.ts";
import type { AuditedKernels } from "../../core/audit/subject.ts";
import { familyOf } from "../../core/facts/families.ts";
import { contradiction } from "../../core/facts/since.ts";
import type { KfuncSpec } from "../../core/spec/kfunc-spec.ts";
import { printNewSpec } from "../../core/spec/print-spec.ts";

/** A file to write, by its path below the content folder. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** First releases and commits by kfunc, from wherever they come; none is believed against a kernel. */
export type FirstVersions = ReadonlyMap<string, NonNullable<KfuncSpec["since"]>>;

/** A first release that a kernel makes impossible. */
export interface Contradiction {
  readonly name: string;
  readonly stated: string;
  readonly release: string;
  readonly has: boolean;
  readonly measured: string;
}

export interface NewSpecs {
  readonly files: readonly NewFile[];
  readonly contradictions: readonly Contradiction[];
}

/** The specs that are missing: one for each kfunc that a kernel has and none states. */
export function newSpecs(
  kernels: AuditedKernels,
  stated: ReadonlySet<string>,
  firstVersions: FirstVersions = new Map(),
): NewSpecs {
  const contradictions: Contradiction[] = [];
  const names = [...kfuncsWithoutSpec(kernels, stated).values()].flat().sort();
  const files = names.map((name) => {
    const since = firstVersions.get(name);
    const against = since && contradicted(kernels, name, since.version);
    if (against) contradictions.push(against);
    const path = `kfuncs/${familyOf(name)}/${name}.yaml`;
    return { path, text: printNewSpec({ name, since: against ? undefined : since }) };
  });
  return { files, contradictions };
}

function contradicted({ histories }: AuditedKernels, name: string, version: string): Contradiction | undefined {
  const history = histories.get(name);
  if (!history) return undefined;
  const against = contradiction(version, history);
  return against && { name, stated: version, ...against, measured: history.first.release };
}
