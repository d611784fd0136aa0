import { mkdirSync } from "node:fs";
import { basename, join } from "node:path";
import { auditObservedErrors } from "../../core/audit/audit-observed-errors.ts";
import { auditOutcomes } from "../../core/audit/audit-outcomes.ts";
import { auditSpec } from "../../core/audit/audit-spec.ts";
import { auditMissingSpecs } from "../../core/audit/missing-specs.ts";
import { compareCoverage } from "../../core/coverage/compare-coverage.ts";
import { countFamilies, type KfuncCoverage } from "../../core/coverage/coverage.ts";
import { Derived } from "../../core/derived/derived.ts";
import { type Checked, type Diagnostic, hasErrors } from "../../core/diagnostics/diagnostic.ts";
import type { Outcome } from "../../core/emulator/outcome.ts";
import { asMeant, type Content, kfuncNames } from "../../core/spec/content.ts";
import { defaultSettings } from "../../core/spec/site-settings.ts";
import { counted } from "../../core/words/counted.ts";
import { type CacheCount, Store } from "../cache/store.ts";
import type { ContentSources } from "../content/content-sources.ts";
import type { ContentFile } from "../content/read-content-files.ts";
import { checkSpelling } from "../spelling/check-spelling.ts";
import { factsVersions } from "../verify/facts-versions.ts";
import { type JudgedExample, judgeRecords, type RecordContext } from "../verify/judge-record.ts";
import { orphanedRuns } from "../verify/orphaned-runs.ts";
import { type ReadRecord, readRecords } from "../verify/read-records.ts";
import { apiFiles } from "./api-files.ts";
import { assembleModel } from "./assemble-model.ts";
import { checkPages } from "./check-pages.ts";
import { checkSettings } from "./check-settings.ts";
import { compileExamples, compilerFor } from "./compile-examples.ts";
import { countEngines, type EngineCounts } from "./count-engines.ts";
import { type Example, gatherExamples } from "./examples.ts";
import { imageFiles } from "./image-files.ts";
import { emulatedFacts } from "./kfunc-facts.ts";
import { checkNames, type LinkedExample, type LinkedVariant, linkExamples } from "./link-examples.ts";
import { measureCoverage } from "./measure-coverage.ts";
import { readContent } from "./read-content.ts";
import { type Kernel, kernelKfuncs, readKernel } from "./read-kernel.ts";
import { type Rendered, renderSite } from "./render-site.ts";
import { runFiles } from "./run-files.ts";
import { runScenarios } from "./run-scenarios.ts";
import { runnableVariants } from "./runnable-variants.ts";
import { type SelfContainedExamples, selfContainedExamples } from "./self-contained-examples.ts";
import type { SiteModel } from "./site-model.ts";
import { checkVariants } from "./variants.ts";

/** Runs one stage; a terminal shows its title meanwhile. */
export type Progress = <Value>(title: string, work: () => Value | Promise<Value>) => Promise<Value>;

export interface CheckOptions {
  /** The content folder. */
  readonly content: string;
  /** Where results are kept from one build to the next. */
  readonly cache: string;
  /** Leaves the records aside, for one who is about to write them. */
  readonly withoutRecords?: boolean;
  /** Makes no C without includes of the examples, which takes longer than to compile them. */
  readonly withoutSelfContained?: boolean;
  /** Errors in spite of which a model is assembled, for who shows what is not finished; without it there are none. */
  readonly mayStand?: (finding: Diagnostic) => boolean;
  /** The files of the folder, where they were read already. */
  readonly files?: Checked<readonly ContentFile[]>;
  readonly progress: Progress;
}

export interface BuildOptions extends CheckOptions {
  /** Where package.json and astro.config.mjs stand. */
  readonly project: string;
  readonly out: string;
}

export interface Counts {
  readonly specs: number;
  readonly examples: number;
  readonly scenarios: number;
  /** Scenarios that could be set up; fewer where something that they need was refused. */
  readonly ran: number;
  readonly engines: EngineCounts;
}

export interface CheckReport {
  readonly diagnostics: readonly Diagnostic[];
  readonly counts: Counts;
  readonly cache: { readonly objects: CacheCount; readonly outcomes: CacheCount };
  /** Absent where there are errors. */
  readonly model?: SiteModel;
  /** How far each kfunc is documented; absent where there are errors other than that something is missing. */
  readonly coverage?: readonly KfuncCoverage[];
}

export interface BuildReport extends CheckReport {
  /** Absent where there are errors: the pages stay as they were. */
  readonly rendered?: Rendered;
}

/** Examples as they were compiled, and what they go by. */
export interface BuiltExamples {
  readonly kernel: Kernel;
  readonly content: Content;
  readonly examples: readonly Example[];
  readonly linked: readonly LinkedVariant[];
}

