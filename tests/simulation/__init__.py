"""Weeks of a small organisation on a virtual clock: how much does Clearway ask of people, and what comes of it?"""
