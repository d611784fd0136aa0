import type { AuditedKernels } from "../../core/audit/subject.ts";
import { readBtf } from "../../core/btf/read-btf.ts";
import { Derived, sameList } from "../../core/derived/derived.ts";
import type { Checked, Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import type { Source } from "../../core/diagnostics/source.ts";
import { kfuncHistories } from "../../core/facts/kfunc-history.ts";
import { type FactSources, readReleaseFacts } from "../../core/facts/read-facts.ts";
import type { ReleaseFacts } from "../../core/facts/release-facts.ts";
import { compareVersions } from "../../core/spec/versions.ts";
import { contentKey } from "../cache/content-key.ts";
import type { ContentFile } from "../content/read-content-files.ts";
import { kernelModel } from "./kernel-model.ts";
import type { KfuncsOf } from "./read-content.ts";
import type { KernelModel } from "./site-model.ts";

/** What is known of kernels: the facts of every release, and the types of the newest, which examples are built against. */
export interface Kernel extends AuditedKernels {
  /** The newest. */
  readonly model: KernelModel;
  /** Of the BTF. */
  readonly key: string;
}

const help = "Extract a kernel's facts: npm run import-kernel -- 7.3";

/** The releases that files of kernels are of, the newest first. */
export function releasesOf(files: readonly ContentFile[]): string[] {
  const names = new Set(files.map(({ path }) => path.split("/")[2] ?? ""));
  return [...names].sort((left, right) => compareVersions(right, left));
}

function problem(path: string, message: string): Diagnostic {
  return errorAt({ path }, "content/unreadable", message, { help });
}

const decoder = new TextDecoder();

function asSource(file: ContentFile | undefined): Source | undefined {
  return file && { path: file.path, text: decoder.decode(file.bytes) };
}

/** The facts of one release among the files. */
export function readRelease(files: readonly ContentFile[], release: string): Checked<ReleaseFacts> {
  const folder = `content/kernels/${release}`;
  const sources = ["kfuncs", "structs", "availability", "helpers", "provenance"].flatMap((name) => {
    const source = asSource(files.find(({ path }) => path === `${folder}/${name}.json`));
    return source ? [[name, source] as const] : [];
  });
  return readReleaseFacts(release, folder, Object.fromEntries(sources) as FactSources);
}

const kernels = new Derived<Checked<Kernel>>();

/** Reads the facts of all releases in `content/kernels/<release>/`, the newest first. */
export const readKernel = (files: readonly ContentFile[]): Checked<Kernel> =>
  kernels.of([sameList(files)], () => readFacts(files));

/** What any of the kernels among the files has, by name; undefined where they can't be read. */
export const kernelKfuncs: KfuncsOf = (files) => readKernel(files).value?.histories;

function readFacts(files: readonly ContentFile[]): Checked<Kernel> {
  const names = releasesOf(files);
  const [newest] = names;
  if (newest === undefined) return { diagnostics: [problem("content/kernels", "There are no facts of any kernel")] };
  const read = names.map((release) => readRelease(files, release));
  const diagnostics = read.flatMap((each) => each.diagnostics);
  const releases = read.flatMap(({ value }) => (value ? [value] : []));
  const [facts] = releases;

  const folder = `content/kernels/${newest}`;
  const types = files.find(({ path }) => path === `${folder}/vmlinux.btf`);
  if (!types) return { diagnostics: [...diagnostics, problem(folder, "The kernel has no vmlinux.btf")] };
  const { value: btf, diagnostics: unreadable } = readBtf(types.bytes, types.path);
  diagnostics.push(...unreadable);
  if (!btf || facts?.release !== newest) return { diagnostics };
  const histories = kfuncHistories(releases);
  return {
    value: { model: kernelModel(facts), releases, histories, btf, key: contentKey(types.bytes, facts.helpers) },
    diagnostics,
  };
}
