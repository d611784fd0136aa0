import { pointedStruct } from "../../core/audit/pointed-struct.ts";
import { findMember } from "../../core/btf/layout.ts";
import { printType } from "../../core/btf/print-type.ts";
import { Derived, sameList } from "../../core/derived/derived.ts";
import { type PlainResults, withPlainResults } from "../../core/emulator/decode/plain-results.ts";
import { configOption } from "../../core/facts/config-options.ts";
import { ksymName } from "../../core/facts/ksym-name.ts";
import { printKsymDeclaration } from "../../core/facts/print-ksym-declaration.ts";
import type { Prototype } from "../../core/facts/prototype.ts";
import { registrationsOf } from "../../core/facts/registrations.ts";
import { sinceOf } from "../../core/facts/since.ts";
import { structHistories } from "../../core/facts/struct-history.ts";
import { kfuncs as modelledKfuncs } from "../../core/kernel/kfuncs/kfuncs.ts";
import type { Content } from "../../core/spec/content.ts";
import { keyOf } from "../../core/spec/content.ts";
import type { KfuncSpec } from "../../core/spec/kfunc-spec.ts";
import type { ParsedFile } from "../../core/spec/parsed-file.ts";
import { newestSignature } from "../../core/spec/signature-rows.ts";
import { errnoValues } from "../../core/uapi/errno.ts";
import { fileNameOf } from "../clang/example-unit.ts";
import { compileCommand } from "../clang/flags.ts";
import type { ExplorerSource } from "../self-contained/compiler-explorer.ts";
import type { JudgedExample, JudgedScenario } from "../verify/judge-record.ts";
import { type EmulatorModel, emulatorModel } from "./emulator-model.ts";
import { kernelModel } from "./kernel-model.ts";
import { latestFact, registrationOf } from "./kfunc-facts.ts";
import { plainResultsOf } from "./plain-results.ts";
import type { Kernel } from "./read-kernel.ts";
import type { SelfContainedExamples } from "./self-contained-examples.ts";
import type {
  AssembledModel,
  ErrorModel,
  ExampleModel,
  KernelModel,
  KfuncModel,
  MemberModel,
  ParameterModel,
  ScenarioModel,
  StructModel,
} from "./site-model.ts";

function memberModels({ params }: KfuncSpec, name: string, type: string, { btf }: Kernel): MemberModel[] {
  const param = params?.[name];
  if (param === undefined || typeof param === "string") return [];
  const struct = pointedStruct(btf, type);
  return Object.entries(param.members ?? {}).map(([member, { direction, text, values }]) => {
    const place = struct === undefined ? undefined : findMember(btf, struct, member);
    return {
      name: member,
      type: place ? printType(btf, place.type) : "",
      direction,
      text,
      values: Object.entries(values ?? {}).map(([value, meaning]) => ({ name: value, text: meaning })),
    };
  });
}

function parameterModels(spec: KfuncSpec, { params }: Prototype, kernel: Kernel): ParameterModel[] {
  return params.map(({ name, type }) => {
    const param = spec.params?.[name];
    const text = typeof param === "string" ? param : param?.text;
    return { name, type, ...(text !== undefined && { text }), members: memberModels(spec, name, type, kernel) };
  });
}

function errorModel(error: NonNullable<KfuncSpec["errors"]>[number]): ErrorModel {
  return error.value === "NULL" ? error : { ...error, number: errnoValues[error.value] };
}

/** By release: who may call a kfunc, or why that is not known. */
function availabilityOf({ releases }: Kernel, name: string): KfuncModel["availability"] {
  const own = <Answer>(answers: Readonly<Record<string, Answer>> = {}) =>
    Object.hasOwn(answers, name) ? answers[name] : undefined;
  return Object.fromEntries(
    releases.flatMap(({ release, availability }) => {
      const known = own(availability?.allowed) ?? own(availability?.unmeasured);
      return known === undefined ? [] : [[release, known]];
    }),
  );
}

function scenarioModel({ scenario, emulated, outcome, verdicts }: JudgedScenario, plain: PlainResults): ScenarioModel {
  const { name, summary, variant } = scenario;
  return {
    name,
    summary,
    ...(variant !== undefined && { variant }),
    spec: scenario,
    ...(outcome && { outcome: withPlainResults(outcome, plain) }),
    ...("gap" in emulated && { gap: emulated.gap }),
    engines: verdicts,
  };
}

