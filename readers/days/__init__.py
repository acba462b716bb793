"""Which words name a day or a time, and which instant is meant once somebody knows who spoke and when?"""
