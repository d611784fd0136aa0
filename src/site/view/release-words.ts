import { releaseAfter } from "../../core/spec/versions.ts";

/** Neighbouring releases: `6.12 – 7.3`, or `7.3` alone. */
export const spanWords = (since: string, until: string): string => (since === until ? since : `${since} – ${until}`);

/** A release in which a change shows, after the imported one before it: "7.0", "after 6.1, by 6.12". */
export const momentWords = (release: string, after: string): string =>
  releaseAfter(after) === release ? release : `after ${after}, by ${release}`;
