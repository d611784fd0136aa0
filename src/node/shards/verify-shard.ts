import type { Diagnostic } from "../../core/diagnostics/diagnostic.ts";
import type { CheckOptions } from "../build/build.ts";
import type { LinuxKernel } from "../linux/job.ts";
import { chooseExamples } from "../run/choose-examples.ts";
import { isMeant } from "../verify/choose-runs.ts";
import { nameOfTarget } from "../verify/name-of-target.ts";
import { planRuns } from "../verify/plan-runs.ts";
import { type VerifyOptions, type VerifySummary, verifyExamples } from "../verify/verify.ts";
import type { KernelReport, KernelSummary } from "../verify/verify-kernel.ts";
import { checkShard, mergeChecks } from "./check-shard.ts";
import { packFindings, unpackFindings } from "./portable-finding.ts";
import type { Shard } from "./shard.ts";
import type { VerifiedKernel, VerifyShard } from "./shard-report.ts";

const identityOf = ({ version, sha256 }: LinuxKernel): string => `${version} ${sha256}`;

function reported({ kernel: { package: from }, name, standings, record, seconds, diagnostics }: KernelReport) {
  return {
    kernel: { ...(from && { package: from }) },
    name,
    standings,
    record,
    seconds,
    found: packFindings(diagnostics),
  };
}

/** Runs the examples of one shard in both engines, on each kernel. What others of the named ones do is not missing here. */
export async function verifyShard(
  options: VerifyOptions,
  shard: Shard,
): Promise<{ report: VerifyShard; summary: VerifySummary }> {
  const { only = [], kernels } = options;
  const { report, diagnostics, all, built } = await checkShard(
    { ...options, withoutRecords: true, withoutSelfContained: true },
    shard,
  );
  chooseExamples(all, only);
  const planned = built ? planRuns(built.examples, built.linked) : [];
  const here = only.filter((name) => planned.some(({ key }) => isMeant(key, nameOfTarget(name))));
  const isEmpty = planned.length === 0 || (only.length > 0 && here.length === 0);
  const shown = built && (isEmpty ? { ...built, examples: [] } : built);
  const verified = shown ? await verifyExamples(shown, { ...options, only: here }) : [];
  return {
    report: {
      ...report,
      command: "verify",
      asked: only,
      against: kernels.map(identityOf),
      kernels: verified.map(reported),
      seconds: report.seconds + Math.max(0, ...verified.map(({ seconds }) => seconds)),
    },
    summary: { diagnostics: [...diagnostics, ...verified.flatMap((each) => each.diagnostics)], kernels: verified },
  };
}

/** What a kernel did in all shards; the scenarios in the order that the examples have. */
function joined(parts: readonly VerifiedKernel[], placeOf: (key: string) => number): KernelSummary[] {
  const [first] = parts;
  if (!first) return [];
  return [
    {
      kernel: first.kernel,
      name: first.name,
      standings: parts
        .flatMap(({ standings }) => standings)
        .sort((left, right) => placeOf(left.key) - placeOf(right.key)),
      record: { ...first.record, scenarios: Object.assign({}, ...parts.map(({ record }) => record.scenarios)) },
      seconds: Math.max(...parts.map(({ seconds }) => seconds)),
    },
  ];
}

/** What a verification without shards would have told and kept; neither clang nor a kernel is needed. */
export async function mergeVerifications(
  options: CheckOptions,
  reports: readonly VerifyShard[],
): Promise<VerifySummary> {
  const { diagnostics, built } = await mergeChecks({ ...options, withoutRecords: true }, reports);
  const examples = built?.examples ?? [];
  const places = new Map(examples.map(({ key }, place) => [key, place]));
  const placeOf = (key: string) => places.get(key.split("#")[0] ?? "") ?? 0;
  const found = reports.flatMap(({ kernels }) => kernels.flatMap((each): Diagnostic[] => unpackFindings(each.found)));
  const kernels = (reports[0]?.kernels ?? []).flatMap((_, at) =>
    joined(
      reports.flatMap((report) => report.kernels[at] ?? []),
      placeOf,
    ),
  );
  return { diagnostics: [...diagnostics, ...found], kernels };
}
