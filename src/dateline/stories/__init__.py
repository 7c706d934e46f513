"""The story page, its body blocks and related stories; company pages."""
