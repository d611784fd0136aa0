import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { fileEntry, folderEntry, linkEntry, writeCpio } from "../../../src/node/linux/cpio.ts";
import { findBusybox } from "../../../src/node/linux/machine-tools.ts";

const entries = [
  folderEntry("empty"),
  fileEntry("init", Buffer.from("12345")),
  fileEntry("a/deep/file", Buffer.alloc(4096, 7)),
  linkEntry("bin/sh", "busybox"),
];

/** What each entry of an archive says, read by the format's own rules. */
function readEntries(archive: Buffer) {
  const found: { name: string; mode: number; content: Buffer }[] = [];
  for (let at = 0; ; ) {
    const field = (index: number) =>
      Number.parseInt(archive.toString("latin1", at + 6 + index * 8, at + 14 + index * 8), 16);
    expect([at % 4, archive.toString("latin1", at, at + 6)]).toEqual([0, "070701"]);
    const [mode, size, nameSize] = [field(1), field(6), field(11)];
    const name = archive.toString("latin1", at + 110, at + 110 + nameSize - 1);
    if (name === "TRAILER!!!") return found;
    const start = (at + 110 + nameSize + 3) & ~3;
    found.push({ name, mode, content: archive.subarray(start, start + size) });
    at = (start + size + 3) & ~3;
  }
}

describe("an archive", () => {
  test("holds what was put in, with the folders that it needs before what is in them", () => {
    const found = readEntries(writeCpio(entries));
    const names = found.map(({ name }) => name);
    expect(names).toEqual(["a", "a/deep", "bin", "empty", "init", "a/deep/file", "bin/sh"]);
    expect(found.find(({ name }) => name === "init")?.content.toString()).toBe("12345");
    expect(found.map(({ mode }) => mode >> 12)).toEqual([4, 4, 4, 4, 8, 8, 10]);
  });

  test.each([0, 1, 2, 3, 4])(
    "ends at a multiple of four after a file of %i bytes, so that another can follow",
    (size) => {
      const first = writeCpio([fileEntry("f", Buffer.alloc(size))]);
      expect(first.length % 4).toBe(0);
      const second = Buffer.concat([first, writeCpio([fileEntry("g", Buffer.from("x"))])]);
      expect(readEntries(second.subarray(first.length)).map(({ name }) => name)).toEqual(["g"]);
    },
  );

  const busybox = findBusybox();
  test.skipIf(busybox === undefined)("is one that busybox reads, too", () => {
    const listed = execFileSync(busybox ?? "", ["cpio", "-t"], {
      input: writeCpio(entries),
      stdio: ["pipe", "pipe", "ignore"],
    });
    expect(listed.toString().trim().split("\n")).toContain("a/deep/file");
  });
});
