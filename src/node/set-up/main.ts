import { setUp } from "./install.ts";
import { thisMachine } from "./machine.ts";
import { optionalRequirements, requirements } from "./requirements.ts";

const asked = (option: string) => process.argv.includes(option);
const scope = { test: asked("--test"), verify: asked("--verify"), bench: asked("--bench") };
const isReady = setUp(thisMachine(), requirements(scope));
if (isReady) setUp(thisMachine(), optionalRequirements(scope));
process.exitCode = isReady ? 0 : 1;
