"""The verifiable log: what the paper has published, as a Merkle tree that anybody can check.

Owns the leaves, the signed checkpoints and the files below /log/. Knows what a version commits to, never what
it says.
"""
