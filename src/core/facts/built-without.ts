import { configOption } from "./config-options.ts";

/**
 * Options of the kernel's configuration that the kernel of a release was built without although its source has kfuncs that
 * need them (/boot/config-… of Debian's packages, and BTF_ID_FLAGS in the source of the same version). What such a kernel lacks
 * says nothing of the release.
 */
const builtWithout: Readonly<Record<string, readonly string[]>> = {
  "6.12": ["CONFIG_SCHED_CLASS_EXT", "CONFIG_HID_BPF"],
  "6.16": ["CONFIG_NET_SCH_BPF"],
};

/** Whether the kernel of a release lacks a kfunc for want of an option, whatever its source has. */
export function isBuiltWithout(release: string, kfunc: string): boolean {
  const option = configOption(kfunc);
  return option !== undefined && (builtWithout[release]?.includes(option) ?? false);
}
