"""The technician's tools: one file for each command of `yimen device`."""
