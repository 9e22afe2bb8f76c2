"""The MQTT server of a hall: Mosquitto, configured by us, in a process that outlives the hub."""
