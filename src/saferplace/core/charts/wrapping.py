"""Text cut into lines by a guess of its width: SVG has no line breaks of its own."""

from __future__ import annotations

_WIDTH_OF_A_LETTER = 0.52  # of the size of the type: Arial on average, with capitals and figures


def width_of(text: str, size: float) -> float:
    return len(text) * size * _WIDTH_OF_A_LETTER


def wrapped(text: str, width: float, size: float) -> list[str]:
    """Lines of whole words that fit. A word longer than a line stands alone.

    >>> wrapped("Points are near where something happened", 120, 12)
    ['Points are near', 'where something', 'happened']
    """
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
