import type { Machine } from "./machine.ts";

/** The names among these that apt could install now, in the order given. */
export function availableInApt(machine: Machine, names: readonly string[]): string[] {
  const printed = machine.ask("apt-cache", ["policy", ...names]) ?? "";
  const available = new Set<string>();
  let name = "";
  for (const line of printed.split("\n")) {
    name = /^(\S+):$/.exec(line)?.[1] ?? name;
    const candidate = /^\s+Candidate: (.+)$/.exec(line)?.[1];
    if (candidate && candidate !== "(none)") available.add(name);
  }
  return names.filter((wanted) => available.has(wanted));
}

/** How to become root without being asked for a password: the words before the command, or undefined. */
export function privilege(machine: Machine): readonly string[] | undefined {
  if (machine.isRoot) return [];
  const sudo = ["sudo", "-n", "env", "DEBIAN_FRONTEND=noninteractive"];
  return machine.has("sudo") && machine.ask("sudo", ["-n", "true"]) !== undefined ? sudo : undefined;
}

export const aptUpdate = ["apt-get", "update", "-q"] as const;

export function aptInstall(packages: readonly string[]): string[] {
  return ["apt-get", "install", "-y", "-q", "--no-install-recommends", "-o", "DPkg::Lock::Timeout=300", ...packages];
}
