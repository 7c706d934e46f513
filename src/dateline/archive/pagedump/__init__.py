"""Plain-text dumps of article pages: what is the story, what is furniture, what is missing.

Pure Python: no Django, no network, no clock. The door is `reader.read_page_dumps`.
"""
