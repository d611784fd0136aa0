// Run by a browser: hands the results back to the server that the page came from.
import { runCases } from "./run-cases.mjs";

const violations = [];
addEventListener("securitypolicyviolation", ({ violatedDirective, sourceFile }) => {
  violations.push(`${violatedDirective} in ${sourceFile}`);
});

/** Why text can't be made code here; empty where it can. */
function whyNoEval() {
  try {
    return new Function("return ''")();
  } catch (error) {
    return error.name;
  }
}

async function read(name) {
  const response = await fetch(name);
  if (!response.ok) throw new Error(`${name}: ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

async function report() {
  try {
    const results = await runCases(read);
    // Violations are told later, as events.
    await new Promise((resolve) => setTimeout(resolve, 0));
    return { results, violations: [...violations], evalIsRefusedBy: whyNoEval() };
  } catch (error) {
    return { failed: `${error.message}\n${error.stack}` };
  }
}

await fetch("report", { method: "POST", body: JSON.stringify(await report()) });
