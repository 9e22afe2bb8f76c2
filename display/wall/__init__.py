"""The wall screen: the newest call large, the last ones, how busy each service is."""
