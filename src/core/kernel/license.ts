/** The licenses that license_is_gpl_compatible takes, letter by letter (include/linux/license.h, v7.3). */
const gplCompatible: ReadonlySet<string> = new Set([
  "GPL",
  "GPL v2",
  "GPL and additional rights",
  "Dual BSD/GPL",
  "Dual MIT/GPL",
  "Dual MPL/GPL",
]);

/** Of an object's license section; an object without one is loaded by libbpf with an empty license. */
export const isGplCompatible = (license: string): boolean => gplCompatible.has(license);

export const describeLicense = (license: string): string =>
  license === "" ? "has no license" : `has the license ${JSON.stringify(license)}, which is not GPL-compatible`;
