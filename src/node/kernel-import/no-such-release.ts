import { ImportError } from "./import-error.ts";

/** The archive has no kernel of a release: whoever named it is to name another. */
export class NoSuchRelease extends ImportError {}
