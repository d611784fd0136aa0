/** A release as `major.minor`, a string because 6.10 is not 6.1. */
export const versionPattern = /^\d+\.\d+$/;

/** The last minor number of each line that has ended: v5.19 was followed by v6.0. */
const lastMinors: Readonly<Record<number, number>> = { 3: 19, 4: 20, 5: 19, 6: 19 };

function parts(version: string): readonly [major: number, minor: number] {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return [major, minor];
}

/** Orders releases by number: negative where `left` is older. */
export function compareVersions(left: string, right: string): number {
  const [leftMajor, leftMinor] = parts(left);
  const [rightMajor, rightMinor] = parts(right);
  return leftMajor - rightMajor || leftMinor - rightMinor;
}

/** Whether Linux had or may yet have a release of this number: there never was a 6.20. */
export function isRelease(version: string): boolean {
  const [major, minor] = parts(version);
  return major >= 3 && minor <= (lastMinors[major] ?? Number.POSITIVE_INFINITY);
}

/** The release after a release of a line that has ended or goes on: 6.1 after 6.0, 7.0 after 6.19. */
export function releaseAfter(version: string): string {
  const [major, minor] = parts(version);
  return minor === lastMinors[major] ? `${major + 1}.0` : `${major}.${minor + 1}`;
}
