"""Django's engines for databases, whose connections are kept open between requests without asking each time."""
