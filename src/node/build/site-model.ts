import type { KfuncCoverage } from "../../core/coverage/coverage.ts";
import type { Outcome } from "../../core/emulator/outcome.ts";
import type { AttachForm } from "../../core/facts/availability-file.ts";
import type { KfuncHistory } from "../../core/facts/kfunc-history.ts";
import type { Prototype } from "../../core/facts/prototype.ts";
import type { ProvenanceFile } from "../../core/facts/provenance-file.ts";
import type { RegistrationSpan } from "../../core/facts/registrations.ts";
import type { Since } from "../../core/facts/since.ts";
import type { LayoutSpan } from "../../core/facts/struct-history.ts";
import type { Scenario } from "../../core/spec/example-spec.ts";
import type { KfuncSpec } from "../../core/spec/kfunc-spec.ts";
import type { RecordedRefusal } from "../../core/spec/record.ts";
import type { SiteSettings } from "../../core/spec/site-settings.ts";
import type { KfuncFlag } from "../../core/uapi/kfunc-flags.ts";
import type { ProgramType } from "../../core/uapi/program-types.ts";
import type { ExplorerSource } from "../self-contained/compiler-explorer.ts";
import type { EmulatorModel } from "./emulator-model.ts";

/** Everything the pages show, checked and ready: what the build hands to Astro. Plain JSON. */
export interface SiteModel {
  readonly site: SiteFacts;
  /** The newest kernel, whose types examples are built against. */
  readonly kernel: KernelModel;
  /** Every kernel that has facts, the newest first. */
  readonly kernels: readonly KernelModel[];
  /** By name. */
  readonly kfuncs: readonly KfuncModel[];
  /** By name: structs that kfuncs take or give and that programs fill in or read. */
  readonly structs: readonly StructModel[];
  /** By key. */
  readonly examples: readonly ExampleModel[];
  readonly emulator: EmulatorModel;
  /** How far each kfunc is documented. */
  readonly coverage: readonly KfuncCoverage[];
}

/** What the content folder says of the site itself. */
export interface SiteFacts extends SiteSettings {
  /** The name of the content folder. */
  readonly folder: string;
  /** Which of `logo.png` and `favicon.png` stand in it. */
  readonly images: readonly string[];
}

/** The model before its coverage was measured. */
export type AssembledModel = Omit<SiteModel, "coverage" | "site">;

/** A kernel that the specs were audited against. */
export interface KernelModel {
  /** `major.minor`, such as "7.3". */
  readonly release: string;
  /** As the kernel names itself: `7.3.4+deb13-amd64`. */
  readonly version: string;
  /** The Debian package and its version; empty for a kernel that was given by its path. */
  readonly package: string;
  readonly packageVersion: string;
  /** How many it has. */
  readonly kfuncs: number;
  /** The attach forms that were measured; absent where none was. */
  readonly forms?: readonly AttachForm[];
  /** Where its facts come from. */
  readonly provenance: ProvenanceFile;
}

export interface StructModel {
  /** Without the keyword. */
  readonly name: string;
  /** The newest first. */
  readonly layouts: readonly LayoutSpan[];
}

