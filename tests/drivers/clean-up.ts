import { afterAll, afterEach, vi } from "vitest";
import { removeTemporaryFolders } from "./temporary-folder.ts";

// Files of one worker share their modules, which are read once; this one is read for each of them.
afterEach(removeTemporaryFolders);
afterAll(() => {
  vi.unstubAllEnvs();
});
