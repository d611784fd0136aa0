#!/usr/bin/env node
import { enableCompileCache } from "node:module";
import { join } from "node:path";
import { project } from "./project-folders.ts";

// Most of a short command's time is reading our own TypeScript: Node keeps what it made of it.
enableCompileCache(join(project, ".cache", "node"));
await import("./main.ts");
