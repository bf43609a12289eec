"""Guarded reading: files that nobody trusts are read in processes that can be killed."""
