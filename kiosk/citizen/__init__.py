"""The self-service kiosk: lay the card, choose a service, take a number."""
