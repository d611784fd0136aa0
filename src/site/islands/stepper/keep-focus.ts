const NAME = "data-focus";

/** An attribute for what can have the focus, by which it is known when it is drawn again; the parts are the same from step to step. */
export const focusName = (...parts: readonly string[]) => ({ [NAME]: parts.join(" ") });

/**
 * Draws what stands in a place anew. What had the focus there has it again, by its name; where that is gone, `instead` has it, so that
 * the next key still arrives.
 */
export function keepFocus(place: HTMLElement, instead: HTMLElement, draw: () => void): void {
  const { activeElement } = document;
  if (!place.contains(activeElement)) {
    draw();
    return;
  }
  const name = activeElement?.getAttribute(NAME);
  draw();
  const again = name ? place.querySelector<HTMLElement>(`[${NAME}="${CSS.escape(name)}"]`) : undefined;
  (again ?? instead).focus({ preventScroll: true });
}
