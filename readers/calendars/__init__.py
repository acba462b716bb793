"""What does a calendar feed say about being away? Its address, its lines, its rules, and the spans that are left."""
