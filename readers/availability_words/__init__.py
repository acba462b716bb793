"""Of which words is what people say about their availability made, and which days do they mean?"""
