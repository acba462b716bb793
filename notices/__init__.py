"""Who is told what when something changed: joins what a service did with what people see, through the outbox."""
