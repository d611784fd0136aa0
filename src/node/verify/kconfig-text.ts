import type { KernelState } from "../../core/spec/example-spec.ts";

type Configuration = NonNullable<KernelState["kconfig"]>;

const choices: readonly string[] = ["y", "m", "n"];

const written = (value: Configuration[string]): string =>
  typeof value === "number" || choices.includes(value) ? String(value) : `"${value}"`;

/** A configuration as /boot/config-… holds it. */
export const kconfigText = (configuration: Configuration): string =>
  Object.entries(configuration)
    .map(([name, value]) => `${name}=${written(value)}\n`)
    .join("");
