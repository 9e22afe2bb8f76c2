"""The words of the wire: what every part of a hall says and hears. Pure; the lowest floor."""
