import { setUp } from "./install.ts";
import { thisMachine } from "./machine.ts";
import { requirements } from "./requirements.ts";

const asked = (option: string) => process.argv.includes(option);
const required = requirements({ test: asked("--test"), verify: asked("--verify"), bench: asked("--bench") });
process.exitCode = setUp(thisMachine(), required) ? 0 : 1;
