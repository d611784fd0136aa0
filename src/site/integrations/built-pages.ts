import { readdirSync, readFileSync } from "node:fs";
import { join, sep } from "node:path";

/** A page as it was written, before or after others changed it. */
export interface BuiltPage {
  /** `kfuncs/bpf_x`, or `index` for the front page: where it stands, without base and ending. */
  readonly slug: string;
  readonly file: string;
  read(): string;
}

const index = /(^|\/)index\.html$/;

/** A page that sends its reader to another one. */
const isRedirect = ({ read }: BuiltPage) => read().includes('<meta http-equiv="refresh"');

/** Every page of a folder but the one for addresses that lead nowhere, and those that lead elsewhere. */
export function builtPages(folder: string): BuiltPage[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll(sep, "/"))
    .filter((name) => index.test(name))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      return { slug: name.replace(index, "") || "index", file, read: () => readFileSync(file, "utf8") };
    })
    .filter((page) => !isRedirect(page));
}
