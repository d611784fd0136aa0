/**
 * What a command line means by a folder, an example or a scenario: `xfrm/replay-window#leak`, or the path of one of an
 * example's files, `content/examples/xfrm/replay-window.bpf.c`.
 */
export const nameOfTarget = (target: string): string =>
  target
    .replace(/^(.*\/)?examples\/(?=.)/, "")
    .replace(/(\.bpf\.c|\.yaml)(?=$|#)/, "")
    .replace(/\/$/, "");
