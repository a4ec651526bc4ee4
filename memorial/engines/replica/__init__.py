"""The engine for PostgreSQL, of those who read a replica, and its primary where that lags or is away."""
