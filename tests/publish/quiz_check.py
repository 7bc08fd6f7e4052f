"""Answers a quiz again, from its own words alone: quiz_check.py quiz.csv quiz.xml quiz.zip

Reads the questions of the CSV as a student would, works each answer out by counting, and compares it with the one given; then
sees that Moodle XML and the QTI package ask the same and take the same for right. Shares no code with the program."""
import csv
import html
import itertools
import re
import sys
import xml.etree.ElementTree as ET
import zipfile


class Axis:
    def __init__(self, n, k, s=1, d=1, p=0, q=None, a=0):
        self.n, self.k, self.s, self.d, self.p, self.q, self.a = n, k, s, d, p, p if q is None else q, a

    def windows_begun(self):
        """In ceil mode: windows until one reaches the end, none of which begins in the padding there."""
        count = 0
        while count * self.s < self.n + self.p and (
                count == 0 or (count - 1) * self.s + (self.k - 1) * self.d + 1 < self.n + self.p + self.q):
            count += 1
        return count

    def on(self, n):
        return Axis(n, self.k, self.s, self.d, self.p, self.q, self.a)


def landings(axis, count):
    """Where each element of each of `count` windows or stamps lands, the padding cut off."""
    return [(i, u, i * axis.s + u * axis.d - axis.p) for i in range(count) for u in range(axis.k)]


def output(axis, transposed):
    if transposed:
        return max(place for _, _, place in landings(axis, axis.n)) + 1 - axis.q + axis.a
    count = 0
    while (count * axis.s + (axis.k - 1) * axis.d) < axis.n + axis.p + axis.q:
        count += 1
    return count


FOLDS = {
    "Zeros": lambda place, cells: place if 0 <= place < cells else None,
    "Reflect": lambda place, cells: -place if place < 0 else 2 * (cells - 1) - place if place >= cells else place,
    "Replicate": lambda place, cells: min(max(place, 0), cells - 1),
    "Circular": lambda place, cells: place % cells,
}


def links(axis, transposed, mode="Zeros"):
    """(input, output, element) along one axis."""
    result = output(axis, transposed)
    coarse, fine = (axis.n, result) if transposed else (result, axis.n)
    placed = ((i, FOLDS[mode](place, fine), u) for i, u, place in landings(axis, coarse))
    pairs = [(i, place, u) for i, place, u in placed if place is not None]
    return pairs if transposed else [(place, i, u) for i, place, u in pairs]


def pair(text):
    """"3", "3 × 5"."""
    numbers = [int(part) for part in text.split(" × ")]
    return numbers if len(numbers) > 1 else numbers * 2


class Layer:
    def __init__(self, operation, values):
        self.transposed = operation == "Transposed convolution"
        self.pooling = operation in ("Max pooling", "Average pooling")
        is_line = "×" not in values["input"]  # one number: along a line
        size = pair(values["input"])
        def of(name, usual):
            return pair(values[name]) if name in values else [usual, usual]
        kernel, stride, dilation, extra = of("kernel", 1), of("stride", 1), of("dilation", 1), of("output padding", 0)
        padding = values.get("padding", "0")
        if padding.startswith("("):
            sides = [int(part) for part in padding.strip("()").split(", ")]
            top, left, bottom, right = sides if len(sides) == 4 else (0, sides[0], 0, sides[1])
        else:
            (top, left), (bottom, right) = pair(padding), pair(padding)
        self.ceil = values.get("ceil mode") == "yes"
        self.groups = int(values.get("groups", "1"))
        self.channels = size[0] if len(size) == 3 else 1, int(values.get("output channels", "1"))
        self.pairs = self.channels[0] // self.groups * self.channels[1]
        self.rows = Axis(size[-2], kernel[0], stride[0], dilation[0], top, bottom, extra[0])
        if is_line:
            self.rows = Axis(1, 1, 1, 1, 0, 0, 0)
        self.columns = Axis(size[-1], kernel[1], stride[1], dilation[1], left, right, extra[1])

    def size(self):
        if self.ceil:
            return tuple(axis.windows_begun() for axis in (self.rows, self.columns))
        return output(self.rows, self.transposed), output(self.columns, self.transposed)

    def legal(self):
        if any(count % self.groups for count in self.channels):
            return False
        for axis in (self.rows, self.columns):
            if axis.a and not (axis.a < axis.s or axis.a < axis.d):
                return False
            if output(axis, self.transposed) < 1:
                return False
        return True

    def connections(self):
        return len(links(self.rows, self.transposed)) * len(links(self.columns, self.transposed))


