import { printType } from "../btf/print-type.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { btfTypeTerm } from "./btf-type-term.ts";
import { parseCType } from "./parse-c-type.ts";
import { type AuditRule, pairParameters } from "./subject.ts";
import { adjustParameter, sameType } from "./type-term.ts";

/** Each parameter has the kernel's type. */
export const parameterTypes: AuditRule = (subject) => {
  const { file, kernel, note } = subject;
  return pairParameters(subject).flatMap(({ index, stated, actual }) => {
    const term = parseCType(stated.type);
    if (term && sameType(adjustParameter(term), btfTypeTerm(kernel.btf, actual.type))) return [];
    const type = printType(kernel.btf, actual.type);
    const message = `In Linux ${kernel.release} ${stated.name} is of type ${type}, not ${stated.type}`;
    return errorAt(file.spanOf(["signature", "params", index, "type"]), "audit/parameter-type", message, {
      notes: [note],
      help: `write type: ${type}`,
    });
  });
};