function exampleModel(
  { example, program, kfuncs, scenarios }: JudgedExample,
  plain: PlainResults,
  explorer: ExplorerSource | undefined,
): ExampleModel[] {
  if (!example.spec || !program) return [];
  const { value } = example.spec;
  const [subsystem = "", name = ""] = example.key.split("/");
  return [
    {
      key: example.key,
      subsystem,
      name,
      title: value.title,
      summary: value.summary,
      program: value.program,
      programType: program.programType,
      section: program.section,
      sourceFile: fileNameOf(example.source),
      source: example.source.text,
      compileCommand: compileCommand(fileNameOf(example.source)),
      ...(explorer && { explorer }),
      kfuncs,
      scenarios: scenarios.map((scenario) => scenarioModel(scenario, plain)),
    },
  ];
}

function isCalledIn({ outcome }: ScenarioModel, kfunc: string): boolean {
  return outcome?.calls.some((call) => call.kfunc === kfunc) ?? false;
}

function acquirersOf({ name, acquired_by: own }: KfuncSpec, { kfuncs }: Content): string[] {
  const naming = kfuncs.flatMap(({ value }) => (value.released_by === name ? [value.name] : []));
  return [...new Set([...(own === undefined ? [] : [own]), ...naming.sort()])];
}

const kfuncModels = new Derived<KfuncModel>();
const exampleModels = new Derived<ExampleModel[]>();
const kernelModels = new Derived<KernelModel>();
const structModels = new Derived<StructModel[]>();
const emulatorModels = new Derived<EmulatorModel>();

/** The model of a kfunc: made of its spec, of what kernels say, of the examples that call it and of who acquires what it releases. */
function kfuncModel(
  file: ParsedFile<KfuncSpec>,
  acquiredBy: readonly string[],
  calling: readonly ExampleModel[],
  kernel: Kernel,
): KfuncModel {
  const { value: spec, source } = file;
  const { name } = spec;
  const history = kernel.histories.get(name);
  const latest = latestFact(kernel, name);
  const prototype = latest?.fact ?? newestSignature(spec) ?? { returns: "", params: [] };
  const { returns, params } = prototype;
  const option = configOption(name);
  return {
    name,
    subsystem: keyOf(source.path).split("/")[0] ?? "",
    spec,
    ...(history && { history }),
    since: sinceOf(spec.since, history),
    prototype: { returns, params },
    ...registrationOf(kernel, spec),
    registrations: registrationsOf(kernel.releases, name),
    module: latest?.fact.module ?? "",
    ...(option !== undefined && { configOption: option }),
    availability: availabilityOf(kernel, name),
    declaration: printKsymDeclaration(ksymName(name), prototype),
    declarations: (history?.prototypes ?? []).map(({ since, until, prototype: each }) => ({
      since,
      until,
      text: printKsymDeclaration(ksymName(name), each),
    })),
    params: parameterModels(spec, prototype, kernel),
    ...(spec.errors && { errors: spec.errors.map(errorModel) }),
    acquiredBy,
    examples: calling.map(({ key, scenarios }) => ({
      key,
      scenarios: scenarios.filter((scenario) => isCalledIn(scenario, name)).map((scenario) => scenario.name),
    })),
    isModelled: modelledKfuncs.some((model) => model.name === name),
    notModelled: modelledKfuncs.find((model) => model.name === name)?.notModelled ?? [],
    page: source.path.replace(/^content\//, "").replace(/\.yaml$/, ".md"),
  };
}

/** Everything that the pages show, from what passed. */
export function assembleModel(
  kernel: Kernel,
  content: Content,
  judged: readonly JudgedExample[],
  selfContained: SelfContainedExamples = new Map(),
): AssembledModel {
  const plain = plainResultsOf(content);
  const stated = JSON.stringify(plain);
  const models = judged.flatMap((each) => {
    const explorer = selfContained.get(each.example.key)?.explorer;
    return exampleModels.of([each, stated, explorer], () => exampleModel(each, plain, explorer));
  });
  const examples = models.sort((left, right) => (left.key < right.key ? -1 : 1));
  const kfuncs = content.kfuncs.map((file) => {
    const calling = sameList(examples.filter((example) => example.kfuncs.includes(file.value.name)));
    const acquirers = sameList(acquirersOf(file.value, content));
    return kfuncModels.of([file, acquirers, calling, kernel], () => kfuncModel(file, acquirers, calling, kernel));
  });
  return {
    kernel: kernel.model,
    kernels: kernel.releases.map((facts) => kernelModels.of([facts], () => kernelModel(facts))),
    kfuncs: kfuncs.sort((left, right) => (left.name < right.name ? -1 : 1)),
    structs: structModels.of([kernel], () =>
      [...structHistories(kernel.releases)].map(([name, layouts]) => ({ name, layouts })),
    ),
    examples,
    emulator: emulatorModels.of([kernel], () => emulatorModel(kernel.releases[0])),
  };
}
