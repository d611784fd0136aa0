import { errorAt } from "../diagnostics/error-at.ts";
import type { AuditRule } from "./subject.ts";

/** What `not_built` says of a release is so: its kernel lacks the kfunc. */
export const notBuilt: AuditRule = ({ file, history }) => {
  const { name, not_built: stated } = file.value;
  if (!stated) return [];
  const releases = stated.releases ?? history.releases;
  return releases.flatMap((release, index) => {
    if (!history.releases.includes(release)) return [];
    const place = file.spanOf(stated.releases ? ["not_built", "releases", index] : ["not_built"], "key");
    return errorAt(place, "audit/not-built", `Linux ${release} was built with ${name}`, {
      help: "remove the release from not_built, or not_built where none is left",
    });
  });
};
