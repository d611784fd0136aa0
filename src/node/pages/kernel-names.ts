import type { Btf } from "../../core/btf/btf.ts";
import { Derived } from "../../core/derived/derived.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import { bpfMacros } from "../../core/uapi/bpf-macros.ts";
import { kfuncFlags } from "../../core/uapi/kfunc-flags.ts";
import { libbpfNames } from "../../core/uapi/libbpf-names.ts";
import { programTypes } from "../../core/uapi/program-types.ts";
import type { Kernel } from "../build/read-kernel.ts";
import type { ContentSources } from "../content/content-sources.ts";

/** Names by which an author means something of BPF; libbpf's user-space interface, with `__` within, is not held against anything. */
export const bpfName = /(?<![\w./:$-])(?:bpf|scx|BPF|KF)_(?!\w*__)\w*[A-Za-z0-9]\b(?![*<…-])/g;

const isBpfName = (name: string): boolean => /^(?:bpf|scx|BPF|KF)_/.test(name);

function* namesOfBtf({ types }: Btf): Generator<string> {
  for (const type of types) {
    if ("name" in type && type.name !== "") yield type.name;
    if ("members" in type) for (const { name } of type.members) yield name;
    if ("values" in type) for (const { name } of type.values) yield name;
  }
}

const inKernels = new Derived<ReadonlySet<string>>();
const inC = new Derived<readonly string[]>();

/** Every such name that something knows: an imported kernel, libbpf, or an example of the folder. */
export function kernelNames(kernel: Kernel, sources: ContentSources): ReadonlySet<string> {
  const known = inKernels.of([kernel], () => namesOfKernels(kernel));
  return new Set([...known, ...[...sources.examples, ...sources.headers].flatMap(namesInC)]);
}

function namesOfKernels({ releases, btf }: Kernel): ReadonlySet<string> {
  const helpers = releases.flatMap((release) => Object.keys(release.helpers?.helpers ?? {}));
  const known = new Set([...kfuncFlags, ...programTypes, ...libbpfNames, ...bpfMacros, ...helpers]);
  for (const { kfuncs } of releases) for (const name of kfuncs.keys()) known.add(name);
  for (const name of namesOfBtf(btf)) if (isBpfName(name)) known.add(name);
  return known;
}

const namesInC = (source: Source): readonly string[] =>
  inC.of([source], () => Array.from(source.text.matchAll(/\b(?:bpf|scx|BPF)_\w+/g), ([name]) => name));
