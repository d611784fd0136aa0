import { resolve } from "node:path";

/** The content that comes with the generator. A folder without kernel facts of its own is held against these. */
export const ownContent = resolve(import.meta.dirname, "../../../content");
