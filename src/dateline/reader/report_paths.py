"""Where reports are sent and receipts are read: a public contract."""

REPORT_PATH = "/corrections/report/"
RECEIPT_PATH = "/corrections/receipt/"
