"""What followers that ask servers elsewhere share: secrets in the database, and failures in words."""
