import { readFileSync, rmSync } from "node:fs";
import { dirname } from "node:path";
import type { DebianPackage } from "../../core/facts/provenance-file.ts";
import type { DebianArchive, KernelPackage } from "./debian-archive.ts";
import { sha256 } from "./kernel-files.ts";
import { runTool } from "./run-tool.ts";

/** Downloads a package and unpacks it into a folder; the download goes at once. */
export function unpackPackage(archive: DebianArchive, found: KernelPackage, folder: string): DebianPackage {
  const deb = archive.download(found);
  runTool("dpkg-deb", ["-x", deb, folder], dirname(deb));
  const digest = sha256(readFileSync(deb));
  rmSync(dirname(deb), { recursive: true });
  const { name, version, suite, pool } = found;
  return { package: name, version, suite, sha256: digest, ...(pool !== undefined && { unlisted: true }) };
}
