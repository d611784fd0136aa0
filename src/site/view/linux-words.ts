import type { LinuxVerdict } from "../../node/build/site-model.ts";
import { joinWords } from "./join-words.ts";

/** "Linux 7.3.4 and 6.12.58" */
export const linuxWords = (verdicts: readonly Pick<LinuxVerdict, "version">[]): string =>
  `Linux ${joinWords(verdicts.map(({ version }) => version))}`;
