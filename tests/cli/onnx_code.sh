#!/usr/bin/env bash
# ONNX judges both ways: its checker takes the models that `snippet --to onnx` writes, and the node models of its own tests are
# listed with their sizes and computed with their results. Skipped (77) without python3-onnx.
set -euo pipefail
convoscope=$1
python=/usr/bin/python3
"$python" -c 'import numpy, onnx' 2>/dev/null || exit 77
"$python" - "$convoscope" <<'PYTHON'
import json, os, random, subprocess, sys, tempfile
import numpy
for name in ('float', 'int', 'bool', 'object'):  # onnx 1.12 still asks for them
    if not hasattr(numpy, name):
        setattr(numpy, name, __builtins__.__dict__[name])
import onnx
from onnx import checker, numpy_helper
from onnx.backend.test.case.node import collect_testcases

convoscope = sys.argv[1]
random.seed(7)
folder = tempfile.mkdtemp()
path = lambda name: os.path.join(folder, name)
opset = onnx.defs.onnx_opset_version()

def run(*words):
    return subprocess.run([convoscope, *words], capture_output=True, text=True)

def pair(*numbers):
    return ','.join(map(str, numbers))

def any_layer():
    operation = random.choice(['conv', 'conv-transpose', 'avg-pool', 'max-pool'])
    axes = random.choice([1, 2, 2])
    numbers = lambda low, high, count=axes: [random.randint(low, high) for _ in range(count)]
    words = [operation, '--input', 'x'.join(map(str, [2] + numbers(3, 8))), '--kernel', 'x'.join(map(str, numbers(1, 4))),
             '--stride', pair(*numbers(1, 3)), '--dilation', pair(*numbers(1, 2)),
             '--padding', pair(*numbers(0, 2, random.choice([axes, 2 * axes])))]
    if 'pool' in operation:
        words += ['--ceil-mode'] if random.random() < 0.5 else []
        words += ['--count-include-pad', random.choice(['true', 'false'])] if operation == 'avg-pool' else []
    elif operation == 'conv' and random.random() < 0.3:
        words += ['--padding-mode', random.choice(['reflect', 'replicate', 'circular'])]
    return words + (['--one-dimensional'] if axes == 1 else [])

checked = 0
for _ in range(200):
    layer = any_layer()
    written = run('snippet', '--to', 'onnx', *layer)
    if written.returncode != 0:
        continue
    names = {}
    exec(written.stdout, names)
    model = names['model']
    if model.opset_import[0].version > opset:
        continue
    checker.check_model(model, full_check=True)  # infers the sizes, too
    checked += 1

equal = 0
for case in collect_testcases(None):
    node = case.model.graph.node[0]
    if node.op_type not in ('Conv', 'ConvTranspose', 'AveragePool', 'MaxPool') or len(case.model.graph.output) > 1:
        continue
    inputs, (wanted,) = case.data_sets[0]
    wanted = numpy.asarray(wanted)
    if wanted.ndim > 4 or wanted.dtype != numpy.float32:
        continue
    model = onnx.ModelProto()
    model.CopyFrom(case.model)
    for name, array in list(zip(node.input, inputs))[1:]:  # weights lie in the file, as a model has them
        model.graph.initializer.append(numpy_helper.from_array(numpy.asarray(array), name))
    onnx.save(model, path('node.onnx'))
    numpy.save(path('x.npy'), numpy.asarray(inputs[0]))
    listed = run('model', path('node.onnx'), '--json')
    assert listed.returncode == 0, (case.name, listed.stderr)
    (row,) = json.loads(listed.stdout)
    size = list(wanted.shape[1:]) if wanted.ndim == 4 else [wanted.shape[1], 1, wanted.shape[2]]
    assert row['output'] == size, (case.name, row, size)
    computed = run('compute', path('node.onnx'), '--layer', row['name'], '--input', path('x.npy'), '-o', path('y.npy'))
    assert computed.returncode == 0, (case.name, computed.stderr)
    result = numpy.load(path('y.npy'))
    assert result.shape == wanted.shape and numpy.allclose(result, wanted, atol=1e-4), (case.name, result, wanted)
    equal += 1
print(checked, 'models checked,', equal, 'node models equal')
assert checked > 100 and equal > 30
PYTHON
