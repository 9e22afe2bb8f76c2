"""hall.toml and device.toml: each setting declared once, an unknown key an error, its faults told together."""
