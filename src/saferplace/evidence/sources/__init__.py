"""What a data set is: its columns, its checks and what is kept of a row. One module or package a data set."""
