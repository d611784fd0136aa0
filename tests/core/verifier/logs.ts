import { readFileSync } from "node:fs";

/** Logs of Linux 7.3.4 about variants of content/examples/xfrm/replay-window. */
export const readLog = (name: string): string => readFileSync(new URL(`logs/${name}.txt`, import.meta.url), "utf8");

export const logNames = ["leak", "released-twice", "slice-overrun", "write-to-read-only-slice"] as const;
