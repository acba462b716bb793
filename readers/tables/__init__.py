"""Which people, teams and projects do the files of a portfolio name, and what in them is wrong?"""
