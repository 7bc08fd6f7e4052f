"""Shows layers of neural networks in a notebook, cell by cell, by calling the program Convoscope.

    from convoscope import show
    show("nn.ConvTranspose2d(1, 1, 3, 2, 1)")       # of a size that shows something; or input="4x4"
    show(model, input="1x28x28")                    # anything whose repr is a printed PyTorch module
    show(model, layer="up1", view="stack", step=7)

A string is read as code of any framework that the program knows, or as a printed model; what it cannot read is a
ConvoscopeError of one line, in the program's words. Nothing given is ever run.
"""

import html
import json
import os
import re
import shutil
import subprocess
import tempfile
import webbrowser

__all__ = ["ConvoscopeError", "Page", "show"]

_ERROR = "convoscope: error: "
# A layer by itself, such as nn.Conv2d(1, 1, 3): no size of an input stands in it.
_LAYER = re.compile(r"\s*(\w+\.)*(Conv|AvgPool|MaxPool|AveragePooling|MaxPooling)\w*\((?!.*shape)[^\n]*\)\s*")
_CHILD = re.compile(r"^\s+\([^()\n]+\): ", re.MULTILINE)


class ConvoscopeError(Exception):
    """Why there is no page, in one line."""

    def _render_traceback_(self):
        # Notebooks show this in place of the way through this file.
        return [f"{type(self).__name__}: {self}"]


class Page:
    """An interactive page: `html` is the whole of it, as the program wrote it."""

    def __init__(self, page, height):
        self.html = page
        self._height = height

    def _repr_html_(self):
        # A frame of its own, so that neither the page's style nor its script meets the notebook's.
        return (f'<iframe srcdoc="{html.escape(self.html)}" width="100%" height="{self._height}" '
                'style="border:0" title="Convoscope" allowfullscreen></iframe>')

    def __repr__(self):
        return f"<convoscope.Page of {len(self.html.encode())} bytes: save(path), open()>"

    def save(self, path):
        """Writes the page to a file that any browser opens without a network."""
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(self.html)

    def open(self):
        """Opens the page in the browser, from a file that stays until the system clears its temporary files."""
        folder = tempfile.mkdtemp(prefix="convoscope-")
        path = os.path.join(folder, "convoscope.html")
        self.save(path)
        webbrowser.open("file://" + path)
        return path


def show(what, *, view=None, step=None, size=None, language=None, layer=None, program=None, height=None,
         browser=False, **options):
    """Shows a layer or a model; returns the Page, which a notebook displays.

    what      code such as "nn.Conv2d(1, 1, 3)", a printed model, an object whose repr is one, or the path
              (os.PathLike) of a file that the program opens: a scene, a model
    view      "maps", "connections", "stack", "matrix", "lockstep", "crop", "overlap", or a list of them
    step      the one step to show, counted from 1, or (3, 7) for the third to the seventh; by itself all
    size      the page's picture in points: "800x600" or (800, 600), width first
    language  "en" or "zh"
    layer     of a model or of code with several layers, the one of this name
    program   the program's path, where it is neither beside this file nor on the PATH
    height    of the frame in the notebook, in pixels; by itself as high as the picture
    browser   whether to open the page in the browser, too

    Further options are those of `convoscope export`, with _ for -: input="4x4", theme="dark", plain=True,
    color=["fine=#0072B2"]. A layer by itself, without `input`, gets one that makes its smaller map 3 cells wide or
    more. Raises ConvoscopeError where the program is missing or refuses.
    """
    if isinstance(step, (list, tuple)):
        step = "-".join(str(number) for number in step)
    elif step is not None:
        step = f"{step}-{step}"
    chosen = {"view": view, "steps": step, "size": size, "language": language, "layer": layer, **options}
    arguments = [argument for name, value in chosen.items() for argument in _arguments(name, value)]
    command = [_find(program), "export"]
    if isinstance(what, os.PathLike):
        page = _run([*command, os.fspath(what), *arguments])
    else:
        text = what if isinstance(what, str) else repr(what)
        if _CHILD.search(text):
            # A printed model is a file to the program, called after the model.
            name = re.match(r"\w*", text.strip()).group()[:80] or "model"
            with tempfile.TemporaryDirectory(prefix="convoscope-") as folder:
                path = os.path.join(folder, name + ".txt")
                with open(path, "w", encoding="utf-8") as file:
                    file.write(text)
                page = _run([*command, path, *arguments])
        else:
            if options.get("input") is None and _LAYER.fullmatch(text):
                arguments += _arguments("input", _telling_input(command[0], text))
            page = _run([*command, "--snippet=" + text, *arguments])
    shown = Page(page, height or _height_of(page))
    if browser:
        shown.open()
    return shown


def _arguments(name, value):
    """An option as the program's words; None and False are no option."""
    flag = "--" + name.replace("_", "-")
    if value is None or value is False:
        return []
    if value is True:
        return [flag]
    if name == "size" and isinstance(value, (list, tuple)):
        return [flag + "=" + "x".join(str(number) for number in value)]
    values = value if isinstance(value, (list, tuple)) else [value]
    return [f"{flag}={one}" for one in values]


def _find(program):
    """The program: the one named, else the one that this file came with, else the one on the PATH."""
    if program is not None:
        found = shutil.which(os.fspath(program))
        if not found:
            raise ConvoscopeError(f"program={os.fspath(program)!r} is no program that can be started")
        return found
    here = os.path.dirname(os.path.abspath(__file__))
    # Beside it; where both are installed; where the program is built from its sources.
    for place in ("", "../../../../bin", "../../build/release"):
        found = shutil.which("convoscope", path=os.path.normpath(os.path.join(here, place)))
        if found:
            return found
    found = shutil.which("convoscope")
    if not found:
        raise ConvoscopeError("the program convoscope is not on the PATH; install it, or name it: "
                              "show(..., program='/path/of/convoscope')")
    return found


def _telling_input(program, layer):
    """A size for a layer that says none. The program takes the smallest that is legal, often a single cell."""
    try:
        scene = json.loads(_output([program, "snippet", "--from=auto", "-"], layer))["layer"]
    except ConvoscopeError:
        return None  # the program says the same of the page
    sizes, strides = (value if isinstance(value, list) else [value] for value in (scene["input"], scene["stride"]))
    if scene["operation"] == "conv-transpose":
        sizes = [max(size, 3) for size in sizes]
    else:
        sizes = [size + 2 * stride for size, stride in zip(sizes, strides)]
    return "x".join(map(str, sizes))


def _run(command):
    """The page that the program writes."""
    return _output([*command, "--format=html", "--output=-"])


def _output(command, given=""):
    """What the program writes, given this on its standard input."""
    try:
        done = subprocess.run(command, input=given.encode(), capture_output=True, check=False)
    except (OSError, ValueError) as error:
        # Longer than the system takes, or with a NUL inside.
        reason = getattr(error, "strerror", None) or str(error)
        raise ConvoscopeError(f"{command[0]} cannot be started: {reason}") from None
    if done.returncode == 0:
        return done.stdout.decode("utf-8")
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    said = [line for line in said if line.startswith(_ERROR)] or said
    reason = said[-1].removeprefix(_ERROR) if said else f"the program ended with status {done.returncode}"
    raise ConvoscopeError(reason)


def _height_of(page):
    """How high a frame shows the whole picture: the page's first drawing, and the controls below it."""
    drawing = re.search(r'<svg [^>]*\bheight="([0-9.]+)"', page)
    return min(round(float(drawing.group(1))) + 120, 1000) if drawing else 600
