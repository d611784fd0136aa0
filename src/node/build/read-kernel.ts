import type { Btf } from "../../core/btf/btf.ts";
import { readBtf } from "../../core/btf/read-btf.ts";
import type { Checked, Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import { errorAt } from "../../core/diagnostics/error-at.ts";
import { provenanceFileSchema } from "../../core/facts/provenance-file.ts";
import { compareVersions } from "../../core/spec/versions.ts";
import { contentKey } from "../cache/content-key.ts";
import type { ContentFile } from "../content/read-content-files.ts";
import type { KernelModel } from "./site-model.ts";

/** The newest kernel that has facts. */
export interface Kernel {
  readonly model: KernelModel;
  readonly btf: Btf;
  /** Of the BTF. */
  readonly key: string;
}

function releaseOf({ path }: ContentFile): string {
  return path.split("/")[2] ?? "";
}

function problem(path: string, message: string, help: string): Diagnostic {
  return errorAt({ path, byteOffset: 0 }, "content/unreadable", message, { help });
}

/** `provenance.json`: the package that the facts were extracted from, or the kernel's own name where it was a file. */
function readDescription(file: ContentFile | undefined, release: string): KernelModel | undefined {
  if (!file) return undefined;
  try {
    const { data } = provenanceFileSchema.safeParse(JSON.parse(new TextDecoder().decode(file.bytes)));
    if (!data) return undefined;
    const [image] = data.packages;
    return { release, package: image?.package ?? "vmlinux", packageVersion: image?.version ?? data.kernel };
  } catch {
    return undefined;
  }
}

/** Reads the facts of the newest kernel among `content/kernels/<release>/`. */
export function readKernel(files: readonly ContentFile[]): Checked<Kernel> {
  const help = "Extract a kernel's facts: npm run import-kernel -- 7.3";
  const release = [...new Set(files.map(releaseOf))].sort(compareVersions).at(-1);
  if (release === undefined) {
    return { diagnostics: [problem("content/kernels", "There are no facts of any kernel", help)] };
  }
  const named = (name: string) => files.find((file) => releaseOf(file) === release && file.path.endsWith(`/${name}`));
  const folder = `content/kernels/${release}`;
  const types = named("vmlinux.btf");
  if (!types) return { diagnostics: [problem(folder, "The kernel has no vmlinux.btf", help)] };
  const model = readDescription(named("provenance.json"), release);
  const described = model
    ? []
    : [problem(`${folder}/provenance.json`, "The file does not say where the kernel's facts come from", help)];
  const { value: btf, diagnostics } = readBtf(types.bytes, types.path);
  if (!btf || !model) return { diagnostics: [...described, ...diagnostics] };
  return { value: { model, btf, key: contentKey(types.bytes) }, diagnostics };
}
