import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { kfuncsWithoutSpec } from "../../core/audit/missing-specs.ts";
import type { AuditedKernels } from "../../core/audit/subject.ts";
import { familyOf } from "../../core/facts/families.ts";
import { printNewSpec } from "../../core/spec/print-spec.ts";

/** A file to write, by its path below the content folder. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** The specs that are missing: one for each kfunc that a kernel has and none states. */
export function newSpecs(kernels: AuditedKernels, stated: ReadonlySet<string>): NewFile[] {
  const names = [...kfuncsWithoutSpec(kernels, stated).values()].flat().sort();
  return names.map((name) => ({ path: `kfuncs/${familyOf(name)}/${name}.yaml`, text: printNewSpec(name) }));
}

const schemaLine = /^# yaml-language-server: \$schema=(\S+)\n/;

/** A text without the line that names its schema for editors, where no file stands there, as in another's folder. */
function withoutDeadSchema(text: string, file: string): string {
  const [line = "", address] = schemaLine.exec(text) ?? [];
  return address === undefined || existsSync(join(dirname(file), address)) ? text : text.slice(line.length);
}

/** Writes files that are not there yet; one that is stays as it is. */
export function writeNewFiles(content: string, files: readonly NewFile[]): void {
  for (const { path, text } of files) {
    const file = join(content, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, withoutDeadSchema(text, file), { flag: "wx" });
  }
}