NUMBERS = "input|kernel|stride|output padding|padding|dilation|output channels|groups"
PARAMETER = rf"((?:{NUMBERS})(?= [\d(])|ceil mode):? (\([^)]*\)|[\d × ]*\d|yes|no)"


def layer_of(text):
    operation, _, rest = text.partition(": ")
    return Layer(operation, dict(re.findall(PARAMETER, rest)))


def tables_of(text, title):
    """One table, or one a channel."""
    found = re.findall(rf"{title}(?: \d+)?: ([^.]*(?:\.\d[^.]*)*)\.", text, re.IGNORECASE)
    return [[row.split(" ") for row in rows.split("; ")] for rows in found if ";" in rows or " × " not in rows]


def numbers_of(table):
    return [[float(cell.replace("−", "-")) for cell in row] for row in table]


def size_text(size):
    return f"{size[0]} × {size[1]}"


def value_answer(layer, text):
    along = re.search(r"cell (\d+) of the output have \(", text)  # of a line
    row, column = (0, int(along[1]) - 1) if along else (
        int(part) - 1 for part in re.search(r"row (\d+), column (\d+)", text).groups())
    mode = (re.search(r"padding mode (\w+)|$", text).group(1) or "zeros").capitalize()
    pairs = [(r, c) for r in links(layer.rows, layer.transposed, mode) for c in links(layer.columns, layer.transposed, mode)
             if r[1] == row and c[1] == column]
    inputs = [numbers_of(table) for table in tables_of(text, "input")]
    if layer.pooling:
        values = [inputs[0][r[0]][c[0]] for r, c in pairs]
        counted = len(values) if "padding counted: no" in text else layer.rows.k * layer.columns.k
        return max(values) if text.startswith("Max") else sum(values) / counted
    kernels = [numbers_of(table) for table in tables_of(text, "kernel")]
    return sum(x[r[0]][c[0]] * w[r[2]][c[2]] for x, w in zip(inputs, kernels, strict=True) for r, c in pairs)


def connected_answer(layer, text):
    side, cell = re.search(r"(input|output) cell (\w+)", text).groups()
    (inputs,), (outputs,) = tables_of(text, "input"), tables_of(text, "output")
    own, other = (inputs, outputs) if side == "input" else (outputs, inputs)
    at = next((r, c) for r, line in enumerate(own) for c, name in enumerate(line) if name == cell)
    found = set()
    for r in links(layer.rows, layer.transposed):
        for c in links(layer.columns, layer.transposed):
            mine, yours = ((r[0], c[0]), (r[1], c[1])) if side == "input" else ((r[1], c[1]), (r[0], c[0]))
            if mine == at:
                found.add(yours)
    return {other[r][c] for r, c in found}


def removed_answer(layer):
    axis = layer.rows
    whole = max(i * axis.s + u * axis.d for i in range(axis.n) for u in range(axis.k)) + 1
    kept = range(axis.p, axis.p + output(axis, True))
    return ", ".join(str(row + 1) for row in range(whole) if row not in kept) or "none"


OWN_WORDS = {
    "value": r"(row \d+, column \d+|cell \d+ of the output have) \(counted from 1\)",
    "connected": r"(input|output) cell \w+ (feed|read)",
    "parameters": r"turn \d+ × \d+ into",
    "costs": r"How many (multiplications|numbers)|how many multiplications",
    "receptive_field": r"layers in a row",
    "code": r"Which line",
    "misfit": r"such layers follow",
    "multiplications": r"How many( of its)? multiplications|how many( of the)? multiplications",
}


