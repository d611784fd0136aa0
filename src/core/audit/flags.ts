import type { Note } from "../diagnostics/diagnostic.ts";
import { errorAt } from "../diagnostics/error-at.ts";
import { flagsOf } from "../facts/flags.ts";
import type { AuditRule } from "./subject.ts";

const goneFlag: Note = {
  message: "from Linux 7.0 on KF_TRUSTED_ARGS is the rule for every kfunc and no longer a flag",
};

/** Stated flags are those of the newest release that has the kfunc, and all of them. */
export const flags: AuditRule = ({ file, latest: { facts, fact } }) => {
  const stated = file.value.flags;
  if (!stated) return [];
  const { name } = file.value;
  const actual = flagsOf(fact);
  const note = { message: `Linux ${facts.release} registers it with ${actual.join(", ") || "no flag"}` };
  const surplus = stated.flatMap((flag, index) => {
    if (actual.includes(flag)) return [];
    return errorAt(file.spanOf(["flags", index]), "audit/flags", `In Linux ${facts.release} ${name} is not ${flag}`, {
      notes: flag === "KF_TRUSTED_ARGS" ? [note, goneFlag] : [note],
      help: `remove ${flag}`,
    });
  });
  const missing = actual
    .filter((flag) => !stated.includes(flag))
    .map((flag) =>
      errorAt(file.spanOf(["flags"], "key"), "audit/flags", `In Linux ${facts.release} ${name} is also ${flag}`, {
        notes: [note],
        help: `add ${flag}, or state no flags: the kernel facts decide them`,
      }),
    );
  return [...surplus, ...missing];
};
