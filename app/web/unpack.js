/* Unpacks the program that stands in this page, and starts it. */
if (Module && typeof DecompressionStream !== "function") {
  Module = null;
  showInstead(isChinese
    ? "这个浏览器太旧，打不开这个文件里的程序。请用近几年的浏览器打开它。"
    : "This browser is too old to unpack the program in this file. A browser of the last years opens it.");
}
if (Module) (async function () {
  async function unpack(name) {
    const letters = atob(document.getElementById(name).textContent);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; ++i) bytes[i] = letters.charCodeAt(i);
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  }
  const [script, code, data] = await Promise.all(["convoscope.js", "convoscope.wasm", "convoscope.data"].map(unpack));
  Module.wasmBinary = code;
  Module.getPreloadedPackage = function () { return data; };
  document.body.appendChild(Object.assign(document.createElement("script"), {textContent: new TextDecoder().decode(script)}));
})().catch(function (error) { showInstead((isChinese ? "这个文件不完整，请重新取一份：" : "This file is not whole; fetch it again: ") + error.message); });
