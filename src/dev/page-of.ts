import { stemOf } from "./stem-of.ts";

/** The page on which the words of a file of the content stand, as its path on the site: `kfuncs/bpf_dynptr_slice/`. */
export function pageOf(path: string): string {
  const [folder = "", ...names] = stemOf(path.replace(/^content\//, "")).split("/");
  return `${[folder, ...(folder === "kfuncs" ? names.slice(-1) : names)].join("/")}/`;
}