/** What the stages made, for those who go on from there: with errors too, as far as they came. */
export interface StagesReport extends CheckReport {
  readonly sources: ContentSources;
  /** Paths of files that stand there and can't be read. */
  readonly unread: readonly string[];
  /** What is true, be it less than there should be; absent where something is not true. */
  readonly assembled?: SiteModel;
  /** Absent without kernel facts. */
  readonly built?: BuiltExamples & { readonly selfContained: SelfContainedExamples };
}

const audits = new Derived<Diagnostic[]>();

function auditAll({ kfuncs }: Content, kernel: Kernel): Diagnostic[] {
  return kfuncs.flatMap((file) => audits.of([file, kernel], () => auditSpec(file, kernel)));
}

/** A folder with a baseline of its coverage holds a spec of every kfunc. */
function missingSpecs(content: Content, kernel: Kernel, { coverage }: ContentSources): Diagnostic[] {
  if (!coverage) return [];
  return auditMissingSpecs(kernel, kfuncNames(content), { source: coverage, start: 0, end: 0 });
}

function unreadPaths({ unread = [], kfuncs, examples }: Content): string[] {
  const read = new Set([...kfuncs, ...examples.map(({ file }) => file)].map(({ source }) => source.path));
  return unread.map(({ path }) => path).filter((path) => !read.has(path));
}

type NamedOutcome = readonly [reference: string, outcome: Outcome];

/** Outcomes by the kfuncs that were called in them. */
function outcomesByKfunc(outcomes: readonly NamedOutcome[]): ReadonlyMap<string, readonly NamedOutcome[]> {
  const byKfunc = new Map<string, NamedOutcome[]>();
  for (const named of outcomes) {
    for (const kfunc of new Set(named[1].calls.map((call) => call.kfunc))) {
      const known = byKfunc.get(kfunc);
      if (known) known.push(named);
      else byKfunc.set(kfunc, [named]);
    }
  }
  return byKfunc;
}

function auditRuns({ kfuncs }: Content, judged: readonly JudgedExample[]): Diagnostic[] {
  const outcomes = judged.flatMap(({ example, scenarios }) =>
    scenarios.flatMap(({ scenario, outcome }) =>
      outcome ? [[`${example.key}#${scenario.name}`, outcome] as const] : [],
    ),
  );
  const outcomeOf: ReadonlyMap<string, Outcome> = new Map(outcomes);
  const byKfunc = outcomesByKfunc(outcomes);
  return kfuncs.flatMap((file) => [
    ...auditOutcomes(file, (reference) => outcomeOf.get(reference)),
    ...auditObservedErrors(file, byKfunc.get(file.value.name) ?? []),
  ]);
}

const contexts = new Derived<RecordContext>();

/** Holds the runs against the records. */
function judgeByRecords(
  { sources, kernel, records }: ExamplesJob,
  ran: readonly LinkedExample[],
): { judged: readonly JudgedExample[]; diagnostics: readonly Diagnostic[] } {
  const context = contexts.of([kernel], () => ({
    btf: kernel.btf,
    factsVersions: factsVersions(sources.kernels),
  }));
  return judgeRecords(
    records.map(({ record }) => record),
    ran,
    context,
  );
}

/** Examples to compile and run, and what they are held against. */
export interface ExamplesJob {
  readonly sources: ContentSources;
  readonly content: Content;
  readonly kernel: Kernel;
  readonly examples: readonly Example[];
  /** The newest release first. */
  readonly records: readonly ReadRecord[];
}

export interface JudgedExamples {
  readonly judged: readonly JudgedExample[];
  readonly linked: readonly LinkedVariant[];
  readonly selfContained: SelfContainedExamples;
  readonly diagnostics: readonly Diagnostic[];
  readonly cache: CheckReport["cache"];
}

const countScenarios = (examples: readonly Example[]): number =>
  examples.reduce((sum, { spec }) => sum + (spec?.value.scenarios.length ?? 0), 0);

/** The stages that make out what examples do: they are compiled, linked, run, and held against the records. */
export async function judgeExamples(job: ExamplesJob, options: CheckOptions, store: Store): Promise<JudgedExamples> {
  const { content, kernel, examples } = job;
  const { cache, progress, withoutRecords = false, withoutSelfContained = false } = options;
  const compiler = compilerFor(kernel, join(cache, "headers"));
  const { compiled, diagnostics } = await progress(`Compile ${counted(examples.length, "example")}`, () =>
    compileExamples(examples, compiler, store),
  );
  const extracted = withoutSelfContained ? [] : examples;
  const extracting = await progress(`Make self-contained sources of ${counted(extracted.length, "example")}`, () =>
    selfContainedExamples(extracted, compiled, kernel, compiler, store),
  );
  const linking = await progress(`Link ${counted(compiled.length, "object")}`, () => linkExamples(compiled, kernel));
  const { runnable, diagnostics: unknown } = runnableVariants(linking.linked, content, kernel);
  const facts = emulatedFacts(kernel, content);
  const running = await progress(`Run ${counted(countScenarios(examples), "scenario")}`, () =>
    runScenarios(examples, runnable, kernel, facts, store),
  );
  const { judged, diagnostics: differences } = judgeByRecords(job, running.ran);
  const named = [...checkVariants(examples), ...linking.diagnostics, ...checkNames(linking.linked), ...unknown];
  return {
    judged,
    linked: linking.linked,
    selfContained: extracting.selfContained,
    diagnostics: [
      ...diagnostics,
      ...extracting.diagnostics,
      ...named,
      ...running.diagnostics,
      ...(withoutRecords ? [] : differences),
    ],
    cache: cacheCounts(store),
  };
}

