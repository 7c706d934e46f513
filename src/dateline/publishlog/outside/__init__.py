"""What followers that ask servers elsewhere share: secrets as the database keeps them, and failures in words."""
