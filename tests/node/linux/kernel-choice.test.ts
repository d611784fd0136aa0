import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { newestKernel } from "../../../src/node/kernel-import/debian-archive.ts";
import { ImportError } from "../../../src/node/kernel-import/import-error.ts";
import { NoSuchRelease } from "../../../src/node/kernel-import/no-such-release.ts";
import { fetchKernel, inWords } from "../../../src/node/linux/fetch-kernel.ts";
import { imageVersion } from "../../../src/node/linux/kernel-version.ts";
import { LinuxUnavailable } from "../../../src/node/linux/linux-unavailable.ts";
import { moduleName } from "../../../src/node/linux/module-closure.ts";
import { NoSuchKernel } from "../../../src/node/linux/no-such-kernel.ts";
import { pvhImage } from "../../../src/node/linux/pvh-image.ts";
import { exitCodeOf } from "../../../src/node/reports/explain-failure.ts";

const folder = mkdtempSync(join(tmpdir(), "kfdoc-kernels-"));
afterAll(() => rmSync(folder, { recursive: true }));

const names = [
  "linux-binary-7.3.4+deb13-amd64",
  "linux-binary-7.3.9+deb13-amd64",
  "linux-binary-7.3.4+deb13-cloud-amd64",
  "linux-binary-unsigned-7.3.12+deb13-cloud-amd64",
  "linux-image-7.3.4+deb13-cloud-amd64",
  "linux-image-6.18.15+deb13-cloud-amd64",
  "linux-image-6.18.15+deb13-cloud-amd64-dbg",
  "linux-image-6.18.9+deb13-cloud-amd64",
  "linux-modules-7.3.4+deb13-cloud-amd64",
  "linux-image-6.1.0-44-cloud-amd64",
];

test.each([
  ["7.3", "linux-binary-7.3.4+deb13-cloud-amd64"],
  ["6.18", "linux-image-6.18.15+deb13-cloud-amd64"],
  ["6.1", "linux-image-6.1.0-44-cloud-amd64"],
  ["6.12", undefined],
])("the newest %s for clouds is %s", (release, expected) => {
  expect(newestKernel(names, release, "cloud-amd64")).toBe(expected);
});

test.each([
  ["kernel/net/ipv4/esp4.ko.xz", "esp4"],
  ["crypto/ansi-cprng.ko", "ansi_cprng"],
  ["a/zstd-compress.ko.zst", "zstd_compress"],
])("the module in %s is %s", (file, name) => {
  expect(moduleName(file)).toBe(name);
});

test.each([
  [NoSuchRelease, NoSuchKernel, 2],
  [ImportError, LinuxUnavailable, 1],
])("%s of the archive is %s, which ends a command with %i", (Thrown, Kind, code) => {
  const fail = () => {
    throw new Thrown("none", "Name another");
  };
  expect(() => inWords(fail)).toThrow(Kind);
  expect(exitCodeOf(new Kind("none", "Name another"))).toBe(code);
});

function bzImage(version: string): Buffer {
  const image = Buffer.alloc(4096);
  image.write("HdrS", 0x202, "latin1");
  image.writeUInt16LE(0x600, 0x20e);
  image.write(`${version} (builder@host) #1 SMP\0`, 0x800, "latin1");
  return image;
}

describe("a kernel in a file", () => {
  test("is known by what it says in its header", () => {
    expect(imageVersion(bzImage("6.12.1-custom"))).toBe("6.12.1-custom");
    expect(imageVersion(Buffer.alloc(4096))).toBeUndefined();
    expect(imageVersion(Buffer.alloc(3))).toBeUndefined();
  });

  test("is kept with its release, version and digest, and fetched again from there", () => {
    const path = join(folder, "vmlinuz");
    writeFileSync(path, bzImage("6.12.1-custom"));
    const kept = fetchKernel(path, folder);
    expect(kept).toEqual(
      expect.objectContaining({
        release: "6.12",
        version: "6.12.1-custom",
        modules: [],
        sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      }),
    );
    expect(fetchKernel(path, folder)).toEqual(kept);
  });

  test("is not started unpacked where it can't be unpacked", () => {
    expect(pvhImage(bzImage("6.12.1"))).toBeUndefined();
  });
});

test.each([
  ["7", "neither a release nor a file"],
  ["seven", "neither a release nor a file"],
  [import.meta.filename, "is no vmlinuz"],
])("%s is refused in plain words", (wanted, message) => {
  expect(() => fetchKernel(wanted, folder)).toThrow(LinuxUnavailable);
  expect(() => fetchKernel(wanted, folder)).toThrow(message);
});
