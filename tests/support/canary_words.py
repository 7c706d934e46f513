"""The invented words of each canary: one in most of it, one in text, captions and files."""

from __future__ import annotations

WORDS = {
    "open": ("quetzalopen", "xylophopen"),
    "held": ("quetzalheld", "xylopheld"),
    "killed": ("quetzalkill", "xylophkill"),
}
