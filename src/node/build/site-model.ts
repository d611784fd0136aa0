import type { Outcome } from "../../core/emulator/outcome.ts";
import type { Scenario } from "../../core/spec/example-spec.ts";
import type { KfuncSpec } from "../../core/spec/kfunc-spec.ts";
import type { RecordedRefusal } from "../../core/spec/record.ts";

/** Everything the pages show, checked and ready: what the build hands to Astro. Plain JSON. */
export interface SiteModel {
  readonly kernel: KernelModel;
  /** By name. */
  readonly kfuncs: readonly KfuncModel[];
  /** By key. */
  readonly examples: readonly ExampleModel[];
}

/** The kernel whose facts the specs were audited against. */
export interface KernelModel {
  /** `major.minor`, such as "7.3". */
  readonly release: string;
  /** The Debian package and its version. */
  readonly package: string;
  readonly packageVersion: string;
}

export interface KfuncModel {
  readonly name: string;
  readonly subsystem: string;
  readonly spec: KfuncSpec;
  /** The declaration to copy: `extern … __ksym;` in C, formatted. */
  readonly declaration: string;
  readonly params: readonly ParameterModel[];
  readonly errors: readonly ErrorModel[];
  /** Examples whose compiled object calls the kfunc, with the scenarios in which the call happened. */
  readonly examples: readonly { readonly key: string; readonly scenarios: readonly string[] }[];
  /** What the kernel does and the emulator's model leaves out, in sentences. */
  readonly notModelled: readonly string[];
  /** Path of the page's Markdown below the content folder. */
  readonly page: string;
}

export interface ParameterModel {
  readonly name: string;
  /** In C. */
  readonly type: string;
  /** Markdown. */
  readonly text: string;
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

export type ErrorModel = KfuncSpec["errors"][number] & {
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
