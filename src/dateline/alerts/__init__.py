"""Alerts on readers' devices (Web Push): what is told, to which devices, once and in time.

Owns the settings, the paper's key, the devices, the alerts and the composer on the desk. The page on which
readers choose is the reader's.
"""
