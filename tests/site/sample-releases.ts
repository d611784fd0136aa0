import type { AttachForm, AvailabilityFile } from "../../src/core/facts/availability-file.ts";
import { kfuncHistories } from "../../src/core/facts/kfunc-history.ts";
import type { KfuncFact } from "../../src/core/facts/kfuncs-file.ts";
import type { ReleaseFacts } from "../../src/core/facts/release-facts.ts";
import type { StructLayout } from "../../src/core/facts/structs-file.ts";
import { parseContent } from "../../src/core/spec/parse-content.ts";
import type { KfuncFlag } from "../../src/core/uapi/kfunc-flags.ts";
import { assembleModel } from "../../src/node/build/assemble-model.ts";
import { kernelModel } from "../../src/node/build/kernel-model.ts";
import type { KfuncModel, SiteModel } from "../../src/node/build/site-model.ts";
import { kernelBtf } from "../drivers/kernel-btf.ts";
import { site } from "./sample-model.ts";

/** Facts of a few releases by hand, made into a model as the build does it. They are samples, not claims. */

export interface SampleKfunc {
  readonly returns?: string;
  readonly params?: readonly [name: string, type: string][];
  readonly flags?: readonly KfuncFlag[];
  readonly module?: string;
  /** Names of forms that may call it, or why nobody measured it. */
  readonly from?: readonly string[] | string;
}

export interface SampleRelease {
  readonly release: string;
  readonly kfuncs: Readonly<Record<string, SampleKfunc>>;
  readonly structs?: Readonly<Record<string, StructLayout>>;
  /** Absent where nobody has measured the release. */
  readonly forms?: readonly Omit<AttachForm, "class">[];
}

export const form = (name: string, type: string, sleepable = false): Omit<AttachForm, "class"> => ({
  name,
  program_type: `BPF_PROG_TYPE_${type}` as AttachForm["program_type"],
  sleepable,
});

export const layout = (
  size: number,
  ...members: readonly [name: string, type: string, offset: number, size: number][]
) => ({
  kind: "struct" as const,
  size,
  members: members.map(([name, type, offset, bytes]) => ({
    name,
    type,
    bit_offset: offset * 8,
    bits: bytes * 8,
    depth: 0,
  })),
});

const fact = ({ returns = "int", params = [], flags = [], module = "vmlinux" }: SampleKfunc): KfuncFact => ({
  module,
  returns,
  params: params.map(([name, type]) => ({ name, type })),
  sets: [{ set: "sample_set", flags: [...flags], registered_for: ["BPF_PROG_TYPE_XDP"] }],
  decl_tags: [],
});

function availabilityOf({ release, kfuncs, forms = [] }: SampleRelease): AvailabilityFile {
  const all = Object.entries(kfuncs);
  const classesOf = (names: readonly string[]) =>
    forms.flatMap(({ name }, index) => (names.includes(name) ? [index] : []));
  return {
    release,
    kernel: `${release}.1`,
    forms: forms.map((each, index) => ({ ...each, class: index })),
    allowed: Object.fromEntries(
      all.flatMap(([name, { from = [] }]) => (typeof from === "string" ? [] : [[name, classesOf(from)]])),
    ),
    unmeasured: Object.fromEntries(all.flatMap(([name, { from }]) => (typeof from === "string" ? [[name, from]] : []))),
  };
}

const checksum = "0".repeat(64);

function factsOf(sample: SampleRelease): ReleaseFacts {
  const { release, kfuncs, structs = {}, forms } = sample;
  return {
    release,
    kfuncs: new Map(Object.entries(kfuncs).map(([name, kfunc]) => [name, fact(kfunc)])),
    structs: new Map(Object.entries(structs)),
    ...(forms && { availability: availabilityOf(sample) }),
    provenance: {
      release,
      kernel: `${release}.1`,
      architecture: "amd64",
      importer: 1,
      packages: [{ package: "linux-image", version: `${release}.1-1`, suite: "trixie", sha256: checksum }],
      image: { sha256: checksum, bytes: 1 },
      btf: { sha256: checksum, bytes: 1, types: 1 },
      kfuncs: { vmlinux: Object.keys(kfuncs).length },
    },
  };
}

/** The model of a site that knows these releases, the newest first, and has nothing but names in its specs. */
export function modelOf(samples: readonly SampleRelease[]): SiteModel {
  const releases = samples.map(factsOf);
  const [newest] = releases;
  if (!newest) throw new Error("a model needs a release");
  const histories = kfuncHistories(releases);
  const specs = [...histories.keys()].map((name) => ({
    path: `content/kfuncs/${name.split("_")[1]}/${name}.yaml`,
    text: `name: ${name}\n`,
  }));
  const { content } = parseContent(specs, {});
  const kernel = { model: kernelModel(newest), releases, histories, btf: kernelBtf, key: "" };
  return { ...assembleModel(kernel, content, []), coverage: [], site };
}

export function kfuncOf(model: SiteModel, name: string): KfuncModel {
  const found = model.kfuncs.find((kfunc) => kfunc.name === name);
  if (!found) throw new Error(`no kfunc ${name}`);
  return found;
}
