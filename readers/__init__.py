"""What did a person mean by what came in? Pure parsers: text and files to typed values or a list of problems."""