def layers_of(text):
    """Of layers in a row kernel, stride and dilation."""
    found = (dict(re.findall(PARAMETER, layer)) for layer in text.partition(". ")[0].split("; then "))
    return [[pair(values.get(name, "1"))[1] for name in ("kernel", "stride", "dilation")] for values in found]


def field_of(layers):
    cells = {0}
    for kernel, stride, dilation in reversed(layers):
        cells = {cell * stride + tap * dilation for cell in cells for tap in range(kernel)}
    return max(cells) - min(cells) + 1


def misfit_of(layer, count):
    axis, down = layer.columns, [layer.columns.n]
    for _ in range(count):
        down.append(output(axis.on(down[-1]), False))
    size = down[-1]
    for level in range(count, 0, -1):
        size = output(axis.on(size), True)
        if size != down[level - 1]:
            return f"at level {level}"
    return "nowhere"


def line_fits(line, layer):
    """Whether a line of PyTorch or Keras makes the layer; lines of others are not judged."""
    found = re.search(r"(nn\.Conv|layers\.Conv)(Transpose)?[12][dD](Transpose)?\(([^()]*(?:\([^()]*\)[^()]*)*)\)", line)
    if not found:
        return None
    arguments = re.sub(r"\([^)]*\)", "pair", found[4]).split(", ")
    given = dict(part.split("=") for part in arguments if "=" in part)
    plain = [part for part in arguments if "=" not in part]
    axis = layer.columns
    own = (axis.k, axis.s, axis.p, axis.d, axis.a) if found[1].startswith("nn") else (axis.k, axis.s, 0, axis.d, axis.a)
    told = [plain[-1], given.get("stride", given.get("strides", "1")), given.get("padding", "0"),
            given.get("dilation", given.get("dilation_rate", "1")), given.get("output_padding", "0")]
    return bool(found[2] or found[3]) == layer.transposed and told == [str(number) for number in own]


def works_out(row):
    """Whether the answer is right; nothing where the lesson's author asks in words that only people understand."""
    if not re.search(OWN_WORDS.get(row["kind"], ""), row["question"]):
        return None
    kind, text, choices, answer = row["kind"], row["question"], row["choices"].split("|"), row["answer"]
    if kind == "choice":
        return answer in choices
    if kind == "parameters":
        before, after = (pair(size) for size in re.search(r"turn (\d+ × \d+) into (\d+ × \d+)", text).groups())
        operation = text.partition(".")[0]
        fits = []
        for choice in choices:
            values = dict(re.findall(PARAMETER, choice))
            values["input"] = size_text(before)
            fits.append(list(Layer(operation, values).size()) == after)
        return sum(fits) == 1 and choices[fits.index(True)] == answer
    if kind == "receptive_field":
        return int(answer) == field_of(layers_of(text))
    layer = layer_of(text.partition(". ")[0])
    if kind == "misfit":
        return answer == misfit_of(layer, int(re.search(r"(\d+) such layers", text)[1]))
    if kind == "code":
        fits = [line_fits(choice, layer) for choice in choices]
        return answer in choices and (None in fits or (sum(fits) == 1 and choices[fits.index(True)] == answer))
    if kind == "costs":
        weights = layer.pairs * layer.rows.k * layer.columns.k
        if "learn" in text:
            return int(answer) == weights + layer.channels[1]
        rows, columns = (layer.rows.n, layer.columns.n) if layer.transposed else layer.size()
        return int(answer) == weights * rows * columns
    if kind == "size":
        return size_text(layer.size()) == answer
    if kind == "legal":
        return (answer == "Yes") == layer.legal()
    if kind == "removed":
        return removed_answer(layer) == answer
    if kind == "value":
        return abs(value_answer(layer, text) - float(answer)) < 0.005
    if kind == "connected":
        return connected_answer(layer, text) == set(answer.split())
    if kind == "multiplications":
        rows, columns = layer.size()
        every = rows * columns * layer.rows.k * layer.columns.k
        asked = (every - layer.connections() if "zero that" in text or "padding's zeros" in text else every)
        return int(answer) == asked * layer.pairs
    if kind == "picture":
        fits = []
        for name in choices:
            size, after, count = re.search(rf"{name}: input (\d+ × \d+), output (\d+ × \d+), connections (\d+)\.", text).groups()
            own = size_text((layer.rows.n, layer.columns.n)), size_text(layer.size()), str(layer.connections())
            fits.append((size, after, count) == own)
        return sum(fits) == 1 and choices[fits.index(True)] == answer
    raise ValueError(kind)


