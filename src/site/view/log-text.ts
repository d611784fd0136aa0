import { counted } from "../../core/words/counted.ts";
import type { LinuxVerdict } from "../../node/build/site-model.ts";

/** A refusal's log as the kernel wrote it, less addresses, statistics and what its diagnosis says; undefined without one. */
export function logText({ version, refusal }: LinuxVerdict): string | undefined {
  const { lines, omitted = 0 } = refusal?.log ?? {};
  if (!lines) return undefined;
  const left = omitted > 0 ? [`(${counted(omitted, "line")} left out)`] : [];
  return `${[`Linux ${version}`, ...left, ...lines].join("\n")}\n`;
}
