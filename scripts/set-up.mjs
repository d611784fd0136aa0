// What a fresh clone needs, installed where it is lacking. Plain JavaScript and built-in modules only: it runs before there
// is any package, on Node 20. The packages bring the Node that runs everything else, and the rest of the set-up with it.
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const ownNode = join(root, "node_modules", ".bin", "node");

function packagesOf(lockFile) {
  try {
    return JSON.parse(readFileSync(join(root, lockFile), "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** Why the packages must be installed; undefined where they are as package-lock.json says. */
function whyInstall() {
  const installed = packagesOf("node_modules/.package-lock.json");
  if (!installed) return "there are none yet";
  const locked = Object.entries(packagesOf("package-lock.json") ?? {}).filter(([path]) => path !== "");
  const other = locked.find(([path, { version, optional }]) =>
    installed[path] ? installed[path].version !== version : !optional,
  );
  if (other) return `${other[0].replace(/^.*node_modules\//, "")} is not as package-lock.json says`;
  return existsSync(ownNode) ? undefined : "Node is missing among them";
}

function fail(message) {
  console.error(message);
  process.exit(1);
}

const why = whyInstall();
if (why) {
  console.error(`Installing the packages with npm ci: ${why}.`);
  const options = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const { status, error } = spawnSync("npm", options, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  if (status !== 0) fail(`npm ${options.join(" ")} failed${error ? `: ${error.message}` : ""}.`);
  if (!existsSync(ownNode)) {
    fail("The package `node` did not install its program: run `npm rebuild node --ignore-scripts=false`.");
  }
}

const machine = join(root, "src", "node", "set-up", "main.ts");
const { status, error } = spawnSync(ownNode, [machine, ...process.argv.slice(2)], {
  stdio: ["ignore", "inherit", "inherit"],
});
if (error) fail(`${ownNode} can't be run: ${error.message}`);
process.exit(status ?? 1);
