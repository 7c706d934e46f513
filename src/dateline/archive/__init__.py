"""What came before: formats of old archives are recognized and read here, and mapped to stories elsewhere."""
