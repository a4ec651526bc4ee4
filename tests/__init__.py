"""What must hold, package by package; ``journeys/`` tells whole stories."""
