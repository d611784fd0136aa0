import { spawnSync } from "node:child_process";
import { findClang } from "../clang/find-clang.ts";
import { findLibbpf } from "../clang/libbpf-headers.ts";
import { findBusybox, findIp, findQemu, findXz } from "../linux/machine-tools.ts";
import { findBrowser } from "../set-up/find-browser.ts";
import { findFirefox } from "../set-up/find-firefox.ts";

type Find = (environment: NodeJS.ProcessEnv) => string | undefined;

const firstLine = (text: string) => text.split("\n")[0]?.trim() ?? "";

/** The first line of `--version`, with the path. */
const asked =
  (find: Find): Find =>
  (environment) => {
    const path = find(environment);
    if (path === undefined) return undefined;
    const { stdout } = spawnSync(path, ["--version"], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
      timeout: 10_000,
    });
    const version = firstLine(stdout ?? "");
    return version === "" ? path : `${version}, ${path}`;
  };

function clang(environment: NodeJS.ProcessEnv): string | undefined {
  const found = findClang(environment);
  return "path" in found ? `${found.version}, ${found.path}` : undefined;
}

/** What is there of a requirement, by the variable that names it: a version where it tells one, and where it is. */
export const versions: Readonly<Record<string, Find>> = {
  CLANG: clang,
  LIBBPF_INCLUDE: findLibbpf,
  CHROMIUM: asked(findBrowser),
  FIREFOX: asked(findFirefox),
  QEMU: asked(findQemu),
  BUSYBOX: findBusybox,
  IPROUTE: findIp,
  XZ: asked(findXz),
};