export interface KfuncModel {
  readonly name: string;
  readonly subsystem: string;
  /** What its author states. What the kernels decide stands beside it, and is to be taken from there. */
  readonly spec: KfuncSpec;
  /** Absent where no imported release has it. */
  readonly history?: KfuncHistory;
  readonly since: Since;
  /** Of the newest release that has it; of the spec where none does. */
  readonly prototype: Prototype;
  readonly flags: readonly KfuncFlag[];
  /** Its sets and flags in each release that has it, the newest first. */
  readonly registrations: readonly RegistrationSpan[];
  /** Program types of which some form may call it, in the newest release that has it and was measured. */
  readonly programTypes: readonly ProgramType[];
  /** `vmlinux` or a module, and the option of the kernel's configuration without which it is not there, where known. */
  readonly module: string;
  readonly configOption?: string;
  /**
   * By release: the classes of forms (see `KernelModel.forms`) that may call it, or why nobody could measure that. A
   * release that lacks it or was not measured has no entry.
   */
  readonly availability: Readonly<Record<string, readonly number[] | string>>;
  /** The declaration to copy: `extern … __ksym;` in C, formatted, as in the newest release. */
  readonly declaration: string;
  /** One for each prototype that it had, the newest first. */
  readonly declarations: readonly DeclarationModel[];
  readonly params: readonly ParameterModel[];
  /** Absent where nobody has listed them yet. */
  readonly errors?: readonly ErrorModel[];
  /** For a KF_RELEASE kfunc: those whose references it takes, by what specs state. */
  readonly acquiredBy: readonly string[];
  /** Examples whose compiled object calls the kfunc, with the scenarios in which the call happened. */
  readonly examples: readonly { readonly key: string; readonly scenarios: readonly string[] }[];
  /** Whether the emulator has a model of it. */
  readonly isModelled: boolean;
  /** What the kernel does and the emulator's model leaves out, in sentences. */
  readonly notModelled: readonly string[];
  /** Path of the page's Markdown below the content folder; there need be no file. */
  readonly page: string;
}

/** A declaration, and the oldest and newest imported release for which it is the right one. */
export interface DeclarationModel {
  readonly since: string;
  readonly until: string;
  /** In C, formatted. */
  readonly text: string;
}

export interface ParameterModel {
  readonly name: string;
  /** In C. */
  readonly type: string;
  /** Markdown; absent where nobody has written it yet. */
  readonly text?: string;
  readonly members: readonly MemberModel[];
}

export interface MemberModel {
  readonly name: string;
  /** In C, from the kernel's BTF. */
  readonly type: string;
  readonly direction: "in" | "out" | "in-out";
  readonly text: string;
  readonly values: readonly { readonly name: string; readonly text: string }[];
}

export type ErrorModel = NonNullable<KfuncSpec["errors"]>[number] & {
  /** The errno's number without its sign; absent for NULL. */
  readonly number?: number;
};

export interface ExampleModel {
  /** `<subsystem>/<name>` */
  readonly key: string;
  readonly subsystem: string;
  readonly name: string;
  readonly title: string;
  readonly summary: string;
  readonly program: string;
  readonly programType: string;
  readonly section: string;
  /** File name of the source, such as replay-window.bpf.c. */
  readonly sourceFile: string;
  readonly source: string;
  /** The command that compiles it as it stands, to copy. */
  readonly compileCommand: string;
  /** What Compiler Explorer opens the program without includes from; absent where there is none. */
  readonly explorer?: ExplorerSource;
  /** kfuncs that the compiled object calls. */
  readonly kfuncs: readonly string[];
  readonly scenarios: readonly ScenarioModel[];
}

export interface ScenarioModel {
  readonly name: string;
  readonly summary: string;
  readonly variant?: string;
  readonly spec: Scenario;
  /** Of the emulator; where that can't do the scenario, as the newest Linux that ran it recorded it. */
  readonly outcome?: Outcome;
  /** Why the emulator can't do the scenario: one sentence without a full stop. */
  readonly gap?: string;
  /** What is on record of real Linux releases, the newest first; one for each release that has a record. */
  readonly engines: readonly LinuxVerdict[];
}

export type VerdictState = "ran" | "rejected" | "not-run" | "changed" | "missing";

/** What one Linux release says of a scenario. */
export interface LinuxVerdict {
  /** `major.minor` */
  readonly release: string;
  /** As the kernel names itself: 7.3.4. */
  readonly version: string;
  /** Of the kernel that the release's facts are from, where that is a newer one. */
  readonly newerFacts?: string;
  /**
   * `ran`: did what the emulator does, or what is expected where that can't do it. `rejected`: its verifier refused the program, as expected. `not-run`: that release
   * or the way in which it was driven can't do the scenario. `changed`: example, scenario or flags changed since it ran.
   * `missing`: it never ran.
   */
  readonly state: VerdictState;
  /** Why it was not run. */
  readonly reason?: string;
  /** Of `rejected`: what the verifier said, and of which line. */
  readonly refusal?: RecordedRefusal;
}
