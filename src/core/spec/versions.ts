/** A release as `major.minor`, a string because 6.10 is not 6.1. */
export const versionPattern = /^\d+\.\d+$/;

/** Orders releases by number: negative where `left` is older. */
export function compareVersions(left: string, right: string): number {
  const [leftMajor = 0, leftMinor = 0] = left.split(".").map(Number);
  const [rightMajor = 0, rightMinor = 0] = right.split(".").map(Number);
  return leftMajor - rightMajor || leftMinor - rightMinor;
}
