import { Btf } from "../../src/core/btf/btf.ts";
import { type KfuncHistory, kfuncHistories } from "../../src/core/facts/kfunc-history.ts";
import type { KfuncFact } from "../../src/core/facts/kfuncs-file.ts";
import type { ReleaseFacts } from "../../src/core/facts/release-facts.ts";
import type { KfuncFlag } from "../../src/core/uapi/kfunc-flags.ts";

const digest = "0".repeat(64);

/** A kfunc of vmlinux in one set. `declaration` is its prototype: `int f(struct task_struct *p, u32 n)`, without nested brackets. */
export function madeKfunc(declaration: string, flags: readonly KfuncFlag[] = [], module = "vmlinux"): KfuncFact {
  const [, head = "", list = ""] = /^(.*)\((.*)\)$/.exec(declaration) ?? [];
  const split = (text: string) => {
    const [, type = "", name = ""] = /^(.*?)(\w+)$/.exec(text.trim()) ?? [];
    return { type: type.trim(), name };
  };
  return {
    module,
    returns: split(head).type,
    params: list === "void" || list === "" ? [] : list.split(",").map(split),
    sets: [{ set: "made_set", flags: [...flags], registered_for: ["BPF_PROG_TYPE_XDP"] }],
    decl_tags: ["bpf_kfunc"],
  };
}

/** Facts of one release by hand. */
export function madeRelease(
  release: string,
  kfuncs: Readonly<Record<string, KfuncFact>>,
  more: Partial<ReleaseFacts> = {},
): ReleaseFacts {
  return {
    release,
    kfuncs: new Map(Object.entries(kfuncs)),
    structs: new Map(),
    provenance: {
      release,
      kernel: `${release}.1`,
      architecture: "amd64",
      importer: 1,
      packages: [],
      image: { sha256: digest, bytes: 1 },
      btf: { sha256: digest, bytes: 1, types: 1 },
      kfuncs: { vmlinux: Object.keys(kfuncs).length },
    },
    ...more,
  };
}

/** Kernels to audit against; releases are given the newest first. */
export function madeKernels(releases: readonly ReleaseFacts[], btf = new Btf([{ kind: "void" }])) {
  return { releases, histories: kfuncHistories(releases), btf };
}

/** The history of one kfunc, of which each release has the declaration and flags that stand beside it, or none. */
export function madeHistory(
  name: string,
  releases: readonly (readonly [release: string, fact?: KfuncFact])[],
): KfuncHistory | undefined {
  return kfuncHistories(releases.map(([release, fact]) => madeRelease(release, fact ? { [name]: fact } : {}))).get(
    name,
  );
}