def plain(markup):
    """The words of an HTML fragment, spaces aside."""
    return re.sub(r"\s+", "", html.unescape(re.sub(r"<[^>]*>", "", markup)))


def moodle(path):
    for question in ET.parse(path).getroot().iter("question"):
        if question.get("type") == "category":
            continue
        right = {plain(answer.find("text").text) for answer in question.iter("answer") if float(answer.get("fraction")) > 0}
        shares = sum(float(answer.get("fraction")) for answer in question.iter("answer") if float(answer.get("fraction")) > 0)
        assert abs(shares - 100) < 0.01, (question.find("name/text").text, shares)
        text = question.find("questiontext/text").text
        for name in re.findall(r"@@PLUGINFILE@@/([^\"]+)", text):
            assert [file for file in question.iter("file") if file.get("name") == name and len(file.text) > 500], name
        yield question.find("name/text").text, question.get("type"), text, right


def qti(path):
    ns = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None
        names = package.namelist()
        manifest = package.read("imsmanifest.xml").decode()
        assert set(re.findall(r'<file href="([^"]+)"', manifest)) | {"imsmanifest.xml"} == set(names)
        root = ET.fromstring(package.read("quiz/quiz.xml"))
        for item in root.iter("{%s}item" % ns["q"]):
            text = item.find("q:presentation/q:material/q:mattext", ns).text
            for source in re.findall(r'src="([^"]+)"', text):
                assert package.read("quiz/" + source).startswith(b"\x89PNG"), source
            labels = {label.get("ident"): plain(label.find("q:material/q:mattext", ns).text)
                      for label in item.findall(".//q:response_label", ns) if label.find("q:material", ns) is not None}
            right = set()
            for condition in item.iter("{%s}respcondition" % ns["q"]):
                if condition.find("q:setvar", ns) is None:
                    continue
                negated = {id(each) for each in condition.findall(".//q:not/q:varequal", ns)}
                equal = [each.text for each in condition.findall(".//q:varequal", ns) if id(each) not in negated]
                right |= {labels.get(each, each) for each in equal}
            fields = [field.text for field in item.findall(".//q:fieldentry", ns)]
            yield item.get("ident"), fields[0], text, right


def main():
    with open(sys.argv[1], encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    judged = [(row, works_out(row)) for row in rows]
    wrong = [row for row, is_right in judged if is_right is False]
    unread = sum(is_right is None for _, is_right in judged)
    assert unread * 4 <= len(rows), f"{unread} questions of {len(rows)} are in words of their own"
    for row in wrong:
        print("WRONG", row)
    by_name = {row["id"]: row for row in rows}
    assert len(by_name) == len(rows), "ids are not unique"
    for row in rows:
        choices = row["choices"].split("|") if row["choices"] else []
        assert len(set(choices)) == len(choices), row
        assert not choices or row["answer"] in choices, row
    for read, path in ((moodle, sys.argv[2]), (qti, sys.argv[3])):
        seen = set()
        for name, _, text, right in read(path):
            row = by_name[name]
            seen.add(name)
            answer = row["answer"].split() if row["kind"] == "connected" else [row["answer"]]
            same = right == {re.sub(r"\s+", "", each) for each in answer} or right in ({"".join(answer)}, {" ".join(answer)})
            assert same or row["kind"] == "choice", (name, right, row)
            # The CSV has the picture's words besides.
            asked = text.rpartition("<p>")[2]
            assert plain(row["question"]).endswith(plain(asked)) or row["kind"] == "choice", (name, asked, row)
        assert seen == set(by_name), (path, set(by_name) - seen)
    kinds = {kind: len(list(group)) for kind, group in itertools.groupby(sorted(row["kind"] for row in rows))}
    print(len(rows), "questions,", unread, "in words of their own,", kinds)
    sys.exit(1 if wrong else 0)


main()
