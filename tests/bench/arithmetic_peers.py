#!/usr/bin/env python3
"""What other libraries need for the layers that tests/bench/core.cpp measures: one line each, the row, the library and
milliseconds of CPU, by one thread, without what a caller can keep. Libraries that are not installed have no lines."""
import time


def least(work, count, at_a_time):
    """The least of `count` times, each of so many runs that reading the clock costs nothing beside them."""
    best = float("inf")
    work()
    for _ in range(count):
        start = time.thread_time()
        for _ in range(at_a_time):
            work()
        best = min(best, time.thread_time() - start)
    return 1e3 * best / at_a_time


def report(row, library, work, count, at_a_time=1):
    print(row, library, least(work, count, at_a_time), sep="\t", flush=True)


def with_opencv():
    import cv2
    import numpy

    cv2.setNumThreads(1)
    image = numpy.random.rand(1080, 1920).astype(numpy.float32)
    output = numpy.empty_like(image)
    for side in (3, 11):
        kernel = numpy.random.rand(side, side).astype(numpy.float32)
        work = lambda: cv2.filter2D(image, -1, kernel, dst=output, borderType=cv2.BORDER_CONSTANT)
        report(f"image-{side}", f"OpenCV {cv2.__version__}", work, 20)


def with_torch():
    import torch

    torch.set_num_threads(1)
    library = f"PyTorch {torch.__version__}"
    layers = (
        ("image-3", 1, 1, (1080, 1920), 3, 1, False, 5),
        ("image-11", 1, 1, (1080, 1920), 11, 1, False, 2),
        ("channels", 16, 16, (128, 128), 3, 1, False, 60),
        ("small", 1, 1, (5, 5), 3, 1, False, 50),
        ("transposed-channels", 16, 16, (128, 128), 3, 2, True, 10),
        ("transposed-image", 1, 1, (540, 960), 3, 2, True, 5),
        ("transposed-4", 16, 16, (128, 128), 4, 2, True, 10),
        ("transposed-small", 1, 1, (5, 5), 3, 2, True, 50),
    )
    with torch.no_grad():
        for row, inputs, outputs, size, kernel, stride, transposed, count in layers:
            x = torch.rand(1, inputs, *size)
            w = torch.rand(outputs, inputs, kernel, kernel)
            layer = torch.nn.functional.conv_transpose2d if transposed else torch.nn.functional.conv2d
            padding = 1 if transposed else kernel // 2
            at_a_time = 100 if row.endswith("small") else 1
            report(row, library, lambda: layer(x, w, stride=stride, padding=padding), count, at_a_time)


for peer in (with_opencv, with_torch):
    try:
        peer()
    except ImportError:
        pass
