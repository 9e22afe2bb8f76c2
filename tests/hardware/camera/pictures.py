"""Pictures for cameras to show: none of them of anybody."""

import itertools

import cv2
import numpy as np

HEIGHT, WIDTH = 96, 128
BLUE, RED = (200, 40, 30), (30, 40, 200)


def scene(number=0):
    """Blue above, red below, and a white bar that goes on with each number."""
    pixels = np.empty((HEIGHT, WIDTH, 3), np.uint8)
    pixels[: HEIGHT // 2], pixels[HEIGHT // 2 :] = BLUE, RED
    at = 16 + 8 * number % (WIDTH - 48)
    pixels[40:56, at : at + 16] = 255
    return pixels


def black():
    return np.zeros((HEIGHT, WIDTH, 3), np.uint8)


def moving():
    """Makes each next picture of a scene."""
    numbers = itertools.count()
    return lambda: scene(next(numbers))


def write_video(path, pictures, rate=50):
    """Whole at once, as a technician copies it."""
    new = path.with_name(f"new-{path.name}")
    writer = cv2.VideoWriter(str(new), cv2.VideoWriter_fourcc(*"MJPG"), rate, (WIDTH, HEIGHT))
    assert writer.isOpened()
    for each in pictures:
        writer.write(each)
    writer.release()
    new.rename(path)


def shows(pixels, colours, close=40):
    """Whether the corners have these colours: above left, above right, below left, below right."""
    corners = [pixels[4, 4], pixels[4, -5], pixels[-5, 4], pixels[-5, -5]]
    return all(
        np.abs(corner.astype(int) - colour).max() < close for corner, colour in zip(corners, colours, strict=True)
    )
