"""What staff do at a kiosk: behind five touches of a corner and a PIN."""
