import { errorAt } from "../diagnostics/error-at.ts";
import { contradiction } from "../facts/since.ts";
import type { AuditRule, AuditSubject } from "./subject.ts";

/** `since` is possible by what the kernels show: none older has the kfunc, and none that is not older lacks it. */
export const since: AuditRule = (subject) => {
  const { file, history } = subject;
  const { name, since: stated } = file.value;
  if (!stated) return [];
  const against = contradiction(stated.version, history, lackingReleases(subject));
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

/** Releases without the kfunc, but for those that the spec says were only built without it. */
function lackingReleases({ file, kernels, history }: AuditSubject): string[] {
  const { not_built: notBuilt } = file.value;
  if (notBuilt && !notBuilt.releases) return [];
  return kernels.releases
    .map(({ release }) => release)
    .filter((release) => !history.releases.includes(release) && !notBuilt?.releases?.includes(release));
}
