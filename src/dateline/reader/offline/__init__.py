"""The paper on a device: what installs it, and the stories that can be read again without a connection."""
