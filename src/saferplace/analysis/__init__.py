"""Statistics and the small types they speak: arrays and frames in, frozen dataclasses out.

No Django, no files, no clock, and nothing else of ours is imported here.
"""
