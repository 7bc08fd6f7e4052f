"""show.py PROGRAM FOLDER: what assets/notebook/convoscope.py shows is what the program writes, its errors are one line."""

import html
import importlib.util
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import webbrowser
from unittest import mock

program, folder = os.path.abspath(sys.argv.pop(1)), sys.argv.pop(1)
sys.dont_write_bytecode = True
sys.path.insert(0, folder)
import convoscope  # noqa: E402
from convoscope import ConvoscopeError, show  # noqa: E402

LAYER = "nn.ConvTranspose2d(1, 1, 3, 2, 1)"
MODEL = """Net(
  (conv1): Conv2d(1, 4, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))
  (relu): ReLU()
  (up1): ConvTranspose2d(4, 1, kernel_size=(3, 3), stride=(2, 2), padding=(1, 1))
)"""


class Module:
    """Stands for a live module: all that is asked of one is its repr."""

    def __init__(self, text):
        self.text = text

    def __repr__(self):
        return self.text


def exported(*arguments, **options):
    """The program's own page."""
    done = subprocess.run([program, "export", *arguments, "--format", "html", "-o", "-"], capture_output=True,
                          check=True, **options)
    return done.stdout.decode()


class Show(unittest.TestCase):
    def test_code_is_the_programs_page(self):
        page = show(LAYER, program=program, input="4x4")
        self.assertEqual(page.html, exported("--snippet", LAYER, "--input", "4x4"))

    def test_a_layer_without_a_size_gets_one_that_shows_something(self):
        for layer, size in ((LAYER, "3x3"), ("nn.Conv2d(1, 1, 3)", "5x5"), ("Conv2d(1, 1, (3, 2), stride=2)", "7x6"),
                            ("nn.Conv1d(1, 1, 3)", "5"), ("nn.MaxPool2d(2)", "6x6"),
                            ("layers.Conv2DTranspose(1, 4, strides=2)", "3x3")):
            with self.subTest(layer):
                self.assertEqual(show(layer, program=program).html, exported("--snippet", layer, "--input", size))
        code = "x = torch.ones(1, 1, 4, 4)\ny = nn.Conv2d(1, 1, 3)(x)"  # says it itself
        self.assertEqual(show(code, program=program).html, exported("--snippet", code))

    def test_options_are_passed_on(self):
        page = show(LAYER, program=program, input="4x4", view=["stack", "maps"], step=3, size=(640, 480),
                    language="zh", theme="dark", plain=True, marks=None)
        self.assertEqual(page.html, exported(
            "--snippet", LAYER, "--input", "4x4", "--view", "stack", "--view", "maps", "--steps", "3-3", "--size", "640x480",
            "--language", "zh", "--theme", "dark", "--plain"))
        self.assertEqual(show(LAYER, program=program, input="4x4", step=(3, 7)).html,
                         exported("--snippet", LAYER, "--input", "4x4", "--steps", "3-7"))
        self.assertEqual(show(LAYER, program=program, size="640x480").html,
                         exported("--snippet", LAYER, "--input", "3x3", "--size", "640x480"))

    def test_a_module_is_read_as_it_is_printed(self):
        one = "Conv2d(1, 1, kernel_size=(3, 3), stride=(1, 1), padding=(1, 1))"
        self.assertEqual(show(Module(one), program=program).html, exported("--snippet", one, "--input", "3x3"))
        with tempfile.TemporaryDirectory() as place:
            pathlib.Path(place, "Net.txt").write_text(MODEL, encoding="utf-8")
            sizes = exported("Net.txt", "--input", "1x8x8", cwd=place)
            layer = exported("Net.txt", "--layer", "up1", "--input", "4x8x8", cwd=place)
        self.assertIn("up1", sizes)
        for model in (MODEL, Module(MODEL)):
            self.assertEqual(show(model, program=program, input="1x8x8").html, sizes)
            self.assertEqual(show(model, program=program, layer="up1", input="4x8x8").html, layer)

    def test_a_path_is_a_file_to_the_program(self):
        with tempfile.TemporaryDirectory() as place:
            scene = pathlib.Path(place, "a.convo")
            scene.write_text(subprocess.run([program, "snippet", "--from", "auto", "-"], input=LAYER, text=True,
                                            capture_output=True, check=True).stdout, encoding="utf-8")
            self.assertEqual(show(scene, program=program).html, exported(str(scene)))

    def test_a_notebook_gets_a_frame(self):
        page = show(LAYER, program=program, input="4x4", title='"<&>\'')
        frame = page._repr_html_()
        self.assertEqual(html.unescape(re.search(r'srcdoc="([^"]*)"', frame).group(1)), page.html)
        self.assertEqual(re.sub(r'srcdoc="[^"]*"', "", frame).count("<"), 2)
        height = float(re.search(r'<svg [^>]*\bheight="([0-9.]+)"', page.html).group(1))
        self.assertGreater(int(re.search(r' height="(\d+)"', re.sub(r'srcdoc="[^"]*"', "", frame)).group(1)), height)
        self.assertIn(' height="321"', show(LAYER, program=program, height=321)._repr_html_())
        self.assertLess(len(repr(page)), 100)

    def test_a_browser_gets_a_file(self):
        with mock.patch.object(webbrowser, "open") as opened:
            page = show(LAYER, program=program)
            opened.assert_not_called()
            page = show(LAYER, program=program, browser=True)
        (link,), _ = opened.call_args
        path = pathlib.Path(link.removeprefix("file://"))
        self.assertEqual(path.read_bytes().decode(), page.html)
        path.unlink()
        path.parent.rmdir()

    def refused(self, *arguments, **options):
        with self.assertRaises(ConvoscopeError) as caught:
            show(*arguments, **{"program": program, **options})
        text = str(caught.exception)
        self.assertEqual(len(text.splitlines()), 1, text)
        self.assertEqual(caught.exception._render_traceback_(), ["ConvoscopeError: " + text])
        return text

    def test_what_the_program_refuses_is_said_in_its_words(self):
        for code in ("hello(", "", "nn.Conv2d(1, 1)", "--preset", "卷积(3)"):
            done = subprocess.run([program, "export", "--snippet=" + code, "--format=html", "-o", "-"],
                                  capture_output=True, text=True, check=False)
            self.assertNotEqual(done.returncode, 0, code)
            self.assertEqual("convoscope: error: " + self.refused(code) + "\n", done.stderr)
        self.assertIn("--view", self.refused(LAYER, view="nothing"))
        self.assertIn("--steps", self.refused(LAYER, step=10**9))
        self.assertIn("--no-such-option", self.refused(LAYER, no_such_option=1))
        self.assertIn("up9", self.refused(MODEL, layer="up9"))
        self.assertIn("/no/such/file.onnx", self.refused(pathlib.Path("/no/such/file.onnx")))
        self.refused(object())
        self.refused(None)
        self.assertIn("cannot be started", self.refused("nn.Conv2d(1, 1, 3)\0"))
        self.assertIn("cannot be started", self.refused("x" * 10_000_000))

    def test_the_program_is_found_or_asked_for(self):
        self.assertIn("/no/such/program", self.refused(LAYER, program="/no/such/program"))
        with tempfile.TemporaryDirectory() as place:
            # A copy of the file in a folder of its own, as beside a notebook.
            copy = pathlib.Path(place, "deep", "notes", "of", "mine", "convoscope.py")
            copy.parent.mkdir(parents=True)
            copy.write_bytes(pathlib.Path(convoscope.__file__).read_bytes())
            spec = importlib.util.spec_from_file_location("copied", copy)
            copied = importlib.util.module_from_spec(spec)
            spec.loader.exec_module(copied)
            wanted = exported("--snippet", LAYER, "--input", "3x3")
            with mock.patch.dict(os.environ, {"PATH": place}):
                with self.assertRaises(copied.ConvoscopeError) as caught:
                    copied.show(LAYER)
                self.assertIn("PATH", str(caught.exception))
                self.assertEqual(len(str(caught.exception).splitlines()), 1)
                pathlib.Path(place, "convoscope").symlink_to(program)
                self.assertEqual(copied.show(LAYER).html, wanted)
            with mock.patch.dict(os.environ, {"PATH": "/no/such/folder"}):
                (copy.parent / "convoscope").symlink_to(program)
                self.assertEqual(copied.show(LAYER).html, wanted)


if __name__ == "__main__":
    unittest.main()
