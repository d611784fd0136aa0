import { kernelNames } from "../../core/audit/kernel-names.ts";
import type { Btf } from "../../core/btf/btf.ts";
import { findMember } from "../../core/btf/layout.ts";
import { printType } from "../../core/btf/print-type.ts";
import { kfuncs as kfuncModels } from "../../core/kernel/kfuncs/kfuncs.ts";
import type { Content } from "../../core/spec/content.ts";
import { keyOf } from "../../core/spec/content.ts";
import type { KfuncSpec } from "../../core/spec/kfunc-spec.ts";
import type { ParsedFile } from "../../core/spec/parsed-file.ts";
import { errnoValues } from "../../core/uapi/errno.ts";
import { fileNameOf } from "../clang/example-unit.ts";
import { compileCommand } from "../clang/flags.ts";
import type { JudgedExample, JudgedScenario } from "../verify/judge-record.ts";
import { printKsymDeclaration } from "./print-declaration.ts";
import type { Kernel } from "./read-kernel.ts";
import type {
  ErrorModel,
  ExampleModel,
  KfuncModel,
  MemberModel,
  ParameterModel,
  ScenarioModel,
  SiteModel,
} from "./site-model.ts";

/** The struct that a parameter of the kernel's prototype points to. */
function pointee(btf: Btf, kfunc: string, index: number): number | undefined {
  const type = btf.type(kernelNames(btf).kfuncs.get(kfunc) ?? 0);
  const prototype = type.kind === "func" ? btf.resolved(type.type) : type;
  const param = prototype.kind === "func_proto" ? prototype.params[index] : undefined;
  const pointer = param && btf.resolved(param.type);
  return pointer?.kind === "ptr" ? pointer.type : undefined;
}

function memberModels(spec: KfuncSpec, name: string, index: number, btf: Btf): MemberModel[] {
  const param = spec.params[name];
  if (param === undefined || typeof param === "string") return [];
  const struct = pointee(btf, spec.name, index);
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

function parameterModels(spec: KfuncSpec, btf: Btf): ParameterModel[] {
  return spec.signature.params.map(({ name, type }, index) => {
    const param = spec.params[name];
    const text = typeof param === "string" ? param : (param?.text ?? "");
    return { name, type, text, members: memberModels(spec, name, index, btf) };
  });
}

function errorModel(error: KfuncSpec["errors"][number]): ErrorModel {
  return error.value === "NULL" ? error : { ...error, number: errnoValues[error.value] };
}

function scenarioModel({ scenario, emulated, outcome, verdicts }: JudgedScenario): ScenarioModel {
  const { name, summary, variant } = scenario;
  return {
    name,
    summary,
    ...(variant !== undefined && { variant }),
    spec: scenario,
    ...(outcome && { outcome }),
    ...("gap" in emulated && { gap: emulated.gap }),
    engines: verdicts,
  };
}

function exampleModel({ example, program, kfuncs, scenarios }: JudgedExample): ExampleModel[] {
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
      kfuncs,
      scenarios: scenarios.map(scenarioModel),
    },
  ];
}

function isCalledIn({ outcome }: ScenarioModel, kfunc: string): boolean {
  return outcome?.calls.some((call) => call.kfunc === kfunc) ?? false;
}

function kfuncModel(file: ParsedFile<KfuncSpec>, examples: readonly ExampleModel[], btf: Btf): KfuncModel {
  const { value: spec, source } = file;
  const calling = examples.filter(({ kfuncs }) => kfuncs.includes(spec.name));
  return {
    name: spec.name,
    subsystem: keyOf(source.path).split("/")[0] ?? "",
    spec,
    declaration: printKsymDeclaration(spec),
    params: parameterModels(spec, btf),
    errors: spec.errors.map(errorModel),
    examples: calling.map(({ key, scenarios }) => ({
      key,
      scenarios: scenarios.filter((scenario) => isCalledIn(scenario, spec.name)).map(({ name }) => name),
    })),
    notModelled: kfuncModels.find(({ name }) => name === spec.name)?.notModelled ?? [],
    page: source.path.replace(/^content\//, "").replace(/\.yaml$/, ".md"),
  };
}

/** Everything that the pages show, from what passed. */
export function assembleModel(kernel: Kernel, content: Content, judged: readonly JudgedExample[]): SiteModel {
  const models = judged.flatMap(exampleModel);
  const examples = models.sort((left, right) => (left.key < right.key ? -1 : 1));
  const kfuncs = content.kfuncs.map((file) => kfuncModel(file, examples, kernel.btf));
  return {
    kernel: kernel.model,
    kfuncs: kfuncs.sort((left, right) => (left.name < right.name ? -1 : 1)),
    examples,
  };
}
