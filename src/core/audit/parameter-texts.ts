import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { printPrototype } from "../facts/prototype.ts";
import type { AuditRule, AuditSubject } from "./subject.ts";

/** Where a spec states its signature, its texts are held against that, and that against the kernel. */
const leavesSignature = ({ file }: AuditSubject) => file.value.signature === undefined;

const declared = ({ file, latest: { facts, fact } }: AuditSubject) => ({
  message: `Linux ${facts.release} has ${printPrototype(file.value.name, fact)}`,
});

/** Each key of `params` is a parameter that the kernel's prototype has. */
export const textsHaveParameters: AuditRule = (subject) => {
  if (!leavesSignature(subject)) return [];
  const { file, latest, history } = subject;
  const texts = file.value.params ?? {};
  const names = latest.fact.params.map(({ name }) => name);
  return Object.keys(texts)
    .filter((key) => !names.includes(key))
    .map((key) => {
      const free = names.filter((name) => !Object.hasOwn(texts, name));
      const close = formerName(key, subject) ?? nearest(key, free);
      const older = history.prototypes.find(({ prototype }) => prototype.params.some(({ name }) => name === key));
      const notes = older ? [{ message: `it was called so until Linux ${older.until}` }] : [];
      return errorAt(
        file.spanOf(["params", key], "key"),
        "audit/unknown-parameter",
        `In Linux ${latest.facts.release} ${file.value.name} has no parameter ${key}`,
        { notes: [declared(subject), ...notes], help: close ? `did you mean ${close}?` : "remove the text" },
      );
    });
};

/** What the newest release calls a parameter that older ones called otherwise, at the same place in as long a list. */
export function formerName(
  key: string,
  { history, latest }: Pick<AuditSubject, "history" | "latest">,
): string | undefined {
  const { params } = latest.fact;
  const older = history.prototypes
    .map(({ prototype }) => prototype.params)
    .find((each) => each.length === params.length && each.some(({ name }) => name === key));
  return older && params[older.findIndex(({ name }) => name === key)]?.name;
}

/** Where texts stand, every parameter that the kernel's prototype has is among them. */
export const parametersHaveTexts: AuditRule = (subject) => {
  const { file, latest } = subject;
  const texts = file.value.params;
  if (!texts || !leavesSignature(subject)) return [];
  const former = Object.keys(texts).map((key) => formerName(key, subject));
  return latest.fact.params
    .filter(({ name }) => name !== "" && !Object.hasOwn(texts, name) && !former.includes(name))
    .map(({ name }) =>
      errorAt(file.spanOf(["params"], "key"), "audit/undocumented-parameter", `The parameter ${name} has no text`, {
        notes: [declared(subject)],
        help: `add ${name}: to params, with what it means; or leave params out until all are known`,
      }),
    );
};

/** A kfunc that returns nothing has no text about it. */
export const returnsHaveTexts: AuditRule = (subject): Diagnostic[] => {
  const { file, latest } = subject;
  if (!leavesSignature(subject) || file.value.returns === undefined || latest.fact.returns !== "void") return [];
  const message = `In Linux ${latest.facts.release} ${file.value.name} returns void`;
  return [
    errorAt(file.spanOf(["returns"], "key"), "audit/return-text", message, {
      notes: [declared(subject)],
      help: "remove returns",
    }),
  ];
};
