import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readKept } from "../linux/fetch-kernel.ts";
import { availableInApt } from "../set-up/apt.ts";
import type { Machine } from "../set-up/machine.ts";
import { optionalRequirements, type Requirement, requirements } from "../set-up/requirements.ts";
import { versions } from "./versions.ts";

/** What something is needed for: a build, the tests, or runs in a real Linux. */
export type Purpose = "build" | "tests" | "verify";

/** One thing of the machine: what is there, or what to do about it. */
export interface Examined {
  readonly name: string;
  readonly purpose: Purpose;
  /** What is there, with its version where it tells one. */
  readonly found?: string;
  /** Why it is wanted, and what was looked at and would not do. */
  readonly why: string;
  readonly reasons: readonly string[];
  /** The command that brings it, or what to do by hand. */
  readonly remedy: string;
}

const nothing = { test: false, verify: false };

/** What the set-up installs, each once, under the first purpose that needs it. */
function wanted(): { readonly purpose: Purpose; readonly requirement: Requirement }[] {
  const groups: readonly [Purpose, readonly Requirement[]][] = [
    ["build", requirements(nothing)],
    ["tests", [...requirements({ ...nothing, test: true }), ...optionalRequirements({ ...nothing, test: true })]],
    ["verify", requirements({ ...nothing, verify: true })],
  ];
  const seen = new Set<string>();
  return groups.flatMap(([purpose, group]) =>
    group.flatMap((requirement) => {
      if (seen.has(requirement.name)) return [];
      seen.add(requirement.name);
      return [{ purpose, requirement }];
    }),
  );
}

/** The command to type on this machine. */
function remedyFor({ variable, packages, byHand }: Requirement, machine: Machine): string {
  if (machine.environment[variable]) return `$${variable} is set: correct it or unset it.`;
  if (machine.has("apt-get")) {
    const name = availableInApt(machine, packages.apt)[0] ?? packages.apt[0];
    if (name !== undefined) return `${machine.isRoot ? "" : "sudo "}apt-get install -y --no-install-recommends ${name}`;
  }
  if (machine.has("brew") && packages.brew[0] !== undefined) return `brew install ${packages.brew[0]}`;
  return byHand;
}

function examine(purpose: Purpose, requirement: Requirement, machine: Machine): Examined {
  const { name, why, lacks, variable } = requirement;
  const reasons = lacks(machine.environment);
  if (reasons === undefined) {
    return { name, purpose, found: versions[variable]?.(machine.environment) ?? "there", why, reasons: [], remedy: "" };
  }
  return { name, purpose, why, reasons, remedy: remedyFor(requirement, machine) };
}

/** What is kept of kernels: the version of each that is whole, and the folders of those that are not. */
function keptKernels(cache: string): { readonly whole: readonly string[]; readonly others: readonly string[] } {
  const folder = join(cache, "kernels");
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const kept = names.map((name) => ({ name, kernel: readKept(join(folder, name)) }));
  return {
    whole: kept.flatMap(({ kernel }) => kernel?.version ?? []),
    others: kept.flatMap(({ name, kernel }) => (kernel ? [] : [name])),
  };
}

function examineKernels(cache: string): Examined {
  const { whole, others } = keptKernels(cache);
  return {
    name: "A fetched kernel",
    purpose: "verify",
    why: "scenarios are run in it",
    reasons: others.map((name) => `The kept one of ${name} lacks a file, or a module that scenarios use by now.`),
    remedy: "npm run verify",
    ...(whole.length > 0 && { found: `Linux ${whole.join(", ")}` }),
  };
}

/** Everything that kfdoc uses of a machine. */
export function examineMachine(machine: Machine, cache: string): Examined[] {
  const node = {
    name: "Node",
    purpose: "build" as const,
    found: `${process.version}, ${process.execPath}`,
    why: "it runs kfdoc",
  };
  return [
    { ...node, reasons: [], remedy: "" },
    ...wanted().map(({ purpose, requirement }) => examine(purpose, requirement, machine)),
    examineKernels(cache),
  ];
}

/** Whether a build can be made. */
export const canBuild = (examined: readonly Examined[]): boolean =>
  examined.every(({ purpose, found }) => purpose !== "build" || found !== undefined);
