// What goes between the program and the reader's machine: the clipboard, files, and what the browser keeps. The other side is
// platform/browser.

Object.assign(Page, {
  picture: null, // that was pasted last
  tooLarge: {},

  paste(event) {
    const data = event.clipboardData;
    if (!data) return;
    event.preventDefault();
    const text = data.getData("text/plain");
    const file = text ? null : [...data.files][0];
    if (file && !file.type.startsWith("image/")) return Page.take(data.files, -1, -1);
    const arrived = (bytes) => {
      Page.picture = bytes;
      Page.withText(text, Module._page_pasted);
      Page.wake();
    };
    if (!file) return arrived(null);
    file.arrayBuffer().then((buffer) => arrived(new Uint8Array(buffer)));
  },
  copyText(text) {
    const by = () => {
      const area = document.createElement("textarea");
      area.value = text;
      area.className = "aside";
      document.body.appendChild(area);
      const before = document.activeElement;
      area.select();
      document.execCommand("copy");
      area.remove();
      if (before) before.focus({preventScroll: true});
    };
    if (navigator.clipboard && navigator.clipboard.writeText) navigator.clipboard.writeText(text).catch(by);
    else by();
  },
  canCopyPictures: () => !!(navigator.clipboard && navigator.clipboard.write && window.ClipboardItem),
  copyPicture(bytes) {
    const item = new ClipboardItem({"image/png": new Blob([bytes], {type: "image/png"})});
    navigator.clipboard.write([item]).catch((error) => Page.withText(String(error.message || error), Module._page_failed));
  },
  // Files come into the program's memory, and it is told their names.
  take(files, x, y) {
    for (const file of [...files]) {
      const path = file.name.replace(/[\/\0]/g, "_");
      Page.tooLarge[path] = file.size > 256 << 20;
      const reading = Page.tooLarge[path] ? Promise.resolve(new ArrayBuffer(0)) : file.arrayBuffer();
      reading
        .then((buffer) => {
          FS.writeFile(path, new Uint8Array(buffer));
          Page.withText(path, (name) => Module._page_file(name, x, y));
          Page.wake();
        })
        .catch((error) => Page.withText(String(error.message || error), Module._page_failed));
    }
  },
  pickFiles() {
    const input = document.createElement("input");
    input.type = "file";
    input.multiple = true;
    input.onchange = () => {
      Page.take(input.files, -1, -1);
      Page.canvas.focus({preventScroll: true});
    };
    input.click();
  },
  download(name, bytes) {
    const types = {svg: "image/svg+xml", png: "image/png", gif: "image/gif", pdf: "application/pdf", html: "text/html"};
    const type = types[name.split(".").pop()] || "application/octet-stream";
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([bytes], {type}));
    link.download = name;
    document.body.appendChild(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  },

  // All of Chinese. A hosted page has it beside it; the page itself brings along what its own words are written with.
  fetchChinese() {
    const isFont = (bytes) => bytes.byteLength > 4 && new DataView(bytes).getUint32(0) === 0x10000;
    fetch("cjk.ttf")
      .then((answer) => answer.arrayBuffer())
      .then((bytes) => {
        if (isFont(bytes)) FS.writeFile("/fonts/cjk.ttf", new Uint8Array(bytes));
        Module._page_fonts(isFont(bytes) ? 1 : 0);
      })
      .catch(() => Module._page_fonts(0))
      .then(Page.wake);
  },

  // --- What the browser keeps, for all tabs of this page.

  prefix: "convoscope:",
  keeps() {
    try {
      localStorage.setItem(Page.prefix + "probe", "1");
      localStorage.removeItem(Page.prefix + "probe");
      return true;
    } catch (error) {
      return error.name === "QuotaExceededError" && localStorage.length > 0;
    }
  },
  keep(name, text) {
    try {
      localStorage.setItem(Page.prefix + name, text);
      return true;
    } catch (error) {
      return false;
    }
  },
  kept(name) {
    try {
      return localStorage.getItem(Page.prefix + name);
    } catch (error) {
      return null;
    }
  },
  forget(name) {
    try {
      localStorage.removeItem(Page.prefix + name);
    } catch (error) {}
  },

  // Claims tell the tabs apart. The browser's locks end with their tab, however it ends; where there are none, a claim is a time that
  // its tab writes down again and again.
  elsewhere: new Set(),
  claims: {},
  staleAfter_ms: 150000, // tabs in the background may write once a minute
  findClaims() {
    if (!Page.hasLocks()) return;
    addRunDependency("claims");
    let isFound = false;
    const found = () => {
      if (!isFound) removeRunDependency("claims");
      isFound = true;
    };
    setTimeout(found, 1000);
    navigator.locks
      .query()
      .then((locks) => locks.held.forEach((lock) => Page.elsewhere.add(lock.name)))
      .catch(() => (Page.noLocks = true))
      .then(found);
  },
  hasLocks: () => !!(navigator.locks && navigator.locks.query) && !Page.noLocks,
  claim(name) {
    const key = Page.prefix + name;
    if (Page.claims[name] || Page.elsewhere.has(key)) return false;
    if (Page.hasLocks()) {
      let release = () => {};
      const held = new Promise((resolve) => (release = resolve));
      navigator.locks.request(key, {ifAvailable: true}, () => held).catch(() => {});
      Page.claims[name] = release;
      return true;
    }
    const written = Number(Page.kept(name) || 0);
    if (Date.now() - written < Page.staleAfter_ms) return false;
    const write = () => Page.keep(name, String(Date.now()));
    write();
    const beat = setInterval(write, 20000);
    Page.claims[name] = () => {
      clearInterval(beat);
      Page.forget(name);
    };
    window.addEventListener("pagehide", () => Page.unclaim(name));
    return true;
  },
  unclaim(name) {
    if (Page.claims[name]) Page.claims[name]();
    delete Page.claims[name];
  },
});

if (!Module["preRun"]) Module["preRun"] = [];
Module["preRun"].push(() => {
  FS.mkdir("/dropped");
  FS.chdir("/dropped"); // so that messages name a file by its name alone
  if (window.CONVOSCOPE_STATE) ENV.CONVOSCOPE_STATE = window.CONVOSCOPE_STATE; // as gui/window/window.h has it
  Page.findClaims();
});
