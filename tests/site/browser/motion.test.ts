import { expect, test } from "vitest";
import { pageKinds, useSite } from "./site.ts";

const open = useSite();

/** Elements that move by themselves or slowly: those with a transition, an animation, or a smooth way of scrolling. */
const moving = `[...document.querySelectorAll("*")].flatMap((element) =>
  [undefined, "::before", "::after"].flatMap((part) => {
    const { transitionDuration, animationName, scrollBehavior } = getComputedStyle(element, part);
    const moves = /[1-9]/.test(transitionDuration) || animationName !== "none" || scrollBehavior !== "auto";
    return moves ? [element.tagName + "." + element.className + (part ?? "")] : [];
  }),
)`;

const { index, kfunc, kfuncs, example, matrix } = pageKinds();

test.each([index, kfunc, kfuncs, example, matrix])(
  "nothing moves on %s where the system asks for less motion",
  async (path) => {
    const { page } = await open(path ?? "", { reducedMotion: "reduce" });
    expect(await page.evaluate(moving)).toEqual([]);
    await page.emulateMedia({ reducedMotion: "no-preference" });
    expect(await page.evaluate(moving)).not.toEqual([]);
  },
);
