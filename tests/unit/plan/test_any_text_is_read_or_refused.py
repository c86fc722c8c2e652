"""Whatever is typed into the file, it is read or refused in sentences; the loader itself never breaks."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from saferplace.plan.file import BrokenFile, PartnershipFile, parse_partnership_file

VALE = (Path(__file__).parents[2] / "samples/partnerships/invented-vale.yaml").read_text(encoding="utf-8")
PLAIN_WORDS = ["\t", ":", "-", "[", "]", "{", "}", '"', "null", "~", "1", "\n", "  ", "#", "|", ">", "%", "@", "true"]
ODD_WORDS = ["&a ", "*a ", "!t ", "\x85", "\u2028", "0x1F", "1e999", ".inf", "<<: ", "---\n", "? "]
TYPED = st.sampled_from(PLAIN_WORDS + ODD_WORDS) | st.text(max_size=5)


@settings(max_examples=60, deadline=None)
@given(place=st.integers(0, len(VALE)), length=st.integers(0, 20), typed=TYPED)
def test_an_edit_anywhere_gives_a_sound_file_or_faults_with_lines(place: int, length: int, typed: str) -> None:
    edited = VALE[:place] + typed + VALE[place + length :]
    try:
        read = parse_partnership_file(edited.encode("utf-8", "surrogatepass"), name="x.yaml")
    except BrokenFile as broken:
        assert broken.faults and all(fault.line >= 1 and fault.sentence.endswith((".", "?")) for fault in broken.faults)
    else:
        assert isinstance(read, PartnershipFile)
