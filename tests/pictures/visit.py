"""Makes the README's picture from what `make demo` left: kiosk, slip, window and wall in one.

python tests/pictures/visit.py demo-output docs/pictures/visit.png
"""

import sys
from pathlib import Path

from PIL import Image

HEIGHT, GAP, TABLE = 620, 20, "#8A8170"


def main(output: Path, picture: Path) -> None:
    """Lay the four side by side, equally high."""
    shots = output / "pictures"
    names = (
        shots / "kiosk-3-ticket.png",
        output / "ticket.png",
        shots / "window-3-called.png",
        shots / "wall-2-called.png",
    )
    parts = [Image.open(name).convert("RGB") for name in names]
    parts = [part.resize((part.width * HEIGHT // part.height, HEIGHT), Image.Resampling.LANCZOS) for part in parts]
    whole = Image.new("RGB", (sum(part.width + GAP for part in parts) + GAP, HEIGHT + 2 * GAP), TABLE)
    left = GAP
    for part in parts:
        whole.paste(part, (left, GAP))
        left += part.width + GAP
    picture.parent.mkdir(parents=True, exist_ok=True)
    whole.quantize(128).save(picture, optimize=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
