import { printType } from "../btf/print-type.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import type { AuditRule, AuditSubject } from "./subject.ts";

/** The signature has as many parameters as the kernel's prototype. */
export const parameterCount: AuditRule = (subject) => {
  const { file, kernel, prototype, note } = subject;
  const stated = file.value.signature.params.length;
  const actual = prototype.params.length;
  if (stated === actual) return [];
  return [
    errorAt(
      file.spanOf(["signature", "params"], "key"),
      "audit/parameter-count",
      `In Linux ${kernel.release} ${file.value.name} has ${count(actual)}, not ${stated}`,
      { notes: [note], help: remedy(subject) },
    ),
  ];
};

function count(parameters: number): string {
  return parameters === 1 ? "1 parameter" : `${parameters} parameters`;
}

function remedy({ file, kernel: { btf }, prototype }: AuditSubject): string {
  const stated = file.value.signature.params.map(({ name }) => name);
  const actual = prototype.params.map(({ name }) => name);
  const missing = prototype.params.filter(({ name }) => !stated.includes(name));
  const added = missing.map(({ name, type }) => `add { name: ${name}, type: ${printType(btf, type)} }`);
  const removed = stated.filter((name) => !actual.includes(name)).map((name) => `remove ${name}`);
  return [...added, ...removed].join("; ") || `write each of ${actual.join(", ")} once`;
}
