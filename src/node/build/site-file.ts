/** A file beside the pages, by its path below `dist/`. */
export interface SiteFile {
  readonly path: string;
  readonly contents: string | Uint8Array;
}

/** A file that is made when its contents are first asked for. */
export function siteFile(path: string, make: () => SiteFile["contents"]): SiteFile {
  let made: SiteFile["contents"] | undefined;
  return {
    path,
    get contents() {
      made ??= make();
      return made;
    },
  };
}
