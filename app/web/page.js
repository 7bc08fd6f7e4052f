// The canvas's events on their way into the program, frames, and the sentences for screen readers on their way out. Linked into the
// module, whose memory it sees. The program's functions are Module._page_…, in gui/window/web_window.cpp.

const Page = {
  canvas: null,
  area: null, // takes letters while a field of the program has the keyboard
  live: null,
  frame: 0,
  timer: 0,
  isTyping: false,
  isComposing: false,
  lastKeyDeleted: false,
  isRunning: false,
  hasDrawn: false,
  atFirst: false, // the program's focus is at the first control: Shift+Tab leaves the canvas
  atLast: false,

  start() {
    Page.canvas = document.getElementById("canvas");
    Page.area = document.getElementById("typed");
    Page.live = document.getElementById("live");
    Page.rememberDrawing(Page.canvas.getContext("webgl2"));
    Page.listen();
    Page.isRunning = true;
    document.body.classList.add("runs");
    Page.canvas.focus({preventScroll: true});
  },

  // --- Frames: drawn when something has happened or is due, never else.

  wake() {
    if (!Page.isRunning) return;
    clearTimeout(Page.timer);
    if (!Page.frame) Page.frame = requestAnimationFrame(Page.turn);
  },
  turn() {
    Page.frame = 0;
    if (!Page.isRunning) return;
    clearTimeout(Page.timer);
    const began = performance.now();
    const wait_s = Module._page_turn();
    Page.hasDrawn = true;
    if (Page.watch) Page.watch(began, performance.now());
    if (!Page.isRunning) return;
    if (wait_s <= 0.002) Page.frame = Page.frame || requestAnimationFrame(Page.turn);
    else if (wait_s < 2e6) Page.timer = setTimeout(Page.wake, wait_s * 1000);
  },
  // Within the event itself: a telephone shows its keyboard only for a field that a touch has reached by then.
  turnNow() {
    for (let i = 0; i < 4 && Page.isRunning; ++i) Module._page_turn();
    Page.wake();
  },

  // Dear ImGui asks before each frame how things are drawn. The browser answers some of it only once all that was drawn before is done,
  // and the page would stand still for so long: what was set last is known here, too.
  rememberDrawing(gl) {
    const known = new Map();
    const keep = (names, values) => names.forEach((name, i) => known.set(gl[name], values[i]));
    const follow = (name, setting) => {
      const set = gl[name].bind(gl);
      gl[name] = (...values) => (set(...values), setting(...values));
    };
    const factors = ["BLEND_SRC_RGB", "BLEND_DST_RGB", "BLEND_SRC_ALPHA", "BLEND_DST_ALPHA"];
    const equations = ["BLEND_EQUATION_RGB", "BLEND_EQUATION_ALPHA"];
    follow("blendFunc", (...both) => keep(factors, [...both, ...both]));
    follow("blendFuncSeparate", (...each) => keep(factors, each));
    follow("blendEquation", (both) => keep(equations, [both, both]));
    follow("blendEquationSeparate", (...each) => keep(equations, each));
    follow("viewport", (...box) => keep(["VIEWPORT"], [new Int32Array(box)]));
    follow("scissor", (...box) => keep(["SCISSOR_BOX"], [new Int32Array(box)]));
    const ask = gl.getParameter.bind(gl);
    gl.getParameter = (name) => known.get(name) ?? ask(name);
    Page.canvas.addEventListener("webglcontextlost", () => known.clear());
  },

  // --- Events.

  withText(text, use) {
    const bytes = new TextEncoder().encode(text);
    const at = Page.put(bytes);
    try {
      return use(at, bytes.length);
    } finally {
      Module._page_free(at);
    }
  },
  // Bytes in the program's memory, closed by a zero; `_page_free` gives it back.
  put(bytes) {
    const at = Module._page_room(bytes.length + 1);
    HEAPU8.set(bytes, at);
    HEAPU8[at + bytes.length] = 0;
    return at;
  },
  modifiers(event) {
    return (event.ctrlKey || event.metaKey ? 1 : 0) | (event.shiftKey ? 2 : 0) | (event.altKey ? 4 : 0);
  },
  place(event) {
    const box = Page.canvas.getBoundingClientRect();
    return [event.clientX - box.left, event.clientY - box.top];
  },

  listen() {
    const canvas = Page.canvas;
    const on = (target, names, handler, options) => {
      for (const name of names.split(" "))
        target.addEventListener(
          name,
          (event) => {
            if (Page.isRunning) handler(event);
          },
          options || false
        );
    };
    const active = {passive: false};
    on(canvas, "pointerdown", Page.press, active);
    on(canvas, "pointermove", Page.move);
    on(canvas, "pointerup pointercancel", Page.release, active);
    on(canvas, "pointerleave", (event) => {
      if (event.pointerType === "mouse" && event.buttons === 0) Module._page_mouse_left(), Page.wake();
    });
    on(canvas, "wheel", Page.wheel, active);
    on(canvas, "contextmenu", (event) => event.preventDefault());
    on(canvas, "touchstart touchmove touchend", (event) => event.cancelable && event.preventDefault(), active);
    for (const target of [canvas, Page.area]) {
      on(target, "keydown", Page.keyDown);
      on(target, "keyup", Page.keyUp);
      on(target, "blur", (event) => {
        if (event.relatedTarget === canvas || event.relatedTarget === Page.area) return;
        Module._page_focused(0);
        Page.wake();
      });
    }
    on(Page.area, "input", Page.typed);
    on(Page.area, "compositionstart", () => {
      Page.isComposing = true;
      Page.area.value = "";
      Page.area.classList.add("composing");
    });
    on(Page.area, "compositionend", () => {
      Page.isComposing = false;
      Page.area.classList.remove("composing");
      Page.typed({});
    });
    on(document, "paste", Page.paste);
    on(window, "dragover", (event) => event.preventDefault());
    on(window, "drop", (event) => {
      event.preventDefault();
      const [x, y] = Page.place(event);
      Page.take(event.dataTransfer.files, x, y);
    });
    on(document, "visibilitychange", () => (document.hidden ? Module._page_leaves() : Page.wake()));
    on(window, "pagehide", () => Module._page_leaves());
    on(window, "beforeunload", (event) => {
      if (!Module._page_loses()) return;
      event.preventDefault();
      event.returnValue = "";
    });
    on(document, "fullscreenchange", () => (Module._page_filled(document.fullscreenElement ? 1 : 0), Page.wake()));
    on(canvas, "webglcontextlost", (event) => {
      event.preventDefault();
      Module._page_picture(0);
      Page.wake();
    });
    on(canvas, "webglcontextrestored", () => (Module._page_picture(1), Page.wake()));
    Page.observe();
  },

  // The canvas's size in pixels, exactly: a rounded one would blur every line.
  observe() {
    const resized = () => {
      Module._page_resized();
      Page.wake();
    };
    const observer = new ResizeObserver((entries) => {
      const box = entries[0].devicePixelContentBoxSize;
      // Where a screen is emulated the box may be that of the page's pixels; of a hidden canvas it is empty.
      const isMeant = box && box[0].inlineSize > 0 && Math.abs(box[0].inlineSize - Page.canvas.clientWidth * devicePixelRatio) < 2;
      Page.pixels = isMeant ? [box[0].inlineSize, box[0].blockSize] : null;
      resized();
    });
    try {
      observer.observe(Page.canvas, {box: "device-pixel-content-box"});
    } catch (error) {
      observer.observe(Page.canvas);
    }
  },
  // Answers which: 0 and 1 the size in the page's pixels, 2 and 3 in the screen's.
  measure(which) {
    const units = [Page.canvas.clientWidth, Page.canvas.clientHeight];
    if (which < 2) return units[which];
    return Page.pixels && Page.pixels[0] > 0 ? Page.pixels[which - 2] : Math.round(units[which - 2] * devicePixelRatio);
  },

  // --- Mouse and fingers.

  fingers: new Map(),
  scrolls: null, // the finger that moves a list
  pinch: null,
  held: 0,

  press(event) {
    event.preventDefault();
    const focused = document.activeElement === Page.area ? Page.area : Page.canvas;
    focused.focus({preventScroll: true});
    try {
      Page.canvas.setPointerCapture(event.pointerId);
    } catch (error) {} // it is up again
    const [x, y] = Page.place(event);
    if (event.pointerType !== "touch") {
      Module._page_mouse(x, y);
      Module._page_button(event.button, 1, Page.modifiers(event));
      return Page.wake();
    }
    Page.fingers.set(event.pointerId, {x, y, fromX: x, fromY: y});
    if (Page.fingers.size === 1) {
      Module._page_mouse(x, y);
      Module._page_button(0, 1, 0);
      clearTimeout(Page.held);
      Page.held = setTimeout(() => {
        if (Page.fingers.size !== 1 || Page.scrolls !== null) return;
        Module._page_cancel();
        Module._page_mouse(x, y);
        Module._page_button(2, 1, 0);
        Module._page_button(2, 0, 0);
        Page.scrolls = event.pointerId; // what it does from here on is no press
        Page.wake();
      }, 600);
    } else if (Page.fingers.size === 2) {
      Module._page_cancel();
      Page.scrolls = null;
      Page.pinch = Page.spread();
      Module._page_mouse(Page.pinch.x, Page.pinch.y);
      Module._page_button(1, 1, 0);
    }
    Page.wake();
  },
  move(event) {
    const [x, y] = Page.place(event);
    if (event.pointerType !== "touch") {
      Module._page_mouse(x, y);
      return Page.wake();
    }
    const finger = Page.fingers.get(event.pointerId);
    if (!finger) return;
    const down = y - finger.y;
    const moved = Math.hypot(x - finger.fromX, y - finger.fromY);
    finger.x = x;
    finger.y = y;
    if (moved > 8) clearTimeout(Page.held);
    if (Page.pinch) {
      const now = Page.spread();
      Module._page_mouse(now.x, now.y);
      if (Page.pinch.length > 0) Module._page_pinch(now.length / Page.pinch.length);
      Page.pinch = now;
    } else if (Page.scrolls === event.pointerId) {
      Module._page_scroll(-down);
    } else if (moved > 8 && !finger.isDrag) {
      // Up and down in what is longer than its room moves it; everything else is a drag of what was pressed.
      finger.isDrag = true;
      const isLevel = Math.abs(x - finger.fromX) > Math.abs(y - finger.fromY);
      if (!isLevel && Module._page_can_scroll()) {
        Module._page_cancel();
        Page.scrolls = event.pointerId;
        Module._page_scroll(finger.fromY - y);
      } else {
        Module._page_mouse(x, y);
      }
    } else if (finger.isDrag) {
      Module._page_mouse(x, y);
    }
    Page.wake();
  },
  release(event) {
    const [x, y] = Page.place(event);
    if (event.pointerType !== "touch") {
      Module._page_mouse(x, y);
      Module._page_button(event.button, 0, Page.modifiers(event));
      return Page.wake();
    }
    clearTimeout(Page.held);
    if (!Page.fingers.delete(event.pointerId)) return;
    if (Page.pinch) {
      Module._page_button(1, 0, 0);
      Page.pinch = null;
      Page.scrolls = -1; // the finger that is left does nothing
    } else if (Page.scrolls === null) {
      if (event.type === "pointercancel") Module._page_cancel();
      else Module._page_button(0, 0, 0);
    }
    if (Page.fingers.size > 0) return Page.wake();
    Page.scrolls = null;
    if (event.type === "pointerup") Page.turnNow();
    Module._page_mouse_left();
    Page.wake();
  },
  // Where two fingers are, and how far apart.
  spread() {
    const [a, b] = [...Page.fingers.values()];
    return {x: (a.x + b.x) / 2, y: (a.y + b.y) / 2, length: Math.hypot(a.x - b.x, a.y - b.y)};
  },
  // One notch of a wheel is a unit; a touch pad sends many small parts of it, and a pinch on it as a wheel with Control.
  wheel(event) {
    const unit = [100, 3, 1][event.deltaMode] || 100;
    const isPinch = event.ctrlKey && event.deltaMode === 0 && Math.abs(event.deltaY) < 50;
    if (event.ctrlKey && !isPinch) return; // the browser's own zoom
    event.preventDefault();
    const [x, y] = Page.place(event);
    Module._page_mouse(x, y);
    Module._page_wheel(-event.deltaX / unit, (-event.deltaY / unit) * (isPinch ? 6 : 1));
    Page.wake();
  },

  // --- Keys and letters.

  keyDown(event) {
    if (event.isComposing || Page.isComposing || event.key === "Process" || event.keyCode === 229) return;
    const isCommand = event.ctrlKey || event.metaKey;
    if (isCommand && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "v") return; // "paste" follows
    if (event.key === "Tab" && (event.shiftKey ? Page.atFirst : Page.atLast)) return Module._page_tabbed_out();
    const isAltGraph = event.getModifierState("AltGraph");
    const isLetter = [...event.key].length === 1;
    if (event.altKey && !isAltGraph) return;
    Page.lastKeyDeleted = event.key === "Backspace";
    const modifiers = isAltGraph ? 0 : Page.modifiers(event);
    const taken = Page.withText(event.key, (key) =>
      Page.withText(event.code, (code) => Module._page_key(key, code, 1, modifiers, event.repeat ? 1 : 0))
    );
    const types = isLetter && (!isCommand || isAltGraph);
    if (types && event.target !== Page.area) Page.withText(event.key, Module._page_text);
    if (taken || (types && event.target !== Page.area)) event.preventDefault();
    Page.wake();
  },
  keyUp(event) {
    Page.withText(event.key, (key) =>
      Page.withText(event.code, (code) => Module._page_key(key, code, 0, Page.modifiers(event), 0))
    );
    Page.wake();
  },
  typed(event) {
    if (Page.isComposing || event.isComposing) return;
    if (event.inputType === "deleteContentBackward" && !Page.lastKeyDeleted) {
      for (const down of [1, 0])
        Page.withText("Backspace", (key) => Module._page_key(key, key, down, 0, 0));
    }
    const text = Page.area.value.replace("\u200b", "");
    Page.area.value = "\u200b"; // so that there is something to delete
    Page.lastKeyDeleted = false;
    if (text) Page.withText(text, Module._page_text);
    Page.wake();
  },
  // The program has a field that takes letters, with its caret there; or it has none.
  setTyping(is, x, y, height) {
    const area = Page.area;
    if (is) {
      area.style.left = Math.max(0, Math.min(x, Page.canvas.clientWidth - 40)) + "px";
      area.style.top = y + "px";
      area.style.height = height + "px";
    }
    if (is === Page.isTyping) return;
    Page.isTyping = is;
    const has = document.activeElement === Page.canvas || document.activeElement === area;
    area.value = "\u200b";
    if (has) (is ? area : Page.canvas).focus({preventScroll: true});
    area.tabIndex = -1;
  },

  // --- What the page says.

  say(sentence, language) {
    document.documentElement.lang = language;
    Page.live.textContent = sentence;
  },
  setFullScreen(wanted) {
    const root = document.documentElement;
    const asked = wanted
      ? root.requestFullscreen && root.requestFullscreen()
      : document.fullscreenElement && document.exitFullscreen();
    if (asked) asked.catch(() => {});
  },
  // The sentence stands in the canvas's place; none: the canvas is there again.
  showInstead(sentence) {
    document.body.classList.toggle("runs", !sentence);
    window.showInstead(sentence);
    if (!sentence) Page.canvas.focus({preventScroll: true});
  },
};
Module["Page"] = Page;
