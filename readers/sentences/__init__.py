"""Whom, what and which hours does a sentence about a blocker speak of, and how does its title read?"""
