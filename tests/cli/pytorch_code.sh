#!/usr/bin/env bash
# PyTorch runs the code that `snippet --to pytorch` writes, and gets the numbers that `compute` gets; also where it takes several
# calls. Skipped (77) without PyTorch.
set -euo pipefail
convoscope=$1
python=/usr/bin/python3
"$python" -c 'import numpy, torch' 2>/dev/null || exit 77
"$python" - "$convoscope" <<'PYTHON'
import os, random, subprocess, sys, tempfile
import numpy, torch

convoscope = sys.argv[1]
random.seed(12)
folder = tempfile.mkdtemp()
path = lambda name: os.path.join(folder, name)

def counting(*shape):
    shape = shape[0] if len(shape) == 1 and not isinstance(shape[0], int) else shape
    count = int(numpy.prod(shape))
    return ((torch.arange(count) * 7 % 11) - 4).float().reshape(shape)

torch.randn = counting

def run(*words):
    return subprocess.run([convoscope, *words], capture_output=True, text=True)

def pair(*numbers):
    return ','.join(map(str, numbers))

def any_layer():
    line = random.random() < 0.3
    axes = 1 if line else 2
    numbers = lambda low, high, count=axes: [random.randint(low, high) for _ in range(count)]
    operation = random.choice(['conv', 'conv-transpose', 'avg-pool', 'max-pool'])
    kernel, groups = numbers(1, 4), random.choice([1, 2]) if 'conv' in operation else 1
    words = ['--stride', pair(*numbers(1, 3)), '--dilation', pair(*numbers(1, 2))]
    sides = numbers(0, 2, 2 * axes) if random.random() < 0.6 else numbers(0, 2)
    words += ['--padding', pair(*sides)]
    if 'conv' in operation:
        words += ['--groups', str(groups)]
        if random.random() < 0.3:
            words += ['--padding-mode', random.choice(['reflect', 'replicate', 'circular'])]
    else:
        words += ['--ceil-mode'] if random.random() < 0.4 else []
        words += ['--count-include-pad', random.choice(['true', 'false'])] if operation == 'avg-pool' else []
    shape = [2] + numbers(3, 8)
    if operation == 'conv':
        weight = [2 * groups, 2 // groups] + kernel
    else:
        weight = [2, 3] + kernel
    return operation, line, shape, weight, kernel, words

ran, several = 0, 0
for _ in range(400):
    operation, line, shape, weight, kernel, words = any_layer()
    x = counting(1, *shape)
    numpy.save(path('x.npy'), x.numpy())
    layer = [operation, '--input', path('x.npy')]
    if 'conv' in operation:
        numpy.save(path('w.npy'), counting(*weight).numpy())
        layer += ['--weight', path('w.npy')]
    else:
        layer += ['--kernel', 'x'.join(map(str, kernel))] + (['--one-dimensional'] if line else [])
    layer += words
    computed = run('compute', *layer, '-o', path('y.npy'))
    if computed.returncode != 0:
        continue
    written = run('snippet', '--to', 'pytorch', *layer)
    assert written.returncode == 0, (layer, written.stderr)
    code = written.stdout
    for name in ('nn.Conv', 'nn.ConvTranspose'):
        if 'layer = ' + name in code:
            code = code.replace('y = layer(x)', 'layer.weight.data = torch.randn(layer.weight.shape)\ny = layer(x)')
    names = {}
    try:
        exec(code, names)
    except RuntimeError as error:
        # PyTorch 1.13 takes half of the plain kernel as padding, later ones half of the dilated one.
        assert 'half of' in str(error), (layer, code, error)
        continue
    wanted = numpy.load(path('y.npy'))
    result = names['y'].detach().numpy()
    assert result.shape == wanted.shape, (layer, code, result.shape, wanted.shape)
    assert numpy.allclose(result, wanted, rtol=1e-5, atol=1e-4), (layer, code, result, wanted)
    ran += 1
    several += '# ' in code.split('y = ')[0].replace('  # ', '')
print(ran, 'layers,', several, 'of them in several calls')
assert ran > 150 and several > 50
PYTHON
