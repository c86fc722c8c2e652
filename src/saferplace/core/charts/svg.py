"""SVG elements as escaped text. Attribute names are written with underscores: ``text_anchor`` is ``text-anchor``."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from django.utils.safestring import SafeString, mark_safe

Attribute = str | float | int


def element(name: str, *children: str, **attributes: Attribute) -> str:
    """An element around children that are SVG already.

    >>> element("line", x1=0, y1=2.50001, stroke_width=1)
    '<line x1="0" y1="2.5" stroke-width="1"/>'
    """
    written = "".join(f" {key.replace('_', '-')}={quoteattr(_plain(value))}" for key, value in attributes.items())
    return f"<{name}{written}>{''.join(children)}</{name}>" if children else f"<{name}{written}/>"


def words(name: str, said: str, **attributes: Attribute) -> str:
    """An element around text.

    >>> words("title", "Thefts & <more>")
    '<title>Thefts &amp; &lt;more&gt;</title>'
    """
    return element(name, escape(said), **attributes)


def accessible(
    *drawn: str, chart_id: str, title: str, description: str, width: float, height: float, css_class: str
) -> SafeString:
    """The outer ``svg``: one image to assistive technology, named by its title and told by its description.

    Everything in it was escaped as it was drawn, so a template shows it as it is.
    """
    drawing = element(
        "svg",
        words("title", title, id=f"{chart_id}-title"),
        words("desc", description, id=f"{chart_id}-desc"),
        *drawn,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {_plain(width)} {_plain(height)}",
        width="100%",
        role="img",
        aria_labelledby=f"{chart_id}-title {chart_id}-desc",
        **{"class": css_class, "font_family": "Arial, Helvetica, sans-serif"},
    )
    return mark_safe(drawing)  # noqa: S308 - see above


def _plain(value: Attribute) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
