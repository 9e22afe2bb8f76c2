"""The devices of a hall; knows nothing of tickets, Qt or MQTT."""
