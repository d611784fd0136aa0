import type { SiteModel } from "../../node/build/site-model.ts";
import type { PageHeading } from "../markdown/headings.ts";
import { engineSummary } from "./engine-view.ts";
import { type KfuncRow, kfuncsBySubsystem } from "./kfunc-row.ts";

export interface IndexView {
  readonly summary: string;
  /** What the site promises, with this build's figures. */
  readonly checks: readonly { readonly title: string; readonly text: string }[];
  readonly groups: readonly { readonly subsystem: string; readonly id: string; readonly rows: readonly KfuncRow[] }[];
  readonly headings: readonly PageHeading[];
  /** The kernel that the specs were held against, with its package. */
  readonly release: string;
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? "" : "s"}`;

/** The front page. */
export function indexView({ kernel, kernels, kfuncs, examples }: SiteModel): IndexView {
  const scenarios = examples.flatMap((example) => example.scenarios);
  const groups = kfuncsBySubsystem(kfuncs).map((group) => ({ ...group, id: `kfuncs-${group.subsystem}` }));
  return {
    summary:
      "Kernel functions that a BPF program may call: what each takes, returns and refuses, shown by programs that ran.",
    checks: [
      {
        title: `${count(kfuncs.length, "kfunc")}.`,
        text: `Every signature, flag and program type is what ${kernels.length === 1 ? "" : `${kernels.length} releases of `}Linux ${kernels.length === 1 ? kernel.release : `from ${kernels.at(-1)?.release} to ${kernel.release}`} say of it.`,
      },
      { title: `${count(examples.length, "example")}.`, text: "Each is a whole C file that compiles as it stands." },
      {
        title: `${count(scenarios.length, "scenario")}.`,
        text: `Every result on a page was observed, not typed. ${engineSummary(scenarios).join(" ")}`,
      },
    ],
    groups,
    headings: groups.map(({ id, subsystem }) => ({ depth: 2, slug: id, text: subsystem })),
    release: `${kernel.release} (${kernel.package} ${kernel.packageVersion})`,
  };
}
