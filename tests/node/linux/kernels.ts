import { join } from "node:path";
import { readKept } from "../../../src/node/linux/fetch-kernel.ts";
import { findBusybox, findIp, findQemu, findStaticLibraries } from "../../../src/node/linux/machine-tools.ts";

export const cache = join(import.meta.dirname, "../../../.cache/kfdoc");

/** The newest kernel that was fetched already: tests fetch nothing. */
export const kernel = readKept(join(cache, "kernels/7.3"));

/** Why no kernel can be booted here; empty where one can. */
export const whyNot = [
  ...(findQemu() ? [] : ["QEMU is not installed"]),
  ...(findBusybox() ? [] : ["busybox is not installed"]),
  ...(findIp() ? [] : ["iproute2 is not installed"]),
  ...("paths" in findStaticLibraries() ? [] : ["libbpf is not there as a static library"]),
  ...(kernel ? [] : ["Linux 7.3 was not fetched yet, `npm run verify -- --kernel 7.3` does so"]),
].join(", ");
