/** Numbers forms by their answers to all functions: those with the same answers have the same number. */
export function numberClasses(forms: number, allowed: readonly (readonly boolean[])[]): number[] {
  const known = new Map<string, number>();
  return Array.from({ length: forms }, (_, form) => {
    const answers = allowed.map((each) => (each[form] ? "1" : "0")).join("");
    const number = known.get(answers) ?? known.size;
    known.set(answers, number);
    return number;
  });
}
