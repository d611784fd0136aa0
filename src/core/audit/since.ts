import { errorAt } from "../diagnostics/error-at.ts";
import { contradiction } from "../facts/since.ts";
import type { AuditRule, AuditSubject } from "./subject.ts";

/** `since` is possible by what the kernels show: none older has the kfunc, and none that is not older lacks it. */
export const since: AuditRule = (subject) => {
  const { file, history } = subject;
  const { name, since: stated } = file.value;
  if (!stated) return [];
  const against = contradiction(stated.version, believed(subject));
  if (!against) return [];
  const message = against.has
    ? `${name} is older than ${stated.version}: Linux ${against.release} has it`
    : `${name} is newer than ${stated.version}: Linux ${against.release} does not have it`;
  return [
    errorAt(file.spanOf(["since", "version"]), "audit/since", message, {
      notes: against.has ? [] : [{ message: `the first imported release that has it is ${history.first.release}` }],
      help: against.has
        ? "write the first release that contains the commit"
        : `write a release after ${against.release}, up to ${history.first.release}; where the source of ${against.release} has it and its kernel was built without it, say so in not_built`,
    }),
  ];
};

/** The history without releases of which the spec says that they were only built without the kfunc. */
function believed({ file, history }: AuditSubject): AuditSubject["history"] {
  const { not_built: notBuilt } = file.value;
  if (!notBuilt) return history;
  return { ...history, lacking: history.lacking.filter((release) => notBuilt.releases?.includes(release) === false) };
}
