"""A drawn chart or map as PNG, without a browser."""

from __future__ import annotations

from functools import cache

_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20">'
    '<text x="1" y="15" font-size="16" font-family="Arial, Helvetica, sans-serif">{}</text></svg>'
)


class NoFonts(RuntimeError):
    """Words would be missing from the picture."""


def as_png(svg: str, *, width_px: int) -> bytes:
    """Raises NoFonts on a machine without fonts, where the library would leave every word out and say nothing."""
    import resvg_py  # here, since most who draw charts need no PNG

    if not _has_fonts():
        raise NoFonts(
            "No fonts are installed on this machine, so a picture would have no words. Install some, for example with: "
            "apt install fonts-liberation"
        )
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg, width=width_px, background="#ffffff", sans_serif_family=_FALLBACK, font_family=_FALLBACK
        )
    )


@cache
def _has_fonts() -> bool:
    import resvg_py

    with_a_letter, blank = (
        bytes(resvg_py.svg_to_bytes(svg_string=_PROBE.format(letter), sans_serif_family=_FALLBACK))
        for letter in ("M", " ")
    )
    return with_a_letter != blank


_FALLBACK = "Liberation Sans"  # looks and measures like Arial