export const cacheCounts = (store: Store): CheckReport["cache"] => ({
  objects: store.count("objects"),
  outcomes: store.count("outcomes"),
});

/**
 * Every stage before the pages. Each finds what it can, however much the ones before found. `judge` makes out what the examples do, or
 * knows it already.
 */
export async function checkStages(options: CheckOptions, store: Store, judge = judgeExamples): Promise<StagesReport> {
  const { content: folder, progress, mayStand = () => false } = options;
  const {
    sources,
    content: read,
    settings,
    diagnostics: ofFiles,
  } = await progress("Read specs and pages", () => readContent(folder, options.files, kernelKfuncs));
  const content = asMeant(read);
  const { value: kernel, diagnostics: facts } = await progress("Read kernel facts", () => readKernel(sources.kernels));
  const found: Diagnostic[] = [
    ...ofFiles,
    ...checkSettings(settings, content, sources),
    ...checkPages(content, sources, kernel),
    ...facts,
  ];
  found.push(...(await progress("Check spelling", () => checkSpelling(content, sources, store))));
  const examples: readonly Example[] = gatherExamples(sources, content);
  const counts = {
    specs: content.kfuncs.length,
    examples: examples.length,
    scenarios: content.examples.reduce((sum, { file }) => sum + file.value.scenarios.length, 0),
  };
  const report = (judged: readonly JudgedExample[], model?: SiteModel) => ({
    diagnostics: found,
    counts: {
      ...counts,
      ran: judged.reduce((sum, { scenarios }) => sum + scenarios.length, 0),
      engines: countEngines(judged),
    },
    cache: cacheCounts(store),
    sources,
    unread: unreadPaths(content),
    ...(model && { model }),
  });

  if (!kernel) return report([]);
  found.push(...(await progress(`Audit ${counted(counts.specs, "spec")}`, () => auditAll(content, kernel))));

  const records = readRecords(options.withoutRecords ? [] : sources.records);
  const job = { sources, content, kernel, examples, records: records.read };
  const { judged, linked, selfContained, diagnostics, cache } = await judge(job, options, store);
  found.push(...diagnostics, ...records.diagnostics, ...orphanedRuns(records.read, content));
  found.push(...auditRuns(content, judged));
  const built = { kernel, content, examples, linked, selfContained };
  const isTrue = !hasErrors(found.filter((finding) => !mayStand(finding)));
  found.push(...missingSpecs(content, kernel, sources));
  if (!isTrue) return { ...report(judged), cache, built };
  const assembled = assembleModel(kernel, content, judged, selfContained);
  const coverage = measureCoverage(assembled, kernel, sources);
  const site = {
    ...(settings?.value ?? defaultSettings),
    folder: basename(folder),
    images: imageFiles(sources).map(({ path }) => path),
  };
  const model = { ...assembled, coverage, site };
  found.push(...(sources.coverage ? compareCoverage(sources.coverage, countFamilies(coverage)) : []));
  return { ...report(judged, hasErrors(found) ? undefined : model), cache, assembled: model, coverage, built };
}

/** Everything but the pages. */
export function check(options: CheckOptions): Promise<CheckReport> {
  mkdirSync(options.cache, { recursive: true });
  return checkStages(options, new Store(options.cache));
}

/** The whole build: `out` holds the pages of the last build that had no errors. */
export async function build(options: BuildOptions): Promise<BuildReport> {
  mkdirSync(options.cache, { recursive: true });
  const checked = await checkStages(options, new Store(options.cache));
  const { model, sources, built } = checked;
  if (!model || !built) return checked;
  const files = [...apiFiles(model, built.kernel), ...runFiles(built, sources), ...imageFiles(sources)];
  const { value: rendered, diagnostics } = await options.progress(
    `Render pages of ${counted(model.kfuncs.length, "kfunc")}`,
    () => renderSite(model, sources, options, files),
  );
  return { ...checked, diagnostics: [...checked.diagnostics, ...diagnostics], ...(rendered && { rendered }) };
}
