"""Twelve pictures: what eyes say, what a detector said, and how sure both were."""
