/* Unpacks the program that stands in this page, and starts it. */
if (Module && typeof DecompressionStream !== "function") {
  Module = null;
  showInstead(isChinese
    ? "这个浏览器太旧，打不开这个文件里的程序。请用近几年的浏览器打开它。"
    : "This browser is too old to unpack the program in this file. A browser of the last years opens it.");
}
var Packed = {
  /* Base 85 as RFC 1924 has it: five letters are four bytes, the last group may be shorter. */
  letters: "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz!#$%&()*+-;<=>?@^_`{|}~",
  bytesOf(letters) {
    const digits = new Uint8Array(128);
    Array.from(Packed.letters).forEach(function (letter, digit) { digits[letter.charCodeAt(0)] = digit; });
    const groups = Math.ceil(letters.length / 5);
    const bytes = new Uint8Array(groups * 4);
    for (let group = 0; group < groups; ++group) {
      let number = 0;
      for (let at = group * 5; at < group * 5 + 5; ++at) number = number * 85 + (at < letters.length ? digits[letters.charCodeAt(at)] : 84);
      for (let byte = 0; byte < 4; ++byte) bytes[group * 4 + byte] = number / 256 ** (3 - byte);
    }
    return bytes.subarray(0, groups * 4 - (groups * 5 - letters.length));
  },
  unpack(name, type) {
    const packed = new Response(Packed.bytesOf(document.getElementById(name).textContent));
    return new Response(packed.body.pipeThrough(new DecompressionStream("gzip")), {headers: {"Content-Type": type}});
  },
  /* Once the code stands in the page: a browser compiles what is still being unpacked, and reads on meanwhile. */
  compile() {
    if (!Module) return;
    window.compiled = WebAssembly.compileStreaming(Packed.unpack("convoscope.wasm", "application/wasm"));
    compiled.catch(function () {});  // is told by `start`
  },
  /* Once all of it does. */
  async start() {
    if (!Module) return;
    try {
      const [data, script] = await Promise.all([Packed.unpack("convoscope.data", "application/octet-stream").arrayBuffer(),
        Packed.unpack("convoscope.js", "text/javascript").text(), compiled]);
      Module.getPreloadedPackage = function () { return data; };
      document.body.appendChild(Object.assign(document.createElement("script"), {textContent: script}));
    } catch (error) {
      showInstead((isChinese ? "这个文件不完整，请重新取一份：" : "This file is not whole; fetch it again: ") + error.message);
    }
  },
};
