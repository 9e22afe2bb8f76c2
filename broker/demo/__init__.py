"""A whole hall on one machine, with simulated devices, played through by one visitor."""
