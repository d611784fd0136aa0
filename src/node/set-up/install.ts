import { aptInstall, aptUpdate, availableInApt, privilege } from "./apt.ts";
import type { Machine } from "./machine.ts";
import type { PackageManager, Requirement } from "./requirements.ts";

/** The package that brings each requirement, or undefined for one that the manager does not have. */
function choosePackages(
  manager: PackageManager,
  missing: readonly Requirement[],
  machine: Machine,
): (string | undefined)[] {
  if (manager === "brew") return missing.map(({ packages }) => packages.brew[0]);
  const available = new Set(
    availableInApt(
      machine,
      missing.flatMap(({ packages }) => packages.apt),
    ),
  );
  return missing.map(({ packages }) => packages.apt.find((name) => available.has(name)));
}

function runInstaller(machine: Machine, command: readonly string[]): boolean {
  const { ok, output } = machine.install(command);
  if (!ok) machine.say(`${command.join(" ")} failed:\n${output.trim().split("\n").slice(-15).join("\n")}`);
  return ok;
}

function announce(machine: Machine, missing: readonly Requirement[], packages: readonly (string | undefined)[]): void {
  for (const [index, { name, why }] of missing.entries()) {
    machine.say(`Installing ${name} (${packages[index]}): ${why}.`);
  }
}

function refuse(machine: Machine, { name, why, byHand, lacks }: Requirement): false {
  machine.say(`${name} is missing: ${why}.`);
  for (const reason of lacks(machine.environment) ?? []) machine.say(`  ${reason}`);
  machine.say(`  ${byHand}`);
  return false;
}

function installWithApt(machine: Machine, missing: readonly Requirement[]): boolean {
  const root = privilege(machine);
  let packages = choosePackages("apt", missing, machine);
  if (root && packages.includes(undefined)) {
    machine.say("Fetching apt's lists: they do not name every package that is needed.");
    if (!runInstaller(machine, [...root, ...aptUpdate])) return false;
    packages = choosePackages("apt", missing, machine);
  }
  const without = missing.find((_, index) => packages[index] === undefined);
  if (root && without) return refuse(machine, without);
  if (!root) {
    for (const { name, why } of missing) machine.say(`${name} is missing: ${why}.`);
    const wanted = missing.map(({ packages: names }, index) => packages[index] ?? names.apt[0] ?? "");
    machine.say(
      `Only root may install it. Run:\n  sudo apt-get install -y --no-install-recommends ${wanted.join(" ")}`,
    );
    return false;
  }
  announce(machine, missing, packages);
  const command = [...root, ...aptInstall(packages.filter((name) => name !== undefined))];
  if (machine.install(command).ok) return true;
  machine.say("That failed. Fetching apt's lists, in case they are too old, and trying once more.");
  return runInstaller(machine, [...root, ...aptUpdate]) && runInstaller(machine, command);
}

function installWithBrew(machine: Machine, missing: readonly Requirement[]): boolean {
  const packages = choosePackages("brew", missing, machine);
  const without = missing.find((_, index) => packages[index] === undefined);
  if (without) return refuse(machine, without);
  announce(machine, missing, packages);
  return runInstaller(machine, ["brew", "install", "-q", ...packages.filter((name) => name !== undefined)]);
}

/** Installs what is lacking and says so, a line each; false where it can't, with the reason and what to do said. */
export function setUp(machine: Machine, required: readonly Requirement[]): boolean {
  const missing = required.filter(({ lacks }) => lacks(machine.environment) !== undefined);
  if (missing.length === 0) return true;
  const chosen = missing.find(({ variable }) => machine.environment[variable]);
  if (chosen) return refuse(machine, { ...chosen, byHand: `$${chosen.variable} is set: correct it or unset it.` });
  const managers: readonly [string, typeof installWithApt][] = [
    ["apt-get", installWithApt],
    ["brew", installWithBrew],
  ];
  const manager = managers.find(([command]) => machine.has(command));
  if (!manager) return missing.map((requirement) => refuse(machine, requirement)).every(Boolean);
  if (!manager[1](machine, missing)) return false;
  const still = missing.find(({ lacks }) => lacks(machine.environment) !== undefined);
  return still ? refuse(machine, still) : true;
}
