import { setUp } from "./install.ts";
import { thisMachine } from "./machine.ts";
import { requirements } from "./requirements.ts";

const required = requirements({ browser: process.argv.includes("--browser") });
process.exitCode = setUp(thisMachine(), required) ? 0 : 1;
