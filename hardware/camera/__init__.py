"""Cameras: USB, network, and files that stand for one."""
