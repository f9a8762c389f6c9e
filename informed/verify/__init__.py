"""The strict verdict on a PDF, with or without the clinic's register: what `informed verify` and the staff page say.

Read in this order: words, report and register (what goes in and out); check (the rule); facts, bounded, worker (how a
stranger's file is read in a process with limits); reading, spelling, chains, places, letters (what is read there);
printed and revocation (what is compared here).

The door is `informed.verify.check.check`. This file imports nothing, so that the reading process starts fast.
"""
