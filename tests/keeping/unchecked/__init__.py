"""A paper whose saves are not checked under the lock: proves that the runs would find a word that is lost."""
