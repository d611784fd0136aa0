import { shortText, type ValueRow, valueRows } from "../../../core/emulator/decode/value-text.ts";
import type { CallRecord, Outcome } from "../../../core/emulator/outcome.ts";
import { element } from "./element.ts";
import { focusName } from "./keep-focus.ts";

function callText({ kfunc, args, returns }: CallRecord): string {
  const passed = args.map(({ name, before }) => `${name} = ${shortText(before)}`).join(", ");
  return `${kfunc}(${passed})${returns ? ` → ${shortText(returns)}` : ""}`;
}

function rowText({ path, before, after }: ValueRow): string {
  return after === undefined ? `${path} = ${before}` : `${path}: ${before} → ${after}`;
}

function detailsOf(call: CallRecord): HTMLElement | undefined {
  const rows = call.args.flatMap(({ name, before, after }) => valueRows(name, before, after));
  if (rows.length === 0) return undefined;
  const items = rows.map((row) =>
    element("li", { class: row.after === undefined ? undefined : "changed" }, rowText(row)),
  );
  return element("ul", {}, ...items);
}

/** The kfunc calls of so many steps; the last one with all its arguments. `kfuncs` is where their pages are. */
export function callsPanel({ calls, timeline }: Outcome, count: number, kfuncs: string): HTMLElement {
  const made = timeline.steps.slice(0, count).flatMap(({ call }) => call ?? []);
  const current = timeline.steps[count - 1]?.call;
  const items = made.flatMap((index) => {
    const call = calls[index];
    if (!call) return [];
    const link = element("a", { href: `${kfuncs}${call.kfunc}/`, ...focusName("call", `${index}`) }, call.kfunc);
    const rest = callText(call).slice(call.kfunc.length);
    const isCurrent = index === current;
    return [
      element("li", { class: isCurrent ? "changed" : undefined }, link, rest, isCurrent ? detailsOf(call) : undefined),
    ];
  });
  return element(
    "div",
    { class: "calls-made" },
    element("p", { class: "part" }, "Kfunc calls so far"),
    items.length > 0 ? element("ol", {}, ...items) : element("p", {}, "None."),
  );
}
