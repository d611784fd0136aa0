import { errorAt } from "../diagnostics/error-at.ts";
import { counted } from "../words/counted.ts";
import { eachSignature, type SignaturePair } from "./stated-signatures.ts";

/** The signature has as many parameters as the kernel's prototype. */
export const parameterCount = eachSignature((pair, { file }) => {
  const { row, actual, release, note } = pair;
  const stated = row.params.length;
  if (stated === actual.params.length) return [];
  const message = `In Linux ${release} ${file.value.name} has ${counted(actual.params.length, "parameter")}, not ${stated}`;
  return [
    errorAt(file.spanOf([...row.path, "params"], "key"), "audit/parameter-count", message, {
      notes: [note],
      help: remedy(pair),
    }),
  ];
});

function remedy({ row, actual }: SignaturePair): string {
  const stated = row.params.map(({ name }) => name);
  const known = actual.params.map(({ name }) => name);
  const missing = actual.params.filter(({ name }) => !stated.includes(name));
  const added = missing.map(({ name, type }) => `add { name: ${name}, type: ${type} }`);
  const removed = stated.filter((name) => !known.includes(name)).map((name) => `remove ${name}`);
  return [...added, ...removed].join("; ") || `write each of ${known.join(", ")} once`;
}
