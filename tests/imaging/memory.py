"""What it costs to take the whole corpus, and to make of it what readers get: ``python -m tests.imaging.memory``.

For the figures of decision 89. The files are made by another process, so that this one is as a worker that serves pages
and never has a decoder.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path


def write(folder: Path) -> None:
    from PIL import Image

    from tests.imaging.corpus import CLEANED, REFUSED, WHOLE, saved, turned

    large = Image.effect_noise((500, 400), 40).resize((8000, 6250), Image.Resampling.BICUBIC)
    colours = Image.merge("RGBA", (large, large.transpose(Image.Transpose.ROTATE_180), large, large))
    made = {name.replace("/", " "): make() for name, make in CLEANED.items()}
    made |= {name: make() for name, (_why, make) in REFUSED.items()}
    made |= {f"{name}, cut off": whole[:-9] for name, whole in WHOLE.items()}
    made["JPEG of 50 million pixels"] = saved(colours.convert("RGB"), "JPEG", quality=95, exif=turned(6))
    made["WebP of 50 million pixels, half transparent"] = saved(colours, "WEBP", method=0, exif=turned(6))
    for name, content in made.items():
        (folder / name).write_bytes(content)


def measure(folder: Path) -> None:
    import django
    from django.core.files.base import File

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    from archive.imaging.deriving import derive_all, recipes
    from archive.imaging.taking import Unfit, take

    before, took = peak(resource.RUSAGE_SELF), {}
    for path in sorted(folder.iterdir(), key=lambda path: path.stat().st_size):
        began, size = time.monotonic(), path.stat().st_size
        with path.open("rb") as file:
            try:
                it = take(File(file))
                made = sum(len(made) for _recipe, made in derive_all(it.master, recipes(it.width, it.height)))
                result = f"taken, master of {len(it.master) / 1e6:.1f} MB, for readers {made / 1e6:.1f} MB"
            except Unfit as unfit:
                result = f"refused: {unfit}"
        took[path.name] = f"{time.monotonic() - began:5.2f} s {size / 1e6:6.2f} MB {path.name}: {result}"
    print(*sorted(took.values())[-5:], sep="\n")
    print(
        f"{len(took)} files; the process that serves had {before} MB before, and {peak(resource.RUSAGE_SELF)} at most"
    )
    print(f"those that decode had {peak(resource.RUSAGE_CHILDREN)} MB at most")


def peak(whose: int) -> int:
    return resource.getrusage(whose).ru_maxrss // 1024


if __name__ == "__main__":
    if len(sys.argv) == 3:
        {"write": write, "measure": measure}[sys.argv[1]](Path(sys.argv[2]))
    else:
        with tempfile.TemporaryDirectory() as made:
            for step in ("write", "measure"):
                subprocess.run([sys.executable, "-m", __spec__.name, step, made], check=True)
