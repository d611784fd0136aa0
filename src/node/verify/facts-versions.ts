import { provenanceFileSchema } from "../../core/facts/provenance-file.ts";
import type { LinuxRecord } from "../../core/spec/record.ts";
import type { ContentFile } from "../content/read-content-files.ts";

/** `uname -r` without what the distribution appends. */
const upstream = (kernel: string) => /^\d+(\.\d+)*/.exec(kernel)?.[0];

function versionIn({ bytes }: ContentFile): string | undefined {
  try {
    const { data } = provenanceFileSchema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return data && upstream(data.kernel);
  } catch {
    return undefined;
  }
}

/** Of the kernel that each release's facts are from, without what the distribution appends: `7.3.4`, by release. */
export function factsVersions(files: readonly ContentFile[]): Map<string, string> {
  return new Map(
    files.flatMap((file) => {
      const [, release] = /\/kernels\/([^/]+)\/provenance\.json$/.exec(file.path) ?? [];
      const version = release === undefined ? undefined : versionIn(file);
      return release !== undefined && version !== undefined ? [[release, version] as const] : [];
    }),
  );
}

/** Orders 7.3.9 before 7.3.10. */
function compare(left: string, right: string): number {
  const [one, other] = [left, right].map((version) => version.split(".").map(Number));
  for (let index = 0; index < Math.max(one?.length ?? 0, other?.length ?? 0); index++) {
    const difference = (one?.[index] ?? 0) - (other?.[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** The version of a release's facts, where it is newer than the kernel on record. */
export function newerFacts(
  { release, kernel }: LinuxRecord,
  versions: ReadonlyMap<string, string>,
): string | undefined {
  const facts = versions.get(release);
  return facts !== undefined && compare(kernel.version, facts) < 0 ? facts : undefined;
}
