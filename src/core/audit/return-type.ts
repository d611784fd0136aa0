import { printType } from "../btf/print-type.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { btfTypeTerm } from "./btf-type-term.ts";
import { parseCType } from "./parse-c-type.ts";
import type { AuditRule } from "./subject.ts";
import { sameType } from "./type-term.ts";

/** The return type is the kernel's. */
export const returnType: AuditRule = ({ file, kernel: { release, btf }, prototype, note }) => {
  const stated = file.value.signature.returns;
  const term = parseCType(stated);
  if (term && sameType(term, btfTypeTerm(btf, prototype.returns))) return [];
  const actual = printType(btf, prototype.returns);
  return [
    errorAt(
      file.spanOf(["signature", "returns"]),
      "audit/return-type",
      `In Linux ${release} ${file.value.name} returns ${actual}, not ${stated}`,
      { notes: [note], help: `write returns: ${actual}` },
    ),
  ];
};
