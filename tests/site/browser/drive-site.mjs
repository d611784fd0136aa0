// Run by a browser that no test library can drive: goes through pages of the site in a frame, as a reader would, and hands
// what it saw to the server that it came from.

let frame;

const page = () => frame.contentDocument;
const find = (selector) => page().querySelector(selector);
const text = (selector) => find(selector)?.textContent ?? "";

/** Waits until a value is there; a page that never comes to it is told of by name. */
async function until(what, value) {
  for (let tries = 0; tries < 600; tries++) {
    const found = value();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`There was never ${what}`);
}

/** A frame of its own for each page: where only the fragment is another, an address would load nothing. */
async function open(path) {
  frame?.remove();
  frame = document.createElement("iframe");
  frame.style = "width: 1200px; height: 800px";
  frame.src = path;
  document.body.append(frame);
  await until(`a page at ${path}`, () => page()?.readyState === "complete" && find("main"));
}

function choose(selector, value) {
  const field = find(selector);
  field.value = value;
  for (const type of ["input", "change"]) field.dispatchEvent(new frame.contentWindow.Event(type, { bubbles: true }));
}

const press = (selector, key) =>
  find(selector).dispatchEvent(
    new frame.contentWindow.KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
  );

const buttonNamed = (name) =>
  [...page().querySelectorAll("kf-stepper button")].find(
    (button) => (button.getAttribute("aria-label") ?? button.textContent) === name,
  );

async function filterKfuncs() {
  await open("/kfuncs/");
  await until("a filter", () => find("kf-filter") && !find("kf-filter").hidden);
  choose("kf-filter [name=type]", "XDP");
  choose("kf-filter [name=q]", "xfrm");
  const shown = () => [...page().querySelectorAll("tr[data-name]")].filter((row) => row.checkVisibility());
  await until("a narrower table", () => shown().length < 10 && shown().length > 0);
  return { names: shown().map((row) => row.dataset.name), search: frame.contentWindow.location.search };
}

async function annotate(example) {
  await open(example);
  const lookup = () =>
    [...page().querySelectorAll("kf-source .line")].find((line) =>
      line.textContent.includes("x = bpf_xdp_get_xfrm_state(ctx"),
    ).textContent;
  const before = lookup();
  choose("kf-source select", "unknown-spi");
  return { before, after: lookup() };
}

async function step(example) {
  await open(`${example}#watch=unknown-spi&step=0`);
  await until("a run", () => find("kf-stepper .run"));
  buttonNamed("Forward one instruction").click();
  const forward = text("kf-stepper .status");
  press("kf-stepper .run", "PageDown");
  const atCall = text("kf-stepper .status");
  press("kf-stepper .run", "ArrowLeft");
  press("kf-stepper .run", "Home");
  const back = text("kf-stepper .status");
  choose("kf-stepper .chooser select", "leak");
  await until("another run", () => text("kf-stepper .what").includes("not released"));
  buttonNamed("To the end").click();
  return { forward, atCall, back, ending: text("kf-stepper .ending"), held: text("kf-stepper .held") };
}

async function changeInput(example) {
  await open(`${example}#watch=unknown-spi`);
  await until("a run", () => find("kf-stepper .run"));
  const field = [...page().querySelectorAll("kf-stepper .fields label")].find((label) =>
    label.textContent.includes("packet[2].esp.spi"),
  );
  field.querySelector("input").value = "0x1234";
  buttonNamed("Run again").click();
  await until("a run of the changed input", () => text("kf-stepper .engine").includes("no other engine"));
  return { calls: text("kf-stepper .calls-made"), hash: decodeURIComponent(frame.contentWindow.location.hash) };
}

async function report() {
  const { example } = await (await fetch("/drive.json")).json();
  const errors = [];
  addEventListener("error", ({ message }) => errors.push(message));
  try {
    const filtered = await filterKfuncs();
    const annotated = await annotate(example);
    const stepped = await step(example);
    const changed = await changeInput(example);
    return { filtered, annotated, stepped, changed, errors };
  } catch (error) {
    return { failed: `${error.message}\n${error.stack}`, errors };
  }
}

await fetch("/report", { method: "POST", body: JSON.stringify(await report()) });
