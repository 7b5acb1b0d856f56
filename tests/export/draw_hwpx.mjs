// Draws every page of an HWPX file as SVG with a reader that is not ours: node draw_hwpx.mjs FILE OUT → OUT-1.svg …
import fs from "node:fs";
import init, { HwpDocument } from "@rhwp/core";

const wide = (letter, size) => (letter.codePointAt(0) > 0x2e80 ? 1 : letter === " " ? 0.3 : 0.55) * size;
globalThis.measureTextWidth = (font, text) => {
  const size = Number(/([\d.]+)px/.exec(font)?.[1] ?? 10);
  return [...text].reduce((sum, letter) => sum + wide(letter, size), 0);
};
await init({ module_or_path: fs.readFileSync(new URL("./node_modules/@rhwp/core/rhwp_bg.wasm", import.meta.url)) });
const [file, out] = process.argv.slice(2);
const pages = new HwpDocument(new Uint8Array(fs.readFileSync(file)));
for (let page = 0; page < pages.pageCount(); page++) {
  fs.writeFileSync(`${out}-${page + 1}.svg`, pages.renderPageSvg(page));
}
