#!/usr/bin/env bash
# The tests that `compare -o` writes: Python reads each; those of frameworks that are installed pass. Skipped (77) without Python.
set -euo pipefail
convoscope=$1
python=/usr/bin/python3
"$python" -c '' 2>/dev/null || exit 77
"$python" - "$convoscope" <<'PYTHON'
import ast, importlib.util, os, random, subprocess, sys, tempfile

convoscope = sys.argv[1]
random.seed(5)
has_numpy = importlib.util.find_spec('numpy') is not None
has_torch = has_numpy and importlib.util.find_spec('torch') is not None
names = ['pytorch', 'tensorflow', 'keras', 'onnx', 'jax', 'caffe']

def any_layer():
    operation = random.choice(['conv', 'conv-transpose', 'avg-pool', 'max-pool'])
    line = random.random() < 0.3
    words = [operation, '--input', '16' if line else '8x8', '--kernel', str(random.randint(2, 4)),
             '--stride', str(random.randint(1, 3)), '--padding', str(random.randint(0, 2))]
    if operation == 'conv' and random.random() < 0.3:
        words += ['--dilation', '2']
    return words

written, run, ran = 0, 0, set()
for _ in range(300):
    one, other = random.sample(names, 2)
    if has_torch and random.random() < 0.5:
        one, other = 'pytorch', random.choice(names[1:])
    layer = any_layer()
    case = subprocess.run([convoscope, 'compare', *layer, '--between', f'{one},{other}', '-o', '-'],
                          capture_output=True, text=True)
    if case.returncode == 2:
        continue
    assert case.returncode == 0, (layer, case.stderr)
    tree = ast.parse(case.stdout)
    functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
    assert functions == {'in_' + one, 'in_' + other}, functions
    written += 1
    if not has_torch or 'pytorch' not in (one, other) or run == 12:
        continue
    with tempfile.NamedTemporaryFile('w', suffix='.py') as file:
        file.write(case.stdout)
        file.flush()
        done = subprocess.run([sys.executable, file.name, '-v'], capture_output=True, text=True)
        assert done.returncode == 0, (layer, case.stdout, done.stderr)
        assert 'test_pytorch (__main__.Case.test_pytorch) ... ok' in done.stderr \
            or 'test_pytorch (__main__.Case) ... ok' in done.stderr, done.stderr
        run += 1
print(written, 'cases,', run, 'of them run by PyTorch')
assert written > 25
PYTHON
