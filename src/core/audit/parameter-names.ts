import { errorAt } from "../diagnostics/error-at.ts";
import { type AuditRule, pairParameters } from "./subject.ts";

/** Each parameter is called as in the kernel: suffixes such as `__sz` are rules that the verifier applies. */
export const parameterNames: AuditRule = (subject) =>
  pairParameters(subject).flatMap(({ index, stated, actual }) => {
    if (stated.name === actual.name) return [];
    const place = subject.file.spanOf(["signature", "params", index, "name"]);
    const message = `In Linux ${subject.kernel.release} this parameter is called ${actual.name}, not ${stated.name}`;
    return errorAt(place, "audit/parameter-name", message, {
      notes: [subject.note],
      help: `write name: ${actual.name}`,
    });
  });
