"""What the judges of ``make validate`` read and say."""
