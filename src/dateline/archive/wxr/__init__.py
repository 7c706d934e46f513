"""WordPress exports (WXR): posts, pages, attachments, authors and terms of one or several files."""
