"""Reader search: an index of the words of every public story, and questions to it in words and filters.

Owns the index and its vocabulary; knows no page. The desk's lists of stories use Wagtail's search, which also
knows drafts: nothing that is not public is ever in this index.
"""
