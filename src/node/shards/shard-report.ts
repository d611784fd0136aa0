import type { Checked } from "../../core/diagnostics/diagnostic.ts";
import type { LinkedProgram } from "../../core/object/linked-object.ts";
import { codeVersion } from "../cache/code-version.ts";
import { contentKey } from "../cache/content-key.ts";
import type { CacheCount } from "../cache/store.ts";
import type { ContentFile } from "../content/read-content-files.ts";
import type { LinuxKernel } from "../linux/job.ts";
import { git } from "../processes/git.ts";
import type { RunRecord } from "../run/run-report.ts";
import type { JudgedScenario } from "../verify/judge-record.ts";
import type { KernelSummary } from "../verify/verify-kernel.ts";
import type { PortableFindings } from "./portable-finding.ts";
import type { Shard } from "./shard.ts";

/** Raised when a field of the files changes its meaning. */
export const REPORT_FORMAT = 1;

/** What a shard was made of: all shards of one run have the same. */
export interface Origin {
  /** Of the repository that the content stands in; absent without one. */
  readonly commit?: string;
  /** A digest of every file of the content. */
  readonly content: string;
  /** A digest of kfdoc's own code. */
  readonly code: string;
  /** What was asked for on the command line. */
  readonly asked: readonly string[];
  /** Of a verification: version and digest of each kernel. */
  readonly against?: readonly string[];
}

interface ReportHead extends Origin {
  readonly format: typeof REPORT_FORMAT;
  readonly shard: Shard;
  readonly seconds: number;
  readonly found: PortableFindings;
}

/** An example without its texts, which whoever merges has too. */
export interface ReportedExample {
  readonly key: string;
  readonly program?: LinkedProgram;
  readonly kfuncs: readonly string[];
  readonly scenarios: readonly Omit<JudgedScenario, "scenario">[];
}

/** What one shard of `kfdoc check` did. */
export interface CheckShard extends ReportHead {
  readonly command: "check";
  readonly examples: readonly ReportedExample[];
  readonly cache: { readonly objects: CacheCount; readonly outcomes: CacheCount };
}

/** What one shard of `kfdoc run` did. */
export interface RunShard extends ReportHead {
  readonly command: "run";
  /** Of all shards, in order. */
  readonly examples: readonly string[];
  readonly runs: readonly RunRecord[];
}

/** What a kernel did in one shard. */
export interface VerifiedKernel extends Omit<KernelSummary, "kernel"> {
  readonly kernel: Pick<LinuxKernel, "package">;
  readonly found: PortableFindings;
}

/** What one shard of `kfdoc verify` did: the check of its examples, and what each kernel made of them. */
export interface VerifyShard extends Omit<CheckShard, "command"> {
  readonly command: "verify";
  readonly kernels: readonly VerifiedKernel[];
}

export type ShardReport = CheckShard | RunShard | VerifyShard;

/** A report as it is written; without the steps of its runs, unless they were asked for: they are for pages, and whoever merges makes none. */
export const printShardReport = (report: ShardReport, withTrace = false): string =>
  JSON.stringify(report, (key, value) => (key === "timeline" && !withTrace ? [] : value));

function commitOf(folder: string): string | undefined {
  try {
    return git(folder, "rev-parse", "HEAD").trim();
  } catch {
    return undefined;
  }
}

/** What a run now would be made of, by the files of the content folder. */
export function originOf(
  content: string,
  { value: files = [] }: Checked<readonly ContentFile[]>,
  asked: readonly string[],
): Origin {
  const commit = commitOf(content);
  return {
    ...(commit !== undefined && { commit }),
    content: contentKey(...files.map(({ path, bytes }) => [path, bytes])),
    code: codeVersion("core", "node"),
    asked,
  };
}
