"""Weeks of the sample organisation on a virtual clock: how much does Clearway ask of people, and what comes of it?"""
