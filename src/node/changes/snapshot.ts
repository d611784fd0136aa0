import type { ReleaseFacts } from "../../core/facts/release-facts.ts";
import type { LinuxRecord } from "../../core/spec/record.ts";
import { readRelease, releasesOf } from "../build/read-kernel.ts";
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

function factsOf(files: readonly ContentFile[]): ReleaseFacts[] {
  return releasesOf(files).flatMap((release) => readRelease(files, release).value ?? []);
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
