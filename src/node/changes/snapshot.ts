import type { Source } from "../../core/diagnostics/source.ts";
import { type FactSources, readReleaseFacts } from "../../core/facts/read-facts.ts";
import type { ReleaseFacts } from "../../core/facts/release-facts.ts";
import type { LinuxRecord } from "../../core/spec/record.ts";
import { compareVersions } from "../../core/spec/versions.ts";
import { placeOf } from "../content/content-places.ts";
import { sortContent } from "../content/content-sources.ts";
import { type ContentFile, readContentFiles } from "../content/read-content-files.ts";
import { git } from "../processes/git.ts";
import { UsageError } from "../reports/usage-error.ts";
import { readRecords } from "../verify/read-records.ts";

/** What a content folder knows of kernels at one time, the newest release first. */
export interface KernelSnapshot {
  readonly facts: readonly ReleaseFacts[];
  readonly records: readonly LinuxRecord[];
}

const factFiles = ["kfuncs", "structs", "availability", "helpers", "provenance"] as const;

function factsOf(files: readonly ContentFile[]): ReleaseFacts[] {
  const names = [...new Set(files.map(({ path }) => path.split("/")[2] ?? ""))];
  return names
    .sort((left, right) => compareVersions(right, left))
    .flatMap((release) => {
      const folder = `content/kernels/${release}`;
      const sources = factFiles.flatMap((name): [string, Source][] => {
        const path = `${folder}/${name}.json`;
        const file = files.find((each) => each.path === path);
        return file ? [[name, { path, text: new TextDecoder().decode(file.bytes) }]] : [];
      });
      const { value } = readReleaseFacts(release, folder, Object.fromEntries(sources) as FactSources);
      return value ? [value] : [];
    });
}

function snapshotOf(files: readonly ContentFile[]): KernelSnapshot {
  const { value } = sortContent(files);
  return { facts: factsOf(value.kernels), records: readRecords(value.records).read.map(({ record }) => record) };
}

/** What the folder knows now. */
export const currentSnapshot = (content: string): KernelSnapshot =>
  snapshotOf((readContentFiles(content).value ?? []).filter(({ kind }) => kind === "kernel" || kind === "record"));

/** What the folder knew at a commit. */
export function snapshotAt(content: string, commit: string): KernelSnapshot {
  try {
    const listed = git(content, "ls-tree", "-r", "-z", "--name-only", "--end-of-options", commit, "kernels", "record");
    const paths = listed.split("\0").filter((path) => path.endsWith(".json"));
    const files = paths.flatMap((path): ContentFile[] => {
      const kind = placeOf(path)?.kind;
      if (!kind) return [];
      return [{ kind, path: `content/${path}`, bytes: Buffer.from(git(content, "show", `${commit}:./${path}`)) }];
    });
    return snapshotOf(files);
  } catch {
    throw new UsageError(
      `Git knows no commit ${commit} of ${content}`,
      "Name a commit, a branch or a tag, such as HEAD.",
    );
  }
}
