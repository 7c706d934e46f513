"""What a page says of itself to machines: schema.org in JSON-LD, one small module for each kind of thing.

Nothing is asked of the database here but who publishes the paper: all else is in the contexts that readers'
templates get, so machines are told what people see, and nothing that people do not.
"""
