import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { AuditedKernel } from "../../../src/core/audit/subject.ts";
import { readBtf } from "../../../src/core/btf/read-btf.ts";

const path = "content/kernels/7.3/vmlinux.btf";
const { value: btf, diagnostics } = readBtf(readFileSync(resolve(import.meta.dirname, "../../..", path)), path);
if (!btf) throw new Error(diagnostics.map(({ message }) => message).join("\n"));

/** The newest kernel whose facts the repository holds. */
export const kernel: AuditedKernel = { release: "7.3", btf };
