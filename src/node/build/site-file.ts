/** A file beside the pages, by its path below `dist/`. */
export interface SiteFile {
  readonly path: string;
  readonly contents: string | Uint8Array;
}
